#' Value of f and its gradient with respect to U and V.
#'
#'     f = 1/2*normF(A - U*V')^2 + lambda/2*(normF(U)^2 + normF(V)^2)
#'     gradient wrt U = lambda*U - (A - U*V')*V
#'     gradient wrt V = lambda*V - (A' - V*U')*U
#'
#' Cost: 6*k*m*n operations (the function: 2*k*m*n); memory: 2*m*n + 2*k*m +
#' 2*k*n.
#'
#' @param A m x n matrix
#' @param U m x k matrix
#' @param V n x k matrix
#' @param lambda scalar, positive
#' @return the value and the gradient, m x k matrix and n x k matrix.
value_and_gradient <- function(A, U, V, lambda) {
  residual <- tcrossprod(U, V) - A
  list(
    value = 0.5 * (sum(residual^2) + lambda * (sum(U^2) + sum(V^2))),
    gradient_U = residual %*% V + lambda * U,
    gradient_V = crossprod(residual, U) + lambda * V
  )
}
