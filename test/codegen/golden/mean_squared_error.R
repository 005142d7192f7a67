#' Value of f and its gradient with respect to w and b.
#'
#'     f = 1/n*norm2(X*w + b - y)^2
#'     gradient wrt w = 2*X'*(X*w + b - y)/n
#'     gradient wrt b = 2*mean(X*w + b - y)
#'
#' Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
#'
#' @param X n x d matrix
#' @param y vector of length n
#' @param w vector of length d
#' @param b scalar
#' @return the value and the gradient, vector of length d and scalar.
value_and_gradient <- function(X, y, w, b) {
  n <- nrow(X)
  residual <- drop(X %*% w) + b - y
  list(
    value = sum(residual^2) / n,
    gradient_w = 2 * drop(crossprod(X, residual)) / n,
    gradient_b = 2 * sum(residual) / n
  )
}
