import { Matrix } from 'ml-matrix';

/**
 * Value of f and its gradient with respect to W and v.
 *
 *     f = 1/2*norm2(tanh(X*W)*v - y)^2
 *     gradient wrt W = X'*diag(tanh(X*W)*v - y)*(1 - tanh(X*W).^2)*diag(v)
 *     gradient wrt v = tanh(W'*X')*(tanh(X*W)*v - y)
 *
 * X : n×d matrix
 * W : d×k matrix
 * v : vector of k
 * y : vector of n
 * Returns the value and the gradient, d×k matrix and vector of k.
 * Cost: 4*d*k*n operations (the function: 2*d*k*n); memory: 2*k*n + 2*d*k.
 * @param {Matrix} X
 * @param {Matrix} W
 * @param {Matrix} v
 * @param {Matrix} y
 * @returns {{ value: number, gradient_W: Matrix, gradient_v: Matrix }}
 */
export function value_and_gradient(X, W, v, y) {
  const M = X.mmul(W).tanh();
  const residual = M.mmul(v).sub(y);
  const value = 0.5 * residual.dot(residual);
  const gradient_W = X.transposeMultiply(Matrix.pow(M, 2).neg().add(1).mulColumnVector(residual)).mulRowVector(v);
  const gradient_v = M.transposeMultiply(residual);
  return { value, gradient_W, gradient_v };
}
