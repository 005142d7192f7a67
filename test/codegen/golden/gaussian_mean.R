#' Value of f and its gradient with respect to mu.
#'
#'     f = 1/2*(x - mu)'*inv(S)*(x - mu)
#'     gradient = inv(S)*(mu - x)
#'
#' Cost: 1/3*n^3 operations (the function: 1/3*n^3); memory: n^2.
#'
#' @param S n x n matrix, posdef
#' @param x vector of length n
#' @param mu vector of length n
#' @return the value and the gradient, vector of length n.
value_and_gradient <- function(S, x, mu) {
  difference <- x - mu
  R <- chol(S)
  solution <- backsolve(R, backsolve(R, difference, transpose = TRUE))
  list(value = 0.5 * sum(difference * solution), gradient = -solution)
}
