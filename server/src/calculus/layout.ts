/** Layouts: which derivatives each of them shows transposed. Every other derivative has the shape of its definition in all of them. */
import type { ResolvedQuery } from '../semantics/meaning';
import { isColumn, type Shape } from '../shapes/shape';
import type { QueryWord } from '../syntax/tree';

export type Layout = ResolvedQuery['layout'];

const TURNED: Readonly<Record<Layout, readonly QueryWord[]>> = {
  variable:    [],
  /** One row per output: the gradient by a vector is a row. */
  numerator:   ['gradient'],
  /** One column per output. */
  denominator: ['jacobian'],
};

/** Whether a layout shows the answer to a query transposed. `shape`: of the answer as it is defined; a gradient by a matrix keeps the shape of the matrix. */
export const isTurned = (layout: Layout, word: QueryWord, shape: Shape): boolean => TURNED[layout].includes(word) && (word !== 'gradient' || isColumn(shape));
