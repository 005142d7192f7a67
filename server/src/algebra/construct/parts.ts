/** A term taken apart: `coefficient * scalars * body`. */
import { SCALAR } from '../../shapes/shape';
import type { Expr, SumExpr } from '../expression';
import { commonFactor, equalR, invR, mulR, negR, RATIONAL_MINUS_ONE, RATIONAL_ONE, type Rational } from '../rational';
import { currentArena, type Content } from '../arena';
import { one } from './leaf';
import { FLATTEN_WEIGHT } from './product';
import { sum, sumAt } from './sum';

export interface Parts {
  readonly coefficient: Rational;
  /** Non-numeric scalar factors. */
  readonly scalars: readonly Expr[];
  /** Undefined for a scalar, whose factors are all in `scalars`. */
  readonly body: Expr | undefined;
}

/** Takes the numeric coefficient off a multiple: `2*x` is (2, x). */
export function splitCoefficient(e: Expr): { readonly coefficient: Rational; readonly rest: Expr } {
  if (e.op === 'number') return { coefficient: e.value, rest: one() };
  const only = e.op === 'sum' && e.terms.length === 1 ? e.terms[0] : undefined;
  return only === undefined ? { coefficient: RATIONAL_ONE, rest: e } : { coefficient: only.coefficient, rest: only.expr };
}

/** The parts of a factor. A sum gives up its content: `2*A + 4*B` is (2, A + 2*B), and of a sum and its negative the one met first. */
export function partsOf(e: Expr): Parts {
  const { coefficient, rest } = e.op === 'sum' && e.terms.length > 1 ? contentOf(e) : splitCoefficient(e);
  if (rest.shape === SCALAR) return { coefficient, scalars: scalarFactors(rest), body: undefined };
  if (rest.op !== 'scale') return { coefficient, scalars: [], body: rest };
  const inner = rest.scalar.op === 'sum' && rest.scalar.terms.length > 1 ? contentOf(rest.scalar) : splitCoefficient(rest.scalar);
  return { coefficient: mulR(coefficient, inner.coefficient), scalars: scalarFactors(inner.rest), body: rest.body };
}

/** The factors of a scalar without its coefficient; none of the number one. A large product stays one factor: it is shared, and taking it apart again and again would be quadratic. */
export function scalarFactors(e: Expr): readonly Expr[] {
  if (e.op === 'number') return [];
  return e.op === 'hadamard' && e.weight <= FLATTEN_WEIGHT ? e.factors : [e];
}

/** A sum as its content times a primitive sum. Sums and their negatives share one primitive: the one without a minus, else the one that was built first. */
export function contentOf(e: SumExpr): Content {
  const { contents } = currentArena();
  const known = contents.get(e);
  if (known !== undefined) return known;
  const common = commonFactor(e.terms.map((term) => term.coefficient));
  const scaled = equalR(common, RATIONAL_ONE) ? e : sum(e.terms.map(({ coefficient, expr }) => ({ coefficient: mulR(coefficient, invR(common)), expr })), e.shape);
  const opposite = scaled.op === 'sum' ? primitiveOpposite(scaled) : undefined;
  const content = opposite === undefined ? { coefficient: common, rest: scaled } : { coefficient: mulR(common, RATIONAL_MINUS_ONE), rest: opposite };
  contents.set(e, content);
  return content;
}

/** The negative of a sum where that is the primitive of the two. It is built only where it will be used. */
function primitiveOpposite({ id, terms, shape }: SumExpr): Expr | undefined {
  const opposite = terms.map(({ coefficient, expr }) => ({ coefficient: negR(coefficient), expr }));
  const negative = terms.filter(({ coefficient }) => coefficient.n < 0).length;
  if (negative === 0) return undefined;
  if (negative === terms.length) return sum(opposite, shape);
  const before = sumAt(opposite);
  return before !== undefined && before.id < id ? before : undefined;
}
