#' Value of f and its gradient with respect to S.
#'
#'     f = 1/2*logdet(S) + 1/2*tr(inv(S)*C)
#'     gradient = inv(S)*(S - C)*inv(S)/2
#'
#' Cost: 17/3*n^3 operations (the function: 7/3*n^3); memory: 5*n^2.
#'
#' @param S n x n matrix, posdef
#' @param C n x n matrix, posdef
#' @return the value and the gradient, n x n matrix.
value_and_gradient <- function(S, C) {
  R <- chol(S)
  S_inv <- chol2inv(R)
  list(
    value = sum(log(diag(R))) + 0.5 * sum(S_inv * C),
    gradient = 0.5 * (S_inv - S_inv %*% C %*% S_inv)
  )
}
