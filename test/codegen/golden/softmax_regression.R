#' Value of f and its gradient with respect to W.
#'
#'     f = sum(rowlogsumexp(X*W)) - tr(Y'*X*W)
#'     gradient = X'*(rowsoftmax(X*W) - Y)
#'
#' Cost: 4*d*k*n operations (the function: 2*d*k*n); memory: 2*k*n + d*k.
#'
#' @param X n x d matrix
#' @param W d x k matrix
#' @param Y n x k matrix, onehot
#' @return the value and the gradient, d x k matrix.
value_and_gradient <- function(X, W, Y) {
  XW <- X %*% W
  top <- apply(XW, 1, max)
  weights <- exp(XW - top)
  total <- rowSums(weights)
  list(
    value = sum(top + log(total)) - sum(Y * XW),
    gradient = crossprod(X, weights / total - Y)
  )
}
