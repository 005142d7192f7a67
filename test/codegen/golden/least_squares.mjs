/**
 * Value of f and its gradient with respect to w.
 *
 *     f = 1/2*norm2(X*w - y)^2
 *     gradient = X'*(X*w - y)
 *
 * X : n×d matrix
 * y : vector of n
 * w : vector of d
 * Returns the value and the gradient, vector of d.
 * Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + d.
 * @param {Matrix} X
 * @param {Matrix} y
 * @param {Matrix} w
 * @returns {{ value: number, gradient: Matrix }}
 */
export function value_and_gradient(X, y, w) {
  const residual = X.mmul(w).sub(y);
  return { value: 0.5 * residual.dot(residual), gradient: X.transposeMultiply(residual) };
}
