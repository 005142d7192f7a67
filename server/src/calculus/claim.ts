/** Claims, symbolically: whether two expressions are equal, and which terms tell them apart. Both sides live in one arena. */
import { expand } from '../algebra/expand';
import { apply } from '../algebra/construct/apply';
import { hadamard, scalarProduct } from '../algebra/construct/hadamard';
import { isZero, numeral } from '../algebra/construct/leaf';
import { partsOf } from '../algebra/construct/parts';
import { product, scale } from '../algebra/construct/product';
import { subtract, sum, termsOf, times } from '../algebra/construct/sum';
import type { Expr, Term } from '../algebra/expression';
import { addR, equalR, negR, rational, RATIONAL_ZERO } from '../algebra/rational';
import { notate, simplify } from '../presentation/present';
import { isSquare, SCALAR } from '../shapes/shape';
import type { Tree } from '../syntax/tree';

/** Whether equality is proved. `false` says nothing: the forms may be equal by a law that expansion does not know. */
export function isProvedEqual(a: Expr, b: Expr): boolean {
  if (a === b) return true;
  if (a.shape !== b.shape) return false;
  const difference = expand(subtract(a, b));
  return difference !== undefined && isZero(difference);
}

/** Terms that one side has and the other lacks. */
export interface TermDifference {
  readonly missing: Tree | undefined;
  readonly extra: Tree | undefined;
  /** What stands there with the opposite sign, as it should be. */
  readonly flipped: Tree | undefined;
  /** A term that stands there with another factor, and as it should be. */
  readonly scaled: { readonly claimed: Tree; readonly actual: Tree } | undefined;
}

/** More terms than this on either side are no explanation. */
const MAX_TOLD = 2;

/**
 * The terms of `actual` that `claimed` lacks and the terms it has too many, when the rest agrees term by term; undefined where the
 * two have nothing in common or the difference is too large to tell.
 */
export function termDifference(actual: Expr, claimed: Expr): TermDifference | undefined {
  if (actual.shape !== claimed.shape) return undefined;
  const right = expand(actual);
  const said = expand(claimed);
  const difference = expand(subtract(actual, claimed));
  if (right === undefined || said === undefined || difference === undefined || isZero(difference)) return undefined;
  const [rightTerms, saidTerms] = [right, said].map((side) => new Map(termsOf(side).map(({ coefficient, expr }) => [expr, coefficient])));
  if (rightTerms === undefined || saidTerms === undefined) return undefined;
  const flipped: Term[] = [], missing: Term[] = [], extra: Term[] = [], scaled: { readonly claimed: Term; readonly actual: Term }[] = [];
  for (const { coefficient, expr } of termsOf(difference)) {
    const [is, claims] = [rightTerms.get(expr), saidTerms.get(expr)];
    // What multiplying out has changed on the way explains nothing.
    if (!equalR(coefficient, addR(is ?? RATIONAL_ZERO, negR(claims ?? RATIONAL_ZERO)))) return undefined;
    if (is === undefined) extra.push({ coefficient: negR(coefficient), expr });
    else if (claims === undefined) missing.push({ coefficient, expr });
    else if (equalR(is, negR(claims))) flipped.push({ coefficient: is, expr });
    else scaled.push({ claimed: { coefficient: claims, expr }, actual: { coefficient: is, expr } });
  }
  const common = rightTerms.size - missing.length - flipped.length - scaled.length;
  if (common + scaled.length === 0 || [missing, extra, flipped].some((terms) => terms.length > MAX_TOLD) || scaled.length > 1) return undefined;
  const told = (terms: readonly Term[]): Tree | undefined => (terms.length === 0 ? undefined : notate(simplify(sum(terms, actual.shape))));
  const shown = (term: Term): Tree => notate(simplify(sum([term], actual.shape)));
  const [other] = scaled;
  return { missing: told(missing), extra: told(extra), flipped: told(flipped), scaled: other && { claimed: shown(other.claimed), actual: shown(other.actual) } };
}

/** A factor of `actual` that `claimed` lacks, as where the chain rule was forgotten, and where it stands. */
export function missingFactor(actual: Expr, claimed: Expr): { readonly factor: Tree; readonly at: 'left' | 'right' | 'entries' | 'scalars' } | undefined {
  const { coefficient, scalars, body } = partsOf(actual);
  const isRest = (rest: Expr | undefined, others: readonly Expr[] = scalars): boolean =>
    isProvedEqual(rest === undefined ? scalarProduct([numeral(coefficient), ...others]) : scale(scalarProduct([numeral(coefficient), ...others]), rest), claimed);
  const shown = (factor: Expr): Tree => notate(simplify(factor));
  for (const scalar of scalars) if (isRest(body, scalars.filter((other) => other !== scalar))) return { factor: shown(scalar), at: 'scalars' };
  if (body?.op === 'product') {
    const [first] = body.factors, last = body.factors.at(-1);
    if (first !== undefined && isRest(product(body.factors.slice(1)))) return { factor: shown(first), at: 'left' };
    if (last !== undefined && isRest(product(body.factors.slice(0, -1)))) return { factor: shown(last), at: 'right' };
  }
  if (body?.op === 'hadamard') for (const factor of body.factors) if (isRest(hadamard(body.factors.filter((other) => other !== factor)))) return { factor: shown(factor), at: 'entries' };
  return undefined;
}

/** Whether `claimed` is the derivative by the entries of a symmetric matrix each taken once, where `actual` is the gradient: entries off the diagonal count twice. */
export function isByFreeEntries(actual: Expr, claimed: Expr): boolean {
  return isSquare(actual.shape) && actual.shape !== SCALAR && isProvedEqual(subtract(times(rational(2, 1), actual), apply('diag', [apply('diagonal', [actual])])), claimed);
}
