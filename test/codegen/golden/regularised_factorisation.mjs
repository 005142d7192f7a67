import { Matrix } from 'ml-matrix';

/**
 * Value of f and its gradient with respect to U and V.
 *
 *     f = 1/2*normF(A - U*V')^2 + lambda/2*(normF(U)^2 + normF(V)^2)
 *     gradient wrt U = lambda*U - (A - U*V')*V
 *     gradient wrt V = lambda*V - (A' - V*U')*U
 *
 * A      : m×n matrix
 * U      : m×k matrix
 * V      : n×k matrix
 * lambda : scalar, positive
 * Returns the value and the gradient, m×k matrix and n×k matrix.
 * Cost: 6*k*m*n operations (the function: 2*k*m*n); memory: 2*m*n + 2*k*m +
 * 2*k*n.
 * @param {Matrix} A
 * @param {Matrix} U
 * @param {Matrix} V
 * @param {number} lambda
 * @returns {{ value: number, gradient_U: Matrix, gradient_V: Matrix }}
 */
export function value_and_gradient(A, U, V, lambda) {
  const residual = U.mmul(V.transpose()).sub(A);
  const value = 0.5 * (residual.dot(residual) + lambda * (U.dot(U) + V.dot(V)));
  const gradient_U = residual.mmul(V).add(Matrix.mul(U, lambda));
  const gradient_V = residual.transposeMultiply(U).add(Matrix.mul(V, lambda));
  return { value, gradient_U, gradient_V };
}
