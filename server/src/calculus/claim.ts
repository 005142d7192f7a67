/** Deciding claims symbolically: two expressions are equal when their expanded difference is zero. */
import { expand } from '../algebra/expand';
import { isZero } from '../algebra/construct/leaf';
import { subtract } from '../algebra/construct/sum';
import type { Expr } from '../algebra/expression';

/** Whether equality is proved. `false` says nothing: the forms may be equal by a law that expansion does not know. Same arena for both. */
export function isProvedEqual(a: Expr, b: Expr): boolean {
  if (a === b) return true;
  if (a.shape !== b.shape) return false;
  const difference = expand(subtract(a, b));
  return difference !== undefined && isZero(difference);
}
