/** A term taken apart: `coefficient * scalars * body`. The inverse of `assemble`. */
import { SCALAR } from '../../shapes/shape';
import type { Expr } from '../expression';
import { mulR, RATIONAL_ONE, type Rational } from '../rational';
import { one } from './leaf';

export interface Parts {
  readonly coefficient: Rational;
  /** Non-numeric scalar factors. */
  readonly scalars: readonly Expr[];
  /** Undefined for a scalar, whose factors are all in `scalars`. */
  readonly body: Expr | undefined;
}

/** Takes the numeric coefficient off: `2*x` is (2, x). */
export function splitCoefficient(e: Expr): { readonly coefficient: Rational; readonly rest: Expr } {
  if (e.op === 'number') return { coefficient: e.value, rest: one() };
  const only = e.op === 'sum' && e.terms.length === 1 ? e.terms[0] : undefined;
  return only === undefined ? { coefficient: RATIONAL_ONE, rest: e } : { coefficient: only.coefficient, rest: only.expr };
}

export function partsOf(e: Expr): Parts {
  const { coefficient, rest } = splitCoefficient(e);
  if (rest.shape === SCALAR) return { coefficient, scalars: scalarFactors(rest), body: undefined };
  if (rest.op !== 'scale') return { coefficient, scalars: [], body: rest };
  const inner = splitCoefficient(rest.scalar);
  return { coefficient: mulR(coefficient, inner.coefficient), scalars: scalarFactors(inner.rest), body: rest.body };
}

/** The factors of a scalar without its coefficient; none of the number one. */
export function scalarFactors(e: Expr): readonly Expr[] {
  if (e.op === 'number') return [];
  return e.op === 'hadamard' ? e.factors : [e];
}
