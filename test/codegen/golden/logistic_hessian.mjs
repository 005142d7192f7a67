import { Matrix } from 'ml-matrix';

const map = (A, f) => A.clone().apply(function each(i, j) { this.set(i, j, f(this.get(i, j))); });
const sigmoid = (u) => (u >= 0 ? 1 / (1 + Math.exp(-u)) : Math.exp(u) / (1 + Math.exp(u)));

/**
 * Hessian of f with respect to w.
 *
 *     f = sum(log(1 + exp(-y.*(X*w)))) + lambda/2*norm2(w)^2
 *     hessian = X'*diag(sigmoid(y.*(X*w)).*(1 - sigmoid(y.*(X*w))))*X + lambda*eye(d)
 *
 * X      : n×d matrix
 * y      : vector of n, sign
 * w      : vector of d
 * lambda : scalar, positive
 * Returns d×d matrix.
 * Cost: 2*d^2*n operations (the function: 2*d*n); memory: 2*d^2 + 2*n.
 * @param {Matrix} X
 * @param {Matrix} y
 * @param {Matrix} w
 * @param {number} lambda
 * @returns {Matrix}
 */
export function hessian(X, y, w, lambda) {
  const d = X.columns;
  const probabilities = map(X.mmul(w).mul(y), sigmoid);
  const H = X.transposeMultiply(X.clone().mulColumnVector(Matrix.mul(probabilities, -1).add(1).mul(probabilities))).add(Matrix.eye(d, d, lambda));
  return H;
}
