/**
 * Polynomials in the value of an activation: the derivatives of σ and tanh are polynomials in σ and tanh, and are read by their factors,
 * σ.*(1 - σ).*(1 - 2*σ) and tanh.*(1 - tanh.^2).
 */
import { allOnes, hadamard } from '../algebra/construct/hadamard';
import { integer, integerOf, isAllOnes, numeral } from '../algebra/construct/leaf';
import { power } from '../algebra/construct/power';
import { scale } from '../algebra/construct/product';
import { add, subtract, times } from '../algebra/construct/sum';
import type { Expr, PrimitiveName, SumExpr } from '../algebra/expression';
import { addR, invR, mulR, rational, RATIONAL_ZERO, type Rational } from '../algebra/rational';

const ACTIVATIONS: ReadonlySet<PrimitiveName> = new Set<PrimitiveName>(['sigmoid', 'tanh', 'softmax']);
const MAX_DEGREE = 5;
/** The roots met in derivatives: of σ 0, 1 and 1/2, of tanh 0 and ±1. */
const ROOTS: readonly Rational[] = [rational(1), rational(-1), rational(1, 2)];

/** The polynomial as the product of its factors; undefined where it has no such form, or only one factor. */
export function factoredActivation(e: Expr): Expr | undefined {
  const polynomial = e.op === 'sum' ? polynomialOf(e) : undefined;
  if (polynomial === undefined) return undefined;
  const { base } = polynomial;
  const found = new Map<Rational, number>();
  let { coefficients } = polynomial;
  let zeros = 0;
  while (coefficients[0]?.n === 0) { coefficients = coefficients.slice(1); zeros++; }
  for (const root of ROOTS) {
    for (let rest = divided(coefficients, root); rest !== undefined; rest = divided(coefficients, root)) { coefficients = rest; found.set(root, (found.get(root) ?? 0) + 1); }
  }
  // What is left is a constant, and the factors are 1 - base/root.
  const [constant, ...more] = coefficients;
  if (constant === undefined || more.length > 0 || found.size + (zeros > 0 ? 1 : 0) < 2) return undefined;
  const one = allOnes(e.shape);
  const [up = 0, down = 0, middle = 0] = ROOTS.map((root) => found.get(root) ?? 0);
  const both = Math.min(up, down);
  const factors: readonly (readonly [Expr, number])[] = [[base, zeros], [subtract(one, base), up - both], [add(one, base), down - both], [subtract(one, power(base, integer(2))), both], [subtract(one, times(rational(2), base)), middle]];
  const leading = factors.filter(([, k]) => k > 0).map(([factor, k]) => power(factor, integer(k)));
  return scale(numeral(constant), hadamard(leading));
}

/** A sum as the coefficients of a polynomial in one activation, lowest power first. */
function polynomialOf(e: SumExpr): { readonly base: Expr; readonly coefficients: readonly Rational[] } | undefined {
  let base: Expr | undefined;
  const coefficients: Rational[] = [];
  for (const { coefficient, expr } of e.terms) {
    const own = expr.op === 'power' ? expr.base : expr;
    const k = isAllOnes(expr) ? 0 : expr.op === 'power' ? integerOf(expr.exponent) : 1;
    if (k === undefined || k < 0 || k > MAX_DEGREE) return undefined;
    if (k > 0) {
      if (own.op !== 'apply' || !ACTIVATIONS.has(own.name) || (base !== undefined && base !== own)) return undefined;
      base = own;
    }
    while (coefficients.length <= k) coefficients.push(RATIONAL_ZERO);
    coefficients[k] = coefficient;
  }
  return base === undefined ? undefined : { base, coefficients };
}

/** The polynomial divided by 1 - x/root, where that leaves no rest. */
function divided(coefficients: readonly Rational[], root: Rational): readonly Rational[] | undefined {
  if (coefficients.length < 2) return undefined;
  // c = q*(1 - x/root): q[k] = c[k] + q[k - 1]/root.
  const quotient: Rational[] = [];
  let before = RATIONAL_ZERO;
  for (const coefficient of coefficients) { before = addR(coefficient, mulR(before, invR(root))); quotient.push(before); }
  return quotient.at(-1)?.n === 0 ? quotient.slice(0, -1) : undefined;
}
