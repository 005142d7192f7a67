#' Value of f and its gradient with respect to w.
#'
#'     f = 1/2*norm2(X*w - y)^2 + lambda*sum(sqrt(w.^2 + eps))
#'     gradient = X'*(X*w - y) + (lambda*w)./sqrt(w.^2 + eps)
#'
#' Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 3*d.
#'
#' @param X n x d matrix
#' @param y vector of length n
#' @param w vector of length d
#' @param lambda scalar, positive
#' @param eps scalar, positive
#' @return the value and the gradient, vector of length d.
value_and_gradient <- function(X, y, w, lambda, eps) {
  residual <- drop(X %*% w) - y
  v <- sqrt(w^2 + eps)
  list(
    value = 0.5 * sum(residual^2) + lambda * sum(v),
    gradient = drop(crossprod(X, residual)) + lambda * w / v
  )
}
