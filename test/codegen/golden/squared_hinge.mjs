import { Matrix } from 'ml-matrix';

const map = (A, f) => A.clone().apply(function each(i, j) { this.set(i, j, f(this.get(i, j))); });
const relu = (u) => Math.max(u, 0);

/**
 * Value of f and its gradient with respect to w.
 *
 *     f = 1/2*norm2(relu(1 - y.*(X*w)))^2
 *     gradient = -X'*(y.*relu(1 - y.*(X*w)))
 *
 * X : n×d matrix
 * y : vector of n, sign
 * w : vector of d
 * Returns the value and the gradient, vector of d.
 * Valid where 1 - y.*(X*w) ≠ 0 in every entry.
 * Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
 * @param {Matrix} X
 * @param {Matrix} y
 * @param {Matrix} w
 * @returns {{ value: number, gradient: Matrix }}
 */
export function value_and_gradient(X, y, w) {
  const v = map(X.mmul(w).mul(y).neg().add(1), relu);
  return { value: 0.5 * v.dot(v), gradient: X.transposeMultiply(Matrix.mul(v, y)).neg() };
}
