/** Expressions → a complete function in a target language. */
import { inArena, newArena } from '../algebra/arena';
import { functionModel } from './function/model';
import type { CodeOutcome, CodeRequest, TargetName } from './request';
import { NotScheduled } from './schedule/context';
import { eigen } from './targets/eigen';
import { fortran } from './targets/fortran';
import { javascript } from './targets/javascript';
import { jax } from './targets/jax';
import { julia } from './targets/julia';
import { nalgebra } from './targets/nalgebra';
import { numpy } from './targets/numpy';
import { octave } from './targets/octave';
import { pytorch } from './targets/pytorch';
import { r } from './targets/r';
import { Lacking, type Helper, type Target } from './targets/target';

const targets: Readonly<Record<TargetName, Target>> = { numpy, pytorch, jax, javascript, fortran, nalgebra, matlab: octave, octave, eigen, julia, r };

/** The function that computes what is asked for; or the construct that the target has no way to write, by name. */
export function generate(request: CodeRequest): CodeOutcome {
  try {
    return { ok: true, code: inArena(newArena(), () => write(request, targets[request.target])) };
  } catch (error) {
    if (error instanceof NotScheduled || error instanceof Lacking) return { ok: false, construct: error.construct, message: `${error.construct} has no ${request.target} code yet` };
    throw error;
  }
}

function write(request: CodeRequest, target: Target): FunctionCode {
  const model = functionModel(request, target);
  const { imports, helpers, definition } = target.surround({ name: model.name, names: [model.name], texts: [target.procedure(model)], needs: model.needs });
  const body = arranged(helpers, definition, target);
  return {
    target: request.target, name: model.name, parameters: model.parameters.map(({ name }) => name), inputs: model.parameters.map(({ input }) => input), imports, helpers, definition, body,
    source: `${imports.length === 0 ? '' : `${imports.join('\n')}${target.afterImports ?? '\n\n\n'}`}${body}\n`,
  };
}

/** Helpers above the function stand close together, below it they are functions like it. */
function arranged(helpers: readonly Helper[], definition: string, { helpersBelow }: Target): string {
  if (helpers.length === 0) return definition;
  const sources = helpers.map(({ source }) => source);
  return helpersBelow === true ? [definition, ...sources].join('\n\n') : `${sources.join('\n')}\n\n${definition}`;
}

type FunctionCode = Extract<CodeOutcome, { ok: true }>['code'];
