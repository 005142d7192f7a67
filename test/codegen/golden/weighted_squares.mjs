import { Matrix } from 'ml-matrix';

/**
 * Value of f and its gradient with respect to w.
 *
 *     f = 1/2*sum(c.*(X*w - y).^2)
 *     gradient = X'*(c.*(X*w - y))
 *
 * X : n×d matrix
 * y : vector of n
 * w : vector of d
 * c : vector of n, positive
 * Returns the value and the gradient, vector of d.
 * Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + d.
 * @param {Matrix} X
 * @param {Matrix} y
 * @param {Matrix} w
 * @param {Matrix} c
 * @returns {{ value: number, gradient: Matrix }}
 */
export function value_and_gradient(X, y, w, c) {
  const residual = X.mmul(w).sub(y);
  const value = 0.5 * c.dot(Matrix.pow(residual, 2));
  const gradient = X.transposeMultiply(Matrix.mul(c, residual));
  return { value, gradient };
}
