/** Sums of exponentials under a logarithm or below a fraction bar, in forms that do not overflow. */
import type { Expr } from '../../algebra/expression';
import { equalR, RATIONAL_MINUS_ONE, RATIONAL_ONE } from '../../algebra/rational';
import { apply } from '../../algebra/construct/apply';
import { allOnes, hadamard } from '../../algebra/construct/hadamard';
import { integer, integerOf, isAllOnes, isZero, zero } from '../../algebra/construct/leaf';
import { power } from '../../algebra/construct/power';
import { scale } from '../../algebra/construct/product';
import { add, negate, subtract } from '../../algebra/construct/sum';

/** u and v of `exp(u) + exp(v)`; of `exp(u) + 1` the second is zero. */
function twoExponentials(e: Expr): readonly [Expr, Expr] | undefined {
  if (e.op !== 'sum' || e.terms.length !== 2 || !e.terms.every((term) => equalR(term.coefficient, RATIONAL_ONE))) return undefined;
  const [u, v] = e.terms.flatMap(({ expr }) => exponentOf(expr) ?? []);
  if (u === undefined || v !== undefined) return u === undefined || v === undefined ? undefined : [u, v];
  return e.terms.some(({ expr }) => isAllOnes(expr)) ? [u, zero(u.shape)] : undefined;
}

const exponentOf = (e: Expr): Expr | undefined => (e.op === 'apply' && e.name === 'exp' ? e.args[0] : undefined);

/** exp(u)./(1 + exp(u)) is σ(u) and 1./(1 + exp(u)) is σ(−u); exp(u)./(exp(u) + exp(v)) is σ(u − v). None of them overflows. */
export function withSigmoids(factors: readonly Expr[]): readonly Expr[] {
  for (const [i, factor] of factors.entries()) {
    if (factor.op !== 'power') continue;
    const k = integerOf(factor.exponent);
    const pair = k === undefined || k >= 0 ? undefined : twoExponentials(factor.base);
    if (pair === undefined || k === undefined || k < -4) continue;
    const [u, v] = pair;
    const others = factors.filter((_, j) => j !== i);
    const at = others.findIndex((other) => exponentOf(other) !== undefined);
    const w = others[at] === undefined ? undefined : exponentOf(others[at]);
    // exp(w) is exp(u) so many times, and exp(v) the others.
    const taken = w === undefined ? undefined : Array.from({ length: 1 - k }, (_, n) => -k - n).find((n) => isZero(subtract(w, add(scale(integer(n), u), scale(integer(-k - n), v)))));
    if (taken === undefined && !isZero(v)) continue;
    const difference = subtract(u, v);
    const sigmoids = Array.from({ length: -k }, (_, n) => apply('sigmoid', [n < (taken ?? 0) ? difference : negate(difference)]));
    const merged = hadamard([...sigmoids, ...(taken === undefined ? others : others.filter((_, j) => j !== at))]);
    return withSigmoids(merged.op === 'hadamard' ? merged.factors : [merged]);
  }
  return factors;
}

/** log(exp(u) + exp(v)) is v + softplus(u − v); log(cosh(u)) is u + softplus(−2u) − log(2); the logarithm of the odds of σ(u) is u. */
export function boundedLogarithm(of: Expr): Expr | undefined {
  const pair = twoExponentials(of);
  if (pair !== undefined) return add(pair[1], apply('softplus', [subtract(...pair)]));
  const odds = of.op === 'hadamard' && of.factors.length === 2 ? of.factors.find((factor) => factor.op === 'apply' && factor.name === 'sigmoid') : undefined;
  if (odds?.op === 'apply' && of.op === 'hadamard' && of.factors.includes(power(subtract(allOnes(odds.shape), odds), integer(-1)))) return odds.args[0];
  if (of.op !== 'apply' || of.name !== 'cosh' || of.args[0] === undefined) return undefined;
  const [u] = of.args;
  return subtract(add(u, apply('softplus', [scale(integer(-2), u)])), scale(apply('log', [integer(2)]), allOnes(u.shape)));
}

/** Whether this is `1 - exp(u)`: near 0 its logarithm asks for expm1. */
export const isOneLessExponential = (e: Expr): boolean => e.op === 'sum' && e.terms.length === 2
  && e.terms.some(({ expr, coefficient }) => isAllOnes(expr) && equalR(coefficient, RATIONAL_ONE)) && e.terms.some(({ expr, coefficient }) => exponentOf(expr) !== undefined && equalR(coefficient, RATIONAL_MINUS_ONE));
