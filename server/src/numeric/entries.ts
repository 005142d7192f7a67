/** Index forms as numbers: a matrix put together from the values of one tree at all its free indices. */
import type { FreeIndex, Indices } from '../calculus/result';
import { valueOf } from '../shapes/dimension';
import { BeyondLimit, matrix, scalar, storage, valueOfScalar, type Matrix } from './matrix';
import { MAX_TABLE_WORK, type Part, type Sizes } from './program';

/** The free indices, of the rows first, with a key for each; no name of the language contains a space. */
export const indexKeys = ({ rows, columns }: Indices): readonly { readonly letter: string; readonly key: string }[] => [...rows, ...columns].map(({ letter }) => ({ letter, key: `index ${letter}` }));

/**
 * The matrix of all entries; `at` is a part of a program by the keys of its free indices. The first index of a side is its fastest, so that the entries
 * of a matrix come in the order of vec.
 * @throws BeyondLimit when that takes too much work.
 */
export function tableOf({ rows, columns }: Indices, sizes: Sizes, at: ReturnType<Part>): Matrix {
  const reach = (indices: readonly FreeIndex[]): readonly number[] => indices.map(({ to }) => valueOf(to, sizes));
  const [of, by] = [reach(rows), reach(columns)], spend = budget(MAX_TABLE_WORK);
  return tabulated(of, by, (indices) => valueOfScalar(at(indices.map(scalar), spend)));
}

/** Counts work together. @throws BeyondLimit when there is more than this. */
function budget(limit: number): (work: number) => void {
  let spent = 0;
  return (work) => {
    spent += work;
    if (spent > limit) throw new BeyondLimit('it takes too much work for a numerical check');
  };
}

function tabulated(rows: readonly number[], columns: readonly number[], at: (indices: readonly number[]) => number): Matrix {
  const [height, width] = [rows, columns].map((sizes) => sizes.reduce((all, size) => all * size, 1));
  const data = storage(height ?? 1, width ?? 1), sizes = [...rows, ...columns], indices = sizes.map(() => 1);
  for (let k = 0; k < data.length; k++) {
    data[k] = at(indices);
    for (let digit = 0; digit < sizes.length; digit++) {
      const next = (indices[digit] ?? 1) + 1;
      if (next <= (sizes[digit] ?? 1)) { indices[digit] = next; break; }
      indices[digit] = 1;
    }
  }
  return matrix(height ?? 1, width ?? 1, data);
}
