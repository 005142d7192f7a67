#' Value of f and its gradient with respect to W and v.
#'
#'     f = 1/2*norm2(tanh(X*W)*v - y)^2
#'     gradient wrt W = X'*diag(tanh(X*W)*v - y)*(1 - tanh(X*W).^2)*diag(v)
#'     gradient wrt v = tanh(W'*X')*(tanh(X*W)*v - y)
#'
#' Cost: 4*d*k*n operations (the function: 2*d*k*n); memory: 2*k*n + 2*d*k.
#'
#' @param X n x d matrix
#' @param W d x k matrix
#' @param v vector of length k
#' @param y vector of length n
#' @return the value and the gradient, d x k matrix and vector of length k.
value_and_gradient <- function(X, W, v, y) {
  d <- ncol(X)
  M <- tanh(X %*% W)
  residual <- drop(M %*% v) - y
  list(
    value = 0.5 * sum(residual^2),
    gradient_W = crossprod(X, residual * (1 - M^2)) * rep(v, each = d),
    gradient_v = drop(crossprod(M, residual))
  )
}
