#' Hessian of f with respect to w.
#'
#'     f = sum(log(1 + exp(-y.*(X*w)))) + lambda/2*norm2(w)^2
#'     hessian = X'*diag(sigmoid(y.*(X*w)).*(1 - sigmoid(y.*(X*w))))*X + lambda*eye(d)
#'
#' Cost: 2*d^2*n operations (the function: 2*d*n); memory: 2*d^2 + 2*n.
#'
#' @param X n x d matrix
#' @param y vector of length n, sign
#' @param w vector of length d
#' @param lambda scalar, positive
#' @return d x d matrix.
hessian <- function(X, y, w, lambda) {
  probabilities <- plogis(y * drop(X %*% w))
  H <- crossprod(X, probabilities * (1 - probabilities) * X)
  diag(H) <- diag(H) + lambda
  H
}
