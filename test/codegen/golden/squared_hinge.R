#' Value of f and its gradient with respect to w.
#'
#'     f = 1/2*norm2(relu(1 - y.*(X*w)))^2
#'     gradient = -X'*(y.*relu(1 - y.*(X*w)))
#'
#' Valid where 1 - y.*(X*w) ≠ 0 in every entry.
#' Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
#'
#' @param X n x d matrix
#' @param y vector of length n, sign
#' @param w vector of length d
#' @return the value and the gradient, vector of length d.
value_and_gradient <- function(X, y, w) {
  v <- pmax(1 - y * drop(X %*% w), 0)
  list(value = 0.5 * sum(v^2), gradient = -drop(crossprod(X, v * y)))
}
