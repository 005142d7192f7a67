module value_and_gradient_module
  implicit none
  private
  integer, parameter :: dp = kind(1.0d0)
  public :: value_and_gradient

contains

  ! Value of f and its gradient with respect to w.
  !
  !     f = 1/2*sum(c.*(X*w - y).^2)
  !     gradient = X'*(c.*(X*w - y))
  !
  ! X : n×d matrix
  ! y : vector of n
  ! w : vector of d
  ! c : vector of n, positive
  ! Returns the value and the gradient, vector of d.
  ! Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + d.
  subroutine value_and_gradient(X, y, w, c, value, gradient)
    real(dp), intent(in) :: X(:, :)
    real(dp), intent(in) :: y(:)
    real(dp), intent(in) :: w(:)
    real(dp), intent(in) :: c(:)
    real(dp), intent(out) :: value
    real(dp), intent(out) :: gradient(:)
    real(dp), allocatable :: residual(:)

    residual = matmul(X, w) - y
    value = 0.5_dp * dot_product(c, residual ** 2)
    gradient = matmul(c * residual, X)
  end subroutine value_and_gradient
end module value_and_gradient_module
