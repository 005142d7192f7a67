/** The dimension a scalar expression is, when it is a polynomial of dimensions: the `2*n` of `eye(2*n)`. */
import type { Expr } from '../algebra/expression';
import { integerOf } from '../algebra/construct/leaf';
import { add, fixed, halved, multiply, type Dimension } from '../shapes/dimension';

export function dimensionOf(e: Expr): Dimension | undefined {
  switch (e.op) {
    case 'number': { const value = integerOf(e); return value === undefined ? undefined : fixed(value); }
    case 'dimension': return e.dimension;
    case 'sum': {
      const parts = (denominator: number): Dimension | undefined => combine(e.terms.map(({ coefficient, expr }) => { const inner = dimensionOf(expr); return inner === undefined || denominator % coefficient.d !== 0 ? undefined : multiply(fixed((coefficient.n * denominator) / coefficient.d), inner); }), add, fixed(0));
      const doubled = e.terms.some(({ coefficient }) => coefficient.d === 2) ? parts(2) : undefined;
      return doubled === undefined ? parts(1) : halved(doubled);
    }
    case 'hadamard': return combine(e.factors.map(dimensionOf), multiply, fixed(1));
    case 'power': {
      const base = dimensionOf(e.base);
      const k = integerOf(e.exponent);
      return base === undefined || k === undefined || k < 1 ? undefined : combine(Array.from({ length: k }, () => base), multiply, fixed(1));
    }
    default: return undefined;
  }
}

function combine(parts: readonly (Dimension | undefined)[], by: (a: Dimension, b: Dimension) => Dimension, unit: Dimension): Dimension | undefined {
  let total: Dimension | undefined = unit;
  for (const part of parts) total = total === undefined || part === undefined ? undefined : by(total, part);
  return total;
}
