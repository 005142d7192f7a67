import { Matrix } from 'ml-matrix';

/**
 * Value of f and its gradient with respect to w.
 *
 *     f = sum(exp(X*w)) - y'*X*w
 *     gradient = X'*(exp(X*w) - y)
 *
 * X : n×d matrix
 * y : vector of n, nonnegative
 * w : vector of d
 * Returns the value and the gradient, vector of d.
 * Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + d.
 * @param {Matrix} X
 * @param {Matrix} y
 * @param {Matrix} w
 * @returns {{ value: number, gradient: Matrix }}
 */
export function value_and_gradient(X, y, w) {
  const Xw = X.mmul(w);
  const v = Matrix.exp(Xw);
  return { value: v.sum() - y.dot(Xw), gradient: X.transposeMultiply(Matrix.sub(v, y)) };
}
