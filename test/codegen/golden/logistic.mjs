const map = (A, f) => A.clone().apply(function each(i, j) { this.set(i, j, f(this.get(i, j))); });
const sigmoid = (u) => (u >= 0 ? 1 / (1 + Math.exp(-u)) : Math.exp(u) / (1 + Math.exp(u)));
const softplus = (u) => Math.max(u, 0) + Math.log1p(Math.exp(-Math.abs(u)));

/**
 * Value of f and its gradient with respect to w.
 *
 *     f = sum(log(1 + exp(-y.*(X*w))))
 *     gradient = -X'*(y.*sigmoid(-y.*(X*w)))
 *
 * X : n×d matrix
 * y : vector of n, sign
 * w : vector of d
 * Returns the value and the gradient, vector of d.
 * Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
 * @param {Matrix} X
 * @param {Matrix} y
 * @param {Matrix} w
 * @returns {{ value: number, gradient: Matrix }}
 */
export function value_and_gradient(X, y, w) {
  const margins = X.mmul(w).mul(y).neg();
  const value = map(margins, softplus).sum();
  const gradient = X.transposeMultiply(map(margins, sigmoid).mul(y)).neg();
  return { value, gradient };
}
