/** `A + λ*I`, with the sign of what is added in front of it. */
import { negR } from '../../algebra/rational';
import type { Value } from '../schedule/operation';
import { LEVEL, type Infix, type Notation } from './infix';
import type { Text, Writing } from './target';

/** What is added to a diagonal, and whether it is taken away. */
export interface Signed { readonly isNegative: boolean; readonly by: Text }

export function signedDiagonal(diagonal: Value, numeral: Notation['numeral'], sum: Infix['sum'], w: Writing): Signed {
  const { operation } = diagonal;
  if (w.nameOf(diagonal) !== undefined) return { isNegative: false, by: w.text(diagonal) };
  if (operation.op === 'number' && operation.value.n < 0) return { isNegative: true, by: numeral(negR(operation.value)) };
  if (operation.op === 'sum' && operation.terms.length === 1 && operation.terms.every((term) => term.coefficient.n < 0)) {
    return { isNegative: true, by: sum(operation.terms.map((term) => ({ ...term, coefficient: negR(term.coefficient) })), diagonal, w) };
  }
  return { isNegative: false, by: w.text(diagonal) };
}

/** `matrix + by` as a sum, `write` giving the diagonal matrix. */
export function addedTo(matrix: string, { isNegative, by }: Signed, write: (by: Text) => string): Text {
  return { text: `${matrix} ${isNegative ? '-' : '+'} ${write(by)}`, level: LEVEL.sum };
}
