import { Matrix } from 'ml-matrix';

/**
 * Value of f and its gradient with respect to w.
 *
 *     f = 1/2*norm2(X*w - y)^2 + lambda/2*norm2(w)^2
 *     gradient = X'*(X*w - y) + lambda*w
 *
 * X      : n×d matrix
 * y      : vector of n
 * w      : vector of d
 * lambda : scalar, positive
 * Returns the value and the gradient, vector of d.
 * Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
 * @param {Matrix} X
 * @param {Matrix} y
 * @param {Matrix} w
 * @param {number} lambda
 * @returns {{ value: number, gradient: Matrix }}
 */
export function value_and_gradient(X, y, w, lambda) {
  const residual = X.mmul(w).sub(y);
  const value = 0.5 * (residual.dot(residual) + lambda * w.dot(w));
  const gradient = X.transposeMultiply(residual).add(Matrix.mul(w, lambda));
  return { value, gradient };
}
