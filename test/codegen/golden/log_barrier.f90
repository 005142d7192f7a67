module value_and_gradient_module
  implicit none
  private
  integer, parameter :: dp = kind(1.0d0)
  public :: value_and_gradient

contains

  ! Value of f and its gradient with respect to x.
  !
  !     f = t*c'*x - sum(log(b - A*x))
  !     gradient = t*c + A'*(1./(b - A*x))
  !
  ! A : m×n matrix
  ! b : vector of m
  ! c : vector of n
  ! x : vector of n
  ! t : scalar, positive
  ! Returns the value and the gradient, vector of n.
  ! Valid where b - A*x > 0 in every entry.
  ! Cost: 4*m*n operations (the function: 2*m*n); memory: 2*m + 2*n.
  subroutine value_and_gradient(A, b, c, x, t, value, gradient)
    real(dp), intent(in) :: A(:, :)
    real(dp), intent(in) :: b(:)
    real(dp), intent(in) :: c(:)
    real(dp), intent(in) :: x(:)
    real(dp), intent(in) :: t
    real(dp), intent(out) :: value
    real(dp), intent(out) :: gradient(:)
    real(dp), allocatable :: slack(:)

    slack = b - matmul(A, x)
    value = t * dot_product(c, x) - sum(log(slack))
    gradient = t * c + matmul(1.0_dp / slack, A)
  end subroutine value_and_gradient
end module value_and_gradient_module
