import { Matrix } from 'ml-matrix';

/**
 * Value of f and its gradient with respect to x.
 *
 *     f = t*c'*x - sum(log(b - A*x))
 *     gradient = t*c + A'*(1./(b - A*x))
 *
 * A : m×n matrix
 * b : vector of m
 * c : vector of n
 * x : vector of n
 * t : scalar, positive
 * Returns the value and the gradient, vector of n.
 * Valid where b - A*x > 0 in every entry.
 * Cost: 4*m*n operations (the function: 2*m*n); memory: 2*m + 2*n.
 * @param {Matrix} A
 * @param {Matrix} b
 * @param {Matrix} c
 * @param {Matrix} x
 * @param {number} t
 * @returns {{ value: number, gradient: Matrix }}
 */
export function value_and_gradient(A, b, c, x, t) {
  const m = A.rows;
  const slack = Matrix.sub(b, A.mmul(x));
  const value = t * c.dot(x) - Matrix.log(slack).sum();
  const gradient = Matrix.mul(c, t).add(A.transposeMultiply(Matrix.ones(m, 1).div(slack)));
  return { value, gradient };
}
