import { Matrix, CholeskyDecomposition, solve } from 'ml-matrix';

const logDiagonal = (A) => A.diagonal().reduce((total, x) => total + Math.log(Math.abs(x)), 0);
const cholesky = (A) => {
  // Products such as X'*X are symmetric up to rounding only.
  const factor = new CholeskyDecomposition(A.isSymmetric() ? A : Matrix.add(A, A.transpose()).div(2));
  if (!factor.isPositiveDefinite()) throw new RangeError('a matrix is not positive definite');
  return factor;
};

/**
 * Value of f and its gradient with respect to x.
 *
 *     f = -logdet(A*diag(x)*A')
 *     gradient = -diagonal(A'*inv(A*diag(x)*A')*A)
 *
 * A : n×m matrix
 * x : vector of m, positive
 * Returns the value and the gradient, vector of m.
 * Valid where A*diag(x)*A' invertible.
 * Cost: 3*m*n^2 + 1/3*n^3 operations (the function: 2*m*n^2 + 1/3*n^3);
 * memory: 2*n^2 + m*n.
 * @param {Matrix} A
 * @param {Matrix} x
 * @returns {{ value: number, gradient: Matrix }}
 */
export function value_and_gradient(A, x) {
  const factor = cholesky(A.clone().mulRowVector(x).mmul(A.transpose()));
  const solution = solve(factor.lowerTriangularMatrix, A);
  const value = -2 * logDiagonal(factor.lowerTriangularMatrix);
  const gradient = Matrix.columnVector(Matrix.mul(solution, solution).sum('column')).neg();
  return { value, gradient };
}
