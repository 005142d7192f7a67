import { Matrix } from 'ml-matrix';

/**
 * Value of f and its gradient with respect to W.
 *
 *     f = sum(rowlogsumexp(X*W)) - tr(Y'*X*W)
 *     gradient = X'*(rowsoftmax(X*W) - Y)
 *
 * X : n×d matrix
 * W : d×k matrix
 * Y : n×k matrix, onehot
 * Returns the value and the gradient, d×k matrix.
 * Cost: 4*d*k*n operations (the function: 2*d*k*n); memory: 2*k*n + d*k.
 * @param {Matrix} X
 * @param {Matrix} W
 * @param {Matrix} Y
 * @returns {{ value: number, gradient: Matrix }}
 */
export function value_and_gradient(X, W, Y) {
  const XW = X.mmul(W);
  const top = Matrix.columnVector(XW.max('row'));
  const weights = XW.clone().subColumnVector(top).exp();
  const total = Matrix.columnVector(weights.sum('row'));
  const value = Matrix.add(top, Matrix.log(total)).sum() - Y.dot(XW);
  const gradient = X.transposeMultiply(weights.clone().divColumnVector(total).sub(Y));
  return { value, gradient };
}
