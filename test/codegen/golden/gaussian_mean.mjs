import { Matrix, CholeskyDecomposition } from 'ml-matrix';

const cholesky = (A) => {
  // Products such as X'*X are symmetric up to rounding only.
  const factor = new CholeskyDecomposition(A.isSymmetric() ? A : Matrix.add(A, A.transpose()).div(2));
  if (!factor.isPositiveDefinite()) throw new RangeError('a matrix is not positive definite');
  return factor;
};

/**
 * Value of f and its gradient with respect to mu.
 *
 *     f = 1/2*(x - mu)'*inv(S)*(x - mu)
 *     gradient = inv(S)*(mu - x)
 *
 * S  : n×n matrix, posdef
 * x  : vector of n
 * mu : vector of n
 * Returns the value and the gradient, vector of n.
 * Cost: 1/3*n^3 operations (the function: 1/3*n^3); memory: n^2.
 * @param {Matrix} S
 * @param {Matrix} x
 * @param {Matrix} mu
 * @returns {{ value: number, gradient: Matrix }}
 */
export function value_and_gradient(S, x, mu) {
  const difference = Matrix.sub(x, mu);
  const solution = cholesky(S).solve(difference);
  return { value: 0.5 * difference.dot(solution), gradient: Matrix.mul(solution, -1) };
}
