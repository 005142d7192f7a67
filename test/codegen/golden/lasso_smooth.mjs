import { Matrix } from 'ml-matrix';

/**
 * Value of f and its gradient with respect to w.
 *
 *     f = 1/2*norm2(X*w - y)^2 + lambda*sum(sqrt(w.^2 + eps))
 *     gradient = X'*(X*w - y) + (lambda*w)./sqrt(w.^2 + eps)
 *
 * X      : n×d matrix
 * y      : vector of n
 * w      : vector of d
 * lambda : scalar, positive
 * eps    : scalar, positive
 * Returns the value and the gradient, vector of d.
 * Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 3*d.
 * @param {Matrix} X
 * @param {Matrix} y
 * @param {Matrix} w
 * @param {number} lambda
 * @param {number} eps
 * @returns {{ value: number, gradient: Matrix }}
 */
export function value_and_gradient(X, y, w, lambda, eps) {
  const residual = X.mmul(w).sub(y);
  const v = Matrix.pow(w, 2).add(eps).sqrt();
  const value = 0.5 * residual.dot(residual) + lambda * v.sum();
  const gradient = X.transposeMultiply(residual).add(Matrix.div(w, v).mul(lambda));
  return { value, gradient };
}
