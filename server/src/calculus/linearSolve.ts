/** Linear equations between arrays: L(h) = r solved for h, where L is an expression with a hole. */
import type { Expr } from '../algebra/expression';
import { apply } from '../algebra/construct/apply';
import { hadamard } from '../algebra/construct/hadamard';
import { inverse, reciprocal } from '../algebra/construct/power';
import { product, scale } from '../algebra/construct/product';
import { sum } from '../algebra/construct/sum';
import { transpose } from '../algebra/construct/transpose';
import { SCALAR, isColumn, isSquare, type Shape } from '../shapes/shape';
import { MAX_MATRIX_DEPTH, matrixOf } from './matrixOf';

/** The solution, and what has to be invertible (or not 0) for it. */
export interface Solved { readonly solution: Expr; readonly regular: readonly Expr[] }

/**
 * The h with map(h) = right. Square factors around the hole are inverted where they stand; other maps by their matrix in vec coordinates.
 * Undefined where the map has no matrix in closed form. Iterative: every round takes one constructor off the map.
 */
export function solveLinear(map: Expr, right: Expr, holeShape: Shape): Solved | undefined {
  const regular: Expr[] = [];
  let at = map;
  let solution = right;
  for (;;) {
    const next = peeled(at, solution, regular);
    if (next === undefined) break;
    if (next.inner === undefined) return { solution: next.right, regular };
    at = next.inner;
    solution = next.right;
  }
  const matrix = at.depth > MAX_MATRIX_DEPTH ? undefined : matrixOf(at, holeShape);
  if (matrix === undefined || !isSquare(matrix.shape)) return undefined;
  regular.push(matrix);
  const flat = product([matrix.shape === SCALAR ? reciprocal(matrix) : inverse(matrix), isColumn(solution.shape) ? solution : apply('vec', [solution])]);
  return { solution: isColumn(holeShape) ? flat : apply('unvec', [flat], { dimensions: [holeShape.rows, holeShape.cols] }), regular };
}

/** One constructor off the map: what is left of it, and the right side that it then has; no `inner` where only the hole was left. */
function peeled(map: Expr, right: Expr, regular: Expr[]): { readonly inner: Expr | undefined; readonly right: Expr } | undefined {
  switch (map.op) {
    case 'symbol': return map.role === 'hole' ? { inner: undefined, right } : undefined;
    case 'transpose': return { inner: map.of, right: transpose(right) };
    case 'scale':
      if (map.scalar.hasHole) return undefined;
      regular.push(map.scalar);
      return { inner: map.body, right: scale(reciprocal(map.scalar), right) };
    case 'sum': {
      const [only, second] = map.terms;
      return only === undefined || second !== undefined ? undefined : { inner: only.expr, right: sum([{ coefficient: { n: only.coefficient.d, d: only.coefficient.n }, expr: right }], right.shape) };
    }
    case 'hadamard': {
      const others = map.factors.filter((factor) => !factor.hasHole);
      const inner = map.factors.find((factor) => factor.hasHole);
      if (inner === undefined || others.length !== map.factors.length - 1) return undefined;
      regular.push(...others);
      return { inner, right: hadamard([right, ...others.map(reciprocal)]) };
    }
    case 'product': {
      const i = map.factors.findIndex((factor) => factor.hasHole);
      const inner = map.factors[i];
      const sides = [map.factors.slice(0, i), map.factors.slice(i + 1)].map((side) => (side.length === 0 ? undefined : product(side)));
      if (inner === undefined || sides.some((side) => side !== undefined && (side.hasHole || !isSquare(side.shape)))) return undefined;
      regular.push(...sides.filter((side) => side !== undefined));
      const [left = [], after = []] = sides.map((side) => (side === undefined ? [] : [inverse(side)]));
      return { inner, right: product([...left, right, ...after]) };
    }
    default: return undefined;
  }
}
