import { Matrix, CholeskyDecomposition } from 'ml-matrix';

const logDiagonal = (A) => A.diagonal().reduce((total, x) => total + Math.log(Math.abs(x)), 0);
const cholesky = (A) => {
  // Products such as X'*X are symmetric up to rounding only.
  const factor = new CholeskyDecomposition(A.isSymmetric() ? A : Matrix.add(A, A.transpose()).div(2));
  if (!factor.isPositiveDefinite()) throw new RangeError('a matrix is not positive definite');
  return factor;
};

/**
 * Value of f and its gradient with respect to S.
 *
 *     f = 1/2*logdet(S) + 1/2*tr(inv(S)*C)
 *     gradient = inv(S)*(S - C)*inv(S)/2
 *
 * S : n×n matrix, posdef
 * C : n×n matrix, posdef
 * Returns the value and the gradient, n×n matrix.
 * Cost: 17/3*n^3 operations (the function: 7/3*n^3); memory: 5*n^2.
 * @param {Matrix} S
 * @param {Matrix} C
 * @returns {{ value: number, gradient: Matrix }}
 */
export function value_and_gradient(S, C) {
  const n = S.rows;
  const factor = cholesky(S);
  const S_inv = factor.solve(Matrix.eye(n));
  const value = logDiagonal(factor.lowerTriangularMatrix) + 0.5 * S_inv.dot(C);
  const gradient = Matrix.sub(S_inv, S_inv.mmul(C).mmul(S_inv)).div(2);
  return { value, gradient };
}
