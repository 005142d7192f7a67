/** Other inner products: the Riesz representative of a differential in ⟨u, v⟩ = value(u, v). */
import type { Expr } from '../algebra/expression';
import { apply } from '../algebra/construct/apply';
import { hole, integer } from '../algebra/construct/leaf';
import { inverse } from '../algebra/construct/power';
import { product } from '../algebra/construct/product';
import { transpose } from '../algebra/construct/transpose';
import { matrixOf } from './matrixOf';
import { substitute } from './substitute';
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
  if (map.op === 'product') {
    const at = map.factors.findIndex((factor) => factor.hasHole);
    const sides = [map.factors.slice(0, at), map.factors.slice(at + 1)];
    const held = map.factors[at];
    const turned = held?.op === 'transpose' && held.of.op === 'symbol';
    if ((held?.op === 'symbol' || turned) && sides.every((side) => side.length === 0 || product(side).shape.rows === product(side).shape.cols)) {
      const [left, right] = sides.map((side) => (side.length === 0 ? [] : [inverse(product(side))]));
      const solved = product([...(left ?? []), gradient, ...(right ?? [])]);
      return turned ? transpose(solved) : solved;
    }
  }
  const matrix = matrixOf(map, u.shape);
  if (matrix === undefined) return undefined;
  const flat = product([inverse(matrix), apply('vec', [gradient])]);
  return u.shape.cols.key === '1' ? flat : apply('unvec', [flat], { dimensions: [u.shape.rows, u.shape.cols] });
}

