/** Expressions → a complete function in a target language. */
import { inArena, newArena } from '../algebra/arena';
import type { Property } from '../shapes/adjectives';
import { differentiableModel } from './function/differentiable';
import { functionModel } from './function/model';
import type { CodeOutcome, CodeRequest, TargetName } from './request';
import { NotScheduled } from './schedule/context';
import { testModel } from './selfTest/model';
import { orderOf } from './selfTest/trial';
import { eigen } from './targets/eigen';
import { fortran } from './targets/fortran';
import { javascript, typescript } from './targets/javascript';
import { jax } from './targets/jax';
import { jaxCustomVjp } from './targets/jaxCustomVjp';
import { julia } from './targets/julia';
import { nalgebra } from './targets/nalgebra';
import { numpy } from './targets/numpy';
import { octave } from './targets/octave';
import { pytorch } from './targets/pytorch';
import { pytorchAutograd } from './targets/pytorchAutograd';
import { r } from './targets/r';
import { Lacking, type FunctionModel, type Helper, type Procedures, type Target, type TestModel } from './targets/target';

const targets: Readonly<Record<TargetName, Target>> = { numpy, pytorch, pytorch_autograd: pytorchAutograd, jax, jax_custom_vjp: jaxCustomVjp, javascript, typescript, fortran, nalgebra, matlab: octave, octave, eigen, julia, r };

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
  const { differentiable } = target;
  if (differentiable !== undefined) return writeDifferentiable(request, target, differentiable);
  if (request.kind === 'differentiable') throw new NotScheduled('a function with its own derivative');
  const { models, tests } = functionsFor(request, target);
  const model = models[models.length - 1];
  if (model === undefined) throw new NotScheduled('nothing');
  return codeOf(request, model, target, {
    name: model.name, names: [...models, ...tests].map(({ name }) => name), texts: [...models.map(target.procedure), ...tests.map(target.selfTest)],
    needs: new Set([...models, ...tests].flatMap(({ needs }) => [...needs])),
  });
}

function writeDifferentiable(request: CodeRequest, target: Target, framework: NonNullable<Target['differentiable']>): FunctionCode {
  if (request.kind !== 'differentiable') throw new NotScheduled('anything but a function with its own derivative');
  if (request.selfTest === true) throw new NotScheduled('a self-test of a function with its own derivative, which the framework itself can check,');
  const model = differentiableModel(request, target, framework);
  return codeOf(request, model, target, { name: model.name, names: [model.name], texts: [framework.write(model)], needs: model.needs });
}

function codeOf(request: CodeRequest, model: Pick<FunctionModel, 'name' | 'parameters'>, target: Target, procedures: Procedures): FunctionCode {
  const { imports, helpers, definition } = target.surround(procedures);
  const body = arranged(helpers, definition, target);
  return {
    target: request.target, name: model.name, parameters: model.parameters.map(({ name }) => name), inputs: model.parameters.map(({ input }) => input), imports, helpers, definition, body,
    source: `${imports.length === 0 ? '' : `${imports.join('\n')}${target.afterImports ?? '\n\n\n'}`}${body}\n`,
  };
}

/** The function asked for last; before it, for a self-test, the function that it is a derivative of. */
function functionsFor(request: CodeRequest, target: Target): { readonly models: readonly FunctionModel[]; readonly tests: readonly TestModel[] } {
  if (request.selfTest !== true) return { models: [functionModel(request, target)], tests: [] };
  orderOf(request.kind);
  const { functionName, freeFunction } = request;
  const main = functionModel(request, target);
  const isMoved = (name: string): boolean => request.results.some(({ wrt }) => wrt === name);
  const variables = freeFunction === undefined ? request.variables : request.variables.map((variable) => (isMoved(variable.name) ? { ...variable, properties: new Set<Property>() } : variable));
  const value = functionModel({ ...request, variables, function: freeFunction ?? request.function, kind: 'value', results: [], directions: [], texts: { ...request.texts, results: [] }, functionName: `${functionName ?? main.name}_value`, assertShapes: false }, target, [main.name]);
  return { models: [value, main], tests: [testModel(request, main, value, target)] };
}

/** Helpers above the function stand close together, below it they are functions like it. */
function arranged(helpers: readonly Helper[], definition: string, { helpersBelow }: Target): string {
  if (helpers.length === 0) return definition;
  const sources = helpers.map(({ source }) => source);
  return helpersBelow === true ? [definition, ...sources].join('\n\n') : `${sources.join('\n')}\n\n${definition}`;
}

type FunctionCode = Extract<CodeOutcome, { ok: true }>['code'];
