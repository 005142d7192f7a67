module value_and_gradient_module
  implicit none
  private
  integer, parameter :: dp = kind(1.0d0)
  public :: value_and_gradient

contains

  ! Value of f and its gradient with respect to x.
  !
  !     f = x'*A*x/(x'*x)
  !     gradient = 2*(A*x - x'*A*x*x/(x'*x))/(x'*x)
  !
  ! A : n×n matrix, symmetric
  ! x : vector of n
  ! Returns the value and the gradient, vector of n.
  ! Valid where x ≠ 0.
  ! Cost: 2*n^2 operations (the function: 2*n^2); memory: 2*n.
  subroutine value_and_gradient(A, x, value, gradient)
    real(dp), intent(in) :: A(:, :)
    real(dp), intent(in) :: x(:)
    real(dp), intent(out) :: value
    real(dp), intent(out) :: gradient(:)
    real(dp), allocatable :: Ax(:)
    real(dp) :: s
    real(dp) :: s2

    Ax = matmul(A, x)
    s = dot_product(x, Ax)
    s2 = dot_product(x, x)
    value = s / s2
    gradient = 2.0_dp * (Ax - s / s2 * x) / s2
  end subroutine value_and_gradient
end module value_and_gradient_module
