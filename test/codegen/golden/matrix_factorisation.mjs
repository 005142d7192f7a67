/**
 * Value of f and its gradient with respect to U and V.
 *
 *     f = normF(A - U*V')^2
 *     gradient wrt U = 2*(U*V' - A)*V
 *     gradient wrt V = 2*(V*U' - A')*U
 *
 * A : m×n matrix
 * U : m×k matrix
 * V : n×k matrix
 * Returns the value and the gradient, m×k matrix and n×k matrix.
 * Cost: 6*k*m*n operations (the function: 2*k*m*n); memory: 2*m*n + 2*k*m +
 * 2*k*n.
 * @param {Matrix} A
 * @param {Matrix} U
 * @param {Matrix} V
 * @returns {{ value: number, gradient_U: Matrix, gradient_V: Matrix }}
 */
export function value_and_gradient(A, U, V) {
  const residual = U.mmul(V.transpose()).sub(A);
  const value = residual.dot(residual);
  const gradient_U = residual.mmul(V).mul(2);
  const gradient_V = residual.transposeMultiply(U).mul(2);
  return { value, gradient_U, gradient_V };
}
