#' Value of f and its gradient with respect to U and V.
#'
#'     f = normF(A - U*V')^2
#'     gradient wrt U = 2*(U*V' - A)*V
#'     gradient wrt V = 2*(V*U' - A')*U
#'
#' Cost: 6*k*m*n operations (the function: 2*k*m*n); memory: 2*m*n + 2*k*m +
#' 2*k*n.
#'
#' @param A m x n matrix
#' @param U m x k matrix
#' @param V n x k matrix
#' @return the value and the gradient, m x k matrix and n x k matrix.
value_and_gradient <- function(A, U, V) {
  residual <- tcrossprod(U, V) - A
  list(
    value = sum(residual^2),
    gradient_U = 2 * residual %*% V,
    gradient_V = 2 * crossprod(residual, U)
  )
}
