import { Matrix } from 'ml-matrix';

/**
 * Value of f and its gradient with respect to x.
 *
 *     f = x'*A*x/(x'*x)
 *     gradient = 2*(A*x - x'*A*x*x/(x'*x))/(x'*x)
 *
 * A : n×n matrix, symmetric
 * x : vector of n
 * Returns the value and the gradient, vector of n.
 * Valid where x ≠ 0.
 * Cost: 2*n^2 operations (the function: 2*n^2); memory: 2*n.
 * @param {Matrix} A
 * @param {Matrix} x
 * @returns {{ value: number, gradient: Matrix }}
 */
export function value_and_gradient(A, x) {
  const Ax = A.mmul(x);
  const s = x.dot(Ax);
  const s2 = x.dot(x);
  return { value: s / s2, gradient: Matrix.sub(Ax, Matrix.mul(x, s / s2)).div(s2).mul(2) };
}
