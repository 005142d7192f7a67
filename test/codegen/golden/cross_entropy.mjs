const map = (A, f) => A.clone().apply(function each(i, j) { this.set(i, j, f(this.get(i, j))); });
const sigmoid = (u) => (u >= 0 ? 1 / (1 + Math.exp(-u)) : Math.exp(u) / (1 + Math.exp(u)));
const softplus = (u) => Math.max(u, 0) + Math.log1p(Math.exp(-Math.abs(u)));

/**
 * Value of f and its gradient with respect to w.
 *
 *     f = -sum(y.*log(sigmoid(X*w)) + (1 - y).*log(1 - sigmoid(X*w)))
 *     gradient = X'*(sigmoid(X*w) - y)
 *
 * X : n×d matrix
 * y : vector of n, binary
 * w : vector of d
 * Returns the value and the gradient, vector of d.
 * Cost: 4*d*n operations (the function: 2*d*n); memory: n + d.
 * @param {Matrix} X
 * @param {Matrix} y
 * @param {Matrix} w
 * @returns {{ value: number, gradient: Matrix }}
 */
export function value_and_gradient(X, y, w) {
  const Xw = X.mmul(w);
  const value = map(Xw, softplus).sum() - y.dot(Xw);
  const gradient = X.transposeMultiply(map(Xw, sigmoid).sub(y));
  return { value, gradient };
}
