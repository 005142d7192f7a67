/** Where a function gets its dimensions from: the shape of an argument, else an argument of their own. */
import { asInteger } from '../../shapes/dimension';
import { isColumn, SCALAR } from '../../shapes/shape';
import type { CodeVariable } from '../request';
import type { FunctionModel, Target } from '../targets/target';

export interface Dimensions {
  readonly parameters: readonly { readonly name: string; readonly input: string }[];
  readonly statements: FunctionModel['dimensions'];
}

/** `names`: the dimensions in use, by their names in the target. */
export function resolveDimensions(names: ReadonlyMap<string, string>, given: readonly CodeVariable[], inputs: ReadonlyMap<string, string>, target: Target): Dimensions {
  const parameters: { name: string; input: string }[] = [];
  const statements: { name: string; lines: readonly string[] }[] = [];
  for (const [input, name] of names) {
    const source = extentOf(input, given, inputs, target);
    if (source === undefined) parameters.push({ name, input }); else statements.push({ name, lines: [target.assign([name], source.text, undefined)] });
  }
  return { parameters, statements };
}

/** The dimension from the shape of an argument: one that has it as it is, else a multiple of it. */
export function extentOf(name: string, given: readonly CodeVariable[], inputs: ReadonlyMap<string, string>, target: Target): { readonly text: string; readonly argument: string } | undefined {
  let multiple: { readonly text: string; readonly argument: string } | undefined;
  for (const variable of given) {
    const { rows, cols } = variable.shape;
    const rank = isColumn(variable.shape) ? 1 : 2;
    if (variable.shape === SCALAR) continue;
    for (const [axis, dimension] of [[0, rows], [1, cols]] as const) {
      if (asInteger(dimension) !== undefined || (rank === 1 && axis === 1)) continue;
      const argument = inputs.get(variable.name) ?? variable.name;
      if (dimension.key === name) return { text: target.extent(argument, rank, axis), argument };
      const [only] = dimension.terms;
      if (dimension.terms.size === 1 && only !== undefined && only[0] === name) multiple ??= { text: target.quotient(target.extent(argument, rank, axis), only[1]), argument };
    }
  }
  return multiple;
}
