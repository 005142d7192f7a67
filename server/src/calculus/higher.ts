/** Derivatives of any order: multilinear in as many changes of the variable, or plain numbers for a scalar variable; and the expansion they make. */
import { apply } from '../algebra/construct/apply';
import { integer, numeral } from '../algebra/construct/leaf';
import { scale } from '../algebra/construct/product';
import { postorderOf, type Expr } from '../algebra/expression';
import { rational } from '../algebra/rational';
import { simplify } from '../presentation/present';
import { SCALAR } from '../shapes/shape';
import { isBlocked, pushforward, type Blocked } from './differentialOf';

/** No one asks for more, and every order is a sweep over what the one before has grown to. */
export const MAX_ORDER = 64;
/** A derivative of more nodes is not differentiated again: the next one would be some times as large, and nobody could read it. */
const MAX_NODES = 20_000;

/** The derivatives of `of` along the changes, one after the other. */
function* successive(of: Expr, variable: Expr, changes: Iterable<Expr>): Generator<Expr | Blocked> {
  let derivative = of;
  for (const change of changes) {
    const nodes = postorderOf(derivative).length;
    if (nodes > MAX_NODES) { yield { blocked: of, limit: `it has ${nodes} nodes before the last derivative is taken, and more than ${MAX_NODES} are not differentiated again` }; return; }
    const next = pushforward(derivative, variable, change);
    if (isBlocked(next)) { yield next; return; }
    derivative = simplify(next);
    yield derivative;
  }
}

/** `dᵏf[dx1, …, dxk]`. */
export function alongEach(of: Expr, variable: Expr, changes: readonly Expr[]): Expr | Blocked {
  let last: Expr | Blocked = of;
  for (const derivative of successive(of, variable, changes)) last = derivative;
  return last;
}

/** The derivative of this order by a scalar. */
export const byScalar = (of: Expr, variable: Expr, order: number): Expr | Blocked => alongEach(of, variable, Array.from({ length: order }, () => integer(1)));

/** The matrix of the derivative of this order, `jacobianOf` taken of the vec of the matrix of the one before. */
export function successiveMatrices(first: Expr, order: number, jacobianOf: (of: Expr) => Expr | Blocked): Expr | Blocked {
  let matrix: Expr | Blocked = first;
  for (let k = 1; k < order; k++) {
    if (postorderOf(matrix).length > MAX_NODES) return { blocked: first, limit: `it has more than ${MAX_NODES} nodes before the last derivative is taken` };
    matrix = jacobianOf(matrix.shape === SCALAR ? matrix : apply('vec', [matrix]));
    if (isBlocked(matrix)) return matrix;
    matrix = simplify(matrix);
  }
  return matrix;
}

/** f, df[dx], d²f[dx, dx]/2, … up to an order: the terms of the expansion. */
export function expansion(of: Expr, variable: Expr, change: Expr, order: number): readonly Expr[] | Blocked {
  const terms = [of];
  let factorial = 1;
  for (const derivative of successive(of, variable, Array.from({ length: order }, () => change))) {
    if (isBlocked(derivative)) return derivative;
    factorial *= terms.length;
    terms.push(scale(numeral(rational(1, factorial)), derivative));
  }
  return terms;
}
