/** Other inner products: the Riesz representative of a differential in ⟨u, v⟩ = value(u, v). */
import type { Expr } from '../algebra/expression';
import { hole, integer } from '../algebra/construct/leaf';
import { solveLinear } from './linearSolve';
import { substitute } from '../algebra/rewrite';
import { isBlocked } from './differentialOf';
import { pullback } from './sweep';

/**
 * The g with ⟨g, dx⟩ = tr(G'*dx) for every dx, where ⟨u, v⟩ is `value` and G the Euclidean gradient: the inverse metric applied to G.
 * Undefined where the metric has no matrix in closed form. Source: Bright, Edelman, Johnson, chapter 5.
 */
export function rieszRepresentative(gradient: Expr, value: Expr, u: Expr, v: Expr): Expr | undefined {
  // ⟨u, v⟩ = tr(M(u)'*v) with the linear map M, so M(g) = G.
  const metric = pullback(value, v, integer(1));
  if (isBlocked(metric)) return undefined;
  const map = substitute(metric, new Map([[u, hole(u.shape)]]));
  return solveLinear(map, gradient, u.shape)?.solution;
}

