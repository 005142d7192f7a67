/** Layouts: which derivatives each of them shows transposed. Every other derivative has the shape of its definition in all of them. */
import type { ResolvedQuery } from '../semantics/meaning';
import { dimensionTree } from '../presentation/notation/readings';
import { multiply } from '../shapes/dimension';
import { isColumn, SCALAR, type Shape } from '../shapes/shape';
import { name } from '../syntax/build';
import type { Phrase } from '../syntax/phrase';
import type { QueryWord, Tree } from '../syntax/tree';

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

/** What the rows and columns of a Jacobian are, and of a gradient that is shown as a row; undefined where the shape says it all. */
export function layoutNote(layout: Layout, word: QueryWord, of: Shape, variable: { readonly name: string; readonly shape: Shape }): Phrase | undefined {
  const count = ({ rows, cols }: Shape): Tree => dimensionTree(multiply(rows, cols));
  const entries = (side: 'row' | 'column'): Phrase => [`a ${side} for each of the `, count(variable.shape), ' entries of ', name(variable.name)];
  const outputs = (side: 'row' | 'column'): Phrase => (of === SCALAR ? [`one ${side}`] : [`a ${side} for each of the `, count(of), ' outputs']);
  if (word === 'gradient') return isTurned(layout, word, variable.shape) ? ['numerator layout: one row, ', ...entries('column')] : undefined;
  if (word !== 'jacobian') return undefined;
  if (variable.shape === SCALAR) return layout === 'denominator' && of !== SCALAR ? ['denominator layout: the derivative by a scalar is transposed'] : undefined;
  return layout === 'denominator'
    ? ['denominator layout: ', ...entries('row'), ', ', ...outputs('column')]
    : ['numerator layout: ', ...outputs('row'), ', ', ...entries('column')];
}
