#' Value of f and its gradient with respect to w.
#'
#'     f = 1/2*sum(c.*(X*w - y).^2)
#'     gradient = X'*(c.*(X*w - y))
#'
#' Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + d.
#'
#' @param X n x d matrix
#' @param y vector of length n
#' @param w vector of length d
#' @param c_ vector of length n, positive, c above
#' @return the value and the gradient, vector of length d.
value_and_gradient <- function(X, y, w, c_) {
  residual <- drop(X %*% w) - y
  list(
    value = 0.5 * sum(c_ * residual^2),
    gradient = drop(crossprod(X, c_ * residual))
  )
}
