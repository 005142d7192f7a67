/** Index forms as numbers: a matrix put together from the values of one tree at all its free indices. */
import { storage, matrix, type Matrix } from './matrix';

/**
 * `rows` and `columns` are how far the indices of each side run. The first index of a side is its fastest, so that the entries of a matrix come in
 * the order of vec. `at` is given the indices, of the rows first, counted from 1.
 */
export function tabulated(rows: readonly number[], columns: readonly number[], at: (indices: readonly number[]) => number): Matrix {
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
