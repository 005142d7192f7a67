/**
 * Arrays of NumPy as they are read: what each stands for in this language, and its rank.
 *
 * `*` and `/` work entry by entry there, and one-dimensional arrays are neither rows nor columns: which product is meant follows from the
 * rank of the operands.
 */
import { binary, transposed } from '../build';
import type { BinaryOperator, Tree } from '../tree';
import type { Rank } from './rank';

export interface Value {
  readonly tree: Tree;
  readonly rank: Rank;
  /** Of a one-dimensional array that reads best as a row: `x @ A` is `x'*A` where it is multiplied on, and `A'*x` by itself. */
  readonly row?: Tree;
}

export const scalar = (tree: Tree): Value => ({ tree, rank: 'scalar' });
export const vector = (tree: Tree): Value => ({ tree, rank: 'vector' });
export const matrix = (tree: Tree): Value => ({ tree, rank: 'matrix' });

const turned = (tree: Tree): Tree => (tree.kind === 'transpose' ? tree.operand : transposed(tree));
const rowOf = ({ tree, row }: Value): Tree => row ?? turned(tree);

/** Of a one-dimensional array it is the array itself; in a product it stands on the left. */
export const transposeOf = (x: Value): Value => (x.rank === 'matrix' ? matrix(turned(x.tree)) : x);

export const larger = (x: Value, y: Value): Rank => (x.rank === 'matrix' || y.rank === 'matrix' ? 'matrix' : x.rank === 'vector' || y.rank === 'vector' ? 'vector' : 'scalar');

/** `x @ y` */
export function product(x: Value, y: Value): Value {
  if (x.rank === 'scalar' || y.rank === 'scalar') return entrywise('*', '.*', x, y);
  if (x.rank === 'vector') return y.rank === 'vector' ? scalar(binary('*', rowOf(x), y.tree)) : { tree: binary('*', turned(y.tree), x.tree), rank: 'vector', row: binary('*', rowOf(x), y.tree) };
  return { tree: binary('*', x.tree, y.tree), rank: y.rank };
}

/** An operator that works entry by entry: a scalar needs no dot. */
export function entrywise(plain: BinaryOperator, dotted: BinaryOperator, x: Value, y: Value): Value {
  const scaled = plain === '*' ? x.rank === 'scalar' || y.rank === 'scalar' : y.rank === 'scalar' && (plain === '/' || x.rank === 'scalar');
  const value: Value = { tree: binary(scaled ? plain : dotted, x.tree, y.tree), rank: larger(x, y) };
  // A multiple of an array is as much a row as the array.
  if (!scaled || value.rank !== 'vector') return value;
  return { ...value, row: x.rank === 'scalar' ? binary(plain, x.tree, rowOf(y)) : binary(plain, rowOf(x), y.tree) };
}
