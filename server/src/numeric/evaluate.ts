/**
 * The value of a surface tree. For one value of one tree; the checks compile once and run many times (`program.ts`).
 */
import type { CallNode, NameNode, Tree } from '../syntax/tree';
import type { Shape } from '../shapes/shape';
import { matrix, NotEvaluable, type Matrix } from './matrix';
import { compile } from './compile';
import type { Callee } from './compile/names';
import { FILE_SCOPE } from './compile/scope';
import { execute, startFrame, type Program, type Sizes } from './program';

export interface Environment {
  /** The value of a name, or the tree it is defined as (whose own names are looked up in turn). */
  readonly lookup: (name: NameNode) => Matrix | Tree | undefined;
  readonly calleeOf?: (call: CallNode) => Callee | undefined;
  /** The shape of `vector(1)` and `matrix(1)`, and the sizes of its dimensions. */
  readonly shapeOf?: (tree: Tree) => Shape | undefined;
  readonly sizes?: Sizes;
}

const NO_SIZES: Sizes = new Map();

/**
 * Rows × columns, NaN where the function is not defined.
 * @throws NotEvaluable where a name has no value or sizes do not fit.
 */
export function evaluate(tree: Tree, environment: Environment): Matrix {
  const { calleeOf, shapeOf } = environment;
  const program = compile([{ tree, scope: FILE_SCOPE }], {
    resolve: (name) => {
      const found = environment.lookup(name);
      return found === undefined ? undefined : 'kind' in found ? { is: 'tree', tree: found } : { is: 'value', value: found };
    },
    ...(calleeOf === undefined ? {} : { calleeOf }),
    ...(shapeOf === undefined ? {} : { shapeOf }),
  });
  if (program.differentials.length > 0) throw new NotEvaluable('d(…) has a value only along a direction');
  const slots = startFrame(program, () => matrix(0, 0, new Float64Array(0)));
  execute(program.instructions, slots, environment.sizes ?? NO_SIZES);
  return rootValue(program, slots, 0);
}

export function rootValue(program: Program, slots: readonly Matrix[], root: number): Matrix {
  const value = slots[program.roots[root] ?? -1];
  if (value === undefined) throw new NotEvaluable('the tree has no value');
  return value;
}
