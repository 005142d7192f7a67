import { Matrix, CholeskyDecomposition } from 'ml-matrix';

const logDiagonal = (A) => A.diagonal().reduce((total, x) => total + Math.log(Math.abs(x)), 0);
const cholesky = (A) => {
  // Products such as X'*X are symmetric up to rounding only.
  const factor = new CholeskyDecomposition(A.isSymmetric() ? A : Matrix.add(A, A.transpose()).div(2));
  if (!factor.isPositiveDefinite()) throw new RangeError('a matrix is not positive definite');
  return factor;
};

/**
 * Value of f and its gradient with respect to sigma.
 *
 *     f = 1/2*y'*inv(K + sigma*eye(n))*y + 1/2*logdet(K + sigma*eye(n))
 *     gradient = (tr(inv(K + sigma*eye(n))) - y'*(K + sigma*eye(n))^-2*y)/2
 *
 * K     : n×n matrix, posdef
 * y     : vector of n
 * sigma : scalar, positive
 * Returns the value and the gradient, scalar.
 * Cost: 5/3*n^3 operations (the function: 1/3*n^3); memory: 3*n^2.
 * @param {Matrix} K
 * @param {Matrix} y
 * @param {number} sigma
 * @returns {{ value: number, gradient: number }}
 */
export function value_and_gradient(K, y, sigma) {
  const n = K.rows;
  const factor = cholesky(Matrix.add(K, Matrix.eye(n, n, sigma)));
  const inverse_ = factor.solve(Matrix.eye(n));
  const v = inverse_.mmul(y);
  const value = 0.5 * y.dot(v) + logDiagonal(factor.lowerTriangularMatrix);
  const gradient = 0.5 * (inverse_.trace() - v.dot(v));
  return { value, gradient };
}
