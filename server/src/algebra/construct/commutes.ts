/** Which matrices surely commute. */
import { MATRIX_FUNCTIONS } from '../../operators/signatures';
import { isSquare } from '../../shapes/shape';
import type { Expr, PrimitiveName } from '../expression';
import { partsOf } from './parts';

const OF_MATRIX: ReadonlySet<PrimitiveName> = new Set<PrimitiveName>(MATRIX_FUNCTIONS);

/** Whether `e` is surely a function of `x`: the identity, x itself, its powers and functions, sums and products of these. */
export function commutes(x: Expr, e: Expr): boolean {
  if (e === x || e.op === 'identity') return true;
  const base = partsOf(x).body ?? x;
  if (e === base) return true;
  switch (e.op) {
    case 'matrixPower': return commutes(x, e.base);
    case 'scale': return commutes(x, e.body);
    case 'sum': return e.terms.every((term) => commutes(x, term.expr));
    case 'product': return e.factors.every((factor) => isSquare(factor.shape) && commutes(x, factor));
    case 'apply': return OF_MATRIX.has(e.name) && e.args[0] !== undefined && commutes(x, e.args[0]);
    default: return false;
  }
}
