#' Value of f and its gradient with respect to w.
#'
#'     f = 1/2*norm2(X*w - y)^2
#'     gradient = X'*(X*w - y)
#'
#' Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + d.
#'
#' @param X n x d matrix
#' @param y vector of length n
#' @param w vector of length d
#' @return the value and the gradient, vector of length d.
value_and_gradient <- function(X, y, w) {
  residual <- drop(X %*% w) - y
  list(value = 0.5 * sum(residual^2), gradient = drop(crossprod(X, residual)))
}
