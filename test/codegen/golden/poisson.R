#' Value of f and its gradient with respect to w.
#'
#'     f = sum(exp(X*w)) - y'*X*w
#'     gradient = X'*(exp(X*w) - y)
#'
#' Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + d.
#'
#' @param X n x d matrix
#' @param y vector of length n, nonnegative
#' @param w vector of length d
#' @return the value and the gradient, vector of length d.
value_and_gradient <- function(X, y, w) {
  Xw <- drop(X %*% w)
  v <- exp(Xw)
  list(value = sum(v) - sum(y * Xw), gradient = drop(crossprod(X, v - y)))
}
