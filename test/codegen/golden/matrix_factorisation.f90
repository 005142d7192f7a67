module value_and_gradient_module
  implicit none
  private
  integer, parameter :: dp = kind(1.0d0)
  public :: value_and_gradient

contains

  ! Value of f and its gradient with respect to U and V.
  !
  !     f = normF(A - U*V')^2
  !     gradient wrt U = 2*(U*V' - A)*V
  !     gradient wrt V = 2*(V*U' - A')*U
  !
  ! A : m×n matrix
  ! U : m×k matrix
  ! V : n×k matrix
  ! Returns the value and the gradient, m×k matrix and n×k matrix.
  ! Cost: 6*k*m*n operations (the function: 2*k*m*n); memory: 2*m*n + 2*k*m +
  ! 2*k*n.
  subroutine value_and_gradient(A, U, V, value, gradient_U, gradient_V)
    real(dp), intent(in) :: A(:, :)
    real(dp), intent(in) :: U(:, :)
    real(dp), intent(in) :: V(:, :)
    real(dp), intent(out) :: value
    real(dp), intent(out) :: gradient_U(:, :)
    real(dp), intent(out) :: gradient_V(:, :)
    real(dp), allocatable :: residual(:, :)

    residual = matmul(U, transpose(V)) - A
    value = sum(residual**2)
    gradient_U = 2.0_dp * matmul(residual, V)
    gradient_V = 2.0_dp * matmul(transpose(residual), U)
  end subroutine value_and_gradient
end module value_and_gradient_module
