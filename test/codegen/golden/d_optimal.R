#' Value of f and its gradient with respect to x.
#'
#'     f = -logdet(A*diag(x)*A')
#'     gradient = -diagonal(A'*inv(A*diag(x)*A')*A)
#'
#' Valid where A*diag(x)*A' invertible.
#' Cost: 3*m*n^2 + 1/3*n^3 operations (the function: 2*m*n^2 + 1/3*n^3);
#' memory: 2*n^2 + m*n.
#'
#' @param A n x m matrix
#' @param x vector of length m, positive
#' @return the value and the gradient, vector of length m.
value_and_gradient <- function(A, x) {
  n <- nrow(A)
  R <- chol(tcrossprod(A * rep(x, each = n), A))
  solution <- backsolve(R, A, transpose = TRUE)
  list(value = -2 * sum(log(diag(R))), gradient = -colSums(solution^2))
}
