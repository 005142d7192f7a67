#' Value of f and its gradient with respect to w.
#'
#'     f = -sum(y.*log(sigmoid(X*w)) + (1 - y).*log(1 - sigmoid(X*w)))
#'     gradient = X'*(sigmoid(X*w) - y)
#'
#' Cost: 4*d*n operations (the function: 2*d*n); memory: n + d.
#'
#' @param X n x d matrix
#' @param y vector of length n, binary
#' @param w vector of length d
#' @return the value and the gradient, vector of length d.
value_and_gradient <- function(X, y, w) {
  softplus <- function(u) pmax(u, 0) + log1p(exp(-abs(u)))
  Xw <- drop(X %*% w)
  list(
    value = sum(softplus(Xw)) - sum(y * Xw),
    gradient = drop(crossprod(X, plogis(Xw) - y))
  )
}
