#' Value of f and its gradient with respect to x.
#'
#'     f = x'*A*x/(x'*x)
#'     gradient = 2*(A*x - x'*A*x*x/(x'*x))/(x'*x)
#'
#' Valid where x ≠ 0.
#' Cost: 2*n^2 operations (the function: 2*n^2); memory: 2*n.
#'
#' @param A n x n matrix, symmetric
#' @param x vector of length n
#' @return the value and the gradient, vector of length n.
value_and_gradient <- function(A, x) {
  Ax <- drop(A %*% x)
  s <- sum(x * Ax)
  s2 <- sum(x^2)
  list(value = s / s2, gradient = 2 * (Ax - s / s2 * x) / s2)
}
