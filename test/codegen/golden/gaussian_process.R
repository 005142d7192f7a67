#' Value of f and its gradient with respect to sigma.
#'
#'     f = 1/2*y'*inv(K + sigma*eye(n))*y + 1/2*logdet(K + sigma*eye(n))
#'     gradient = (tr(inv(K + sigma*eye(n))) - y'*(K + sigma*eye(n))^-2*y)/2
#'
#' Cost: 5/3*n^3 operations (the function: 1/3*n^3); memory: 3*n^2.
#'
#' @param K n x n matrix, posdef
#' @param y vector of length n
#' @param sigma scalar, positive
#' @return the value and the gradient, scalar.
value_and_gradient <- function(K, y, sigma) {
  M <- K
  diag(M) <- diag(M) + sigma
  R <- chol(M)
  M_inv <- chol2inv(R)
  v <- drop(M_inv %*% y)
  list(
    value = 0.5 * sum(y * v) + sum(log(diag(R))),
    gradient = 0.5 * (sum(diag(M_inv)) - sum(v^2))
  )
}
