module value_and_gradient_module
  implicit none
  private
  integer, parameter :: dp = kind(1.0d0)
  public :: value_and_gradient

contains

  ! Value of f and its gradient with respect to U and V.
  !
  !     f = 1/2*normF(A - U*V')^2 + lambda/2*(normF(U)^2 + normF(V)^2)
  !     gradient wrt U = lambda*U - (A - U*V')*V
  !     gradient wrt V = lambda*V - (A' - V*U')*U
  !
  ! A      : m×n matrix
  ! U      : m×k matrix
  ! V      : n×k matrix
  ! lambda : scalar, positive
  ! Returns the value and the gradient, m×k matrix and n×k matrix.
  ! Cost: 6*k*m*n operations (the function: 2*k*m*n); memory: 2*m*n + 2*k*m +
  ! 2*k*n.
  subroutine value_and_gradient(A, U, V, lambda, value, gradient_U, gradient_V)
    real(dp), intent(in) :: A(:, :)
    real(dp), intent(in) :: U(:, :)
    real(dp), intent(in) :: V(:, :)
    real(dp), intent(in) :: lambda
    real(dp), intent(out) :: value
    real(dp), intent(out) :: gradient_U(:, :)
    real(dp), intent(out) :: gradient_V(:, :)
    real(dp), allocatable :: residual(:, :)

    residual = matmul(U, transpose(V)) - A
    value = 0.5_dp * (sum(residual**2) + lambda * (sum(U**2) + sum(V**2)))
    gradient_U = matmul(residual, V) + lambda * U
    gradient_V = matmul(transpose(residual), U) + lambda * V
  end subroutine value_and_gradient
end module value_and_gradient_module
