/**
 * Value of f and its gradient with respect to w and b.
 *
 *     f = 1/n*norm2(X*w + b - y)^2
 *     gradient wrt w = 2*X'*(X*w + b - y)/n
 *     gradient wrt b = 2*mean(X*w + b - y)
 *
 * X : n×d matrix
 * y : vector of n
 * w : vector of d
 * b : scalar
 * Returns the value and the gradient, vector of d and scalar.
 * Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
 * @param {Matrix} X
 * @param {Matrix} y
 * @param {Matrix} w
 * @param {number} b
 * @returns {{ value: number, gradient_w: Matrix, gradient_b: number }}
 */
export function value_and_gradient(X, y, w, b) {
  const n = X.rows;
  const residual = X.mmul(w).add(b).sub(y);
  const value = residual.dot(residual) / n;
  const gradient_w = X.transposeMultiply(residual).div(n).mul(2);
  const gradient_b = 2 * residual.sum() / n;
  return { value, gradient_w, gradient_b };
}
