module value_and_gradient_module
  implicit none
  private
  integer, parameter :: dp = kind(1.0d0)
  public :: value_and_gradient

contains

  ! Value of f and its gradient with respect to w.
  !
  !     f = 1/2*norm2(relu(1 - y.*(X*w)))^2
  !     gradient = -X'*(y.*relu(1 - y.*(X*w)))
  !
  ! X : n×d matrix
  ! y : vector of n, sign
  ! w : vector of d
  ! Returns the value and the gradient, vector of d.
  ! Valid where 1 - y.*(X*w) ≠ 0 in every entry.
  ! Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
  subroutine value_and_gradient(X, y, w, value, gradient)
    real(dp), intent(in) :: X(:, :)
    real(dp), intent(in) :: y(:)
    real(dp), intent(in) :: w(:)
    real(dp), intent(out) :: value
    real(dp), intent(out) :: gradient(:)
    real(dp), allocatable :: v(:)

    v = max(1.0_dp - y * matmul(X, w), 0.0_dp)
    value = 0.5_dp * dot_product(v, v)
    gradient = -matmul(v * y, X)
  end subroutine value_and_gradient
end module value_and_gradient_module
