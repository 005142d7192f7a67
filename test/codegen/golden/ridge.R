#' Value of f and its gradient with respect to w.
#'
#'     f = 1/2*norm2(X*w - y)^2 + lambda/2*norm2(w)^2
#'     gradient = X'*(X*w - y) + lambda*w
#'
#' Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
#'
#' @param X n x d matrix
#' @param y vector of length n
#' @param w vector of length d
#' @param lambda scalar, positive
#' @return the value and the gradient, vector of length d.
value_and_gradient <- function(X, y, w, lambda) {
  residual <- drop(X %*% w) - y
  list(
    value = 0.5 * (sum(residual^2) + lambda * sum(w^2)),
    gradient = drop(crossprod(X, residual)) + lambda * w
  )
}
