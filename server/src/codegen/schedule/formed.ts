/** Which matrices stand in memory whatever the order of products: those that are results, or operands of something that needs every entry. */
import { postorderOf, type Expr } from '../../algebra/expression';
import { transpose } from '../../algebra/construct/transpose';
import { integerOf } from '../../algebra/construct/leaf';
import { isColumn, isRow } from '../../shapes/shape';

/** Larger expressions are not looked up by their transpose. */
const MIRROR_WEIGHT = 400;

const isMatrix = (e: Expr): boolean => !isColumn(e.shape) && !isRow(e.shape);

export function formedMatrices(roots: readonly Expr[]): (e: Expr) => boolean {
  const formed = new Set<Expr>();
  const mark = (e: Expr): void => { if (isMatrix(e)) { formed.add(e); if (e.op === 'transpose') formed.add(e.of); } };
  roots.forEach(mark);
  // Users come before what they use.
  for (const e of postorderOf(...roots).toReversed()) {
    switch (e.op) {
      case 'sum': if (formed.has(e)) for (const term of e.terms) mark(term.expr); break;
      case 'scale': if (formed.has(e)) mark(e.body); break;
      case 'transpose': if (formed.has(e)) mark(e.of); break;
      case 'hadamard': e.factors.forEach(mark); break;
      case 'power': mark(e.base); mark(e.exponent); break;
      case 'matrixPower': if (integerOf(e.exponent) === -1 || formed.has(e)) mark(e.base); break;
      // The squared norm of a sum needs its entries.
      case 'trace': if (e.factors.length === 2) for (const factor of e.factors) if (factor.op === 'sum' || factor.op === 'hadamard' || factor.op === 'apply') mark(factor); break;
      case 'apply': if (e.name !== 'diagonal') e.args.forEach(mark); break;
      case 'unknown': e.args.forEach(mark); break;
      case 'indexedSum': mark(e.body); break;
      case 'number': case 'dimension': case 'symbol': case 'identity': case 'ones': case 'zero': case 'product': break;
    }
  }
  return (e) => formed.has(e) || (e.weight <= MIRROR_WEIGHT && isMatrix(e) && formed.has(transpose(e)));
}
