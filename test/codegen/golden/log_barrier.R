#' Value of f and its gradient with respect to x.
#'
#'     f = t*c'*x - sum(log(b - A*x))
#'     gradient = t*c + A'*(1./(b - A*x))
#'
#' Valid where b - A*x > 0 in every entry.
#' Cost: 4*m*n operations (the function: 2*m*n); memory: 2*m + 2*n.
#'
#' @param A m x n matrix
#' @param b vector of length m
#' @param c_ vector of length n, c above
#' @param x vector of length n
#' @param t_ scalar, positive, t above
#' @return the value and the gradient, vector of length n.
value_and_gradient <- function(A, b, c_, x, t_) {
  slack <- b - drop(A %*% x)
  list(
    value = t_ * sum(c_ * x) - sum(log(slack)),
    gradient = t_ * c_ + drop(crossprod(A, 1 / slack))
  )
}
