/** Claims, symbolically: whether two expressions are equal, and which terms tell them apart. Both sides live in one arena. */
import { expand } from '../algebra/expand';
import { isZero } from '../algebra/construct/leaf';
import { subtract, sum, termsOf } from '../algebra/construct/sum';
import type { Expr, Term } from '../algebra/expression';
import { equalR, mulR, negR, rational } from '../algebra/rational';
import { notate, simplify } from '../presentation/present';
import type { Tree } from '../syntax/tree';

/** Whether equality is proved. `false` says nothing: the forms may be equal by a law that expansion does not know. */
export function isProvedEqual(a: Expr, b: Expr): boolean {
  if (a === b) return true;
  if (a.shape !== b.shape) return false;
  const difference = expand(subtract(a, b));
  return difference !== undefined && isZero(difference);
}

/** Terms that one side has and the other lacks. */
export interface TermDifference { readonly missing: Tree | undefined; readonly extra: Tree | undefined; /** What stands there with the opposite sign, as it should be. */ readonly flipped: Tree | undefined }

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
  const has = (terms: readonly Term[], term: Term): boolean => terms.some((other) => other.expr === term.expr && equalR(other.coefficient, term.coefficient));
  const rightTerms = termsOf(right);
  const saidTerms = termsOf(said);
  const halved = ({ coefficient, expr }: Term): Term => ({ coefficient: mulR(coefficient, rational(1, 2)), expr });
  const isFlipped = (term: Term): boolean => { const half = halved(term); return has(rightTerms, half) && has(saidTerms, { coefficient: negR(half.coefficient), expr: half.expr }); };
  const flipped = termsOf(difference).filter(isFlipped).map(halved);
  const others = termsOf(difference).filter((term) => !isFlipped(term));
  const missing = others.filter((term) => has(rightTerms, term));
  const extra = others.filter((term) => !has(rightTerms, term)).map(({ coefficient, expr }): Term => ({ coefficient: negR(coefficient), expr }));
  const common = rightTerms.length - missing.length - flipped.length;
  if (common === 0 || !extra.every((term) => has(saidTerms, term)) || missing.length > MAX_TOLD || extra.length > MAX_TOLD || flipped.length > MAX_TOLD) return undefined;
  const told = (terms: readonly Term[]): Tree | undefined => (terms.length === 0 ? undefined : notate(simplify(sum(terms, actual.shape))));
  return { missing: told(missing), extra: told(extra), flipped: told(flipped) };
}
