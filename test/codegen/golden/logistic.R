#' Value of f and its gradient with respect to w.
#'
#'     f = sum(log(1 + exp(-y.*(X*w))))
#'     gradient = -X'*(y.*sigmoid(-y.*(X*w)))
#'
#' Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
#'
#' @param X n x d matrix
#' @param y vector of length n, sign
#' @param w vector of length d
#' @return the value and the gradient, vector of length d.
value_and_gradient <- function(X, y, w) {
  softplus <- function(u) pmax(u, 0) + log1p(exp(-abs(u)))
  margins <- -y * drop(X %*% w)
  list(
    value = sum(softplus(margins)),
    gradient = -drop(crossprod(X, plogis(margins) * y))
  )
}
