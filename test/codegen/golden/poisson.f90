module value_and_gradient_module
  implicit none
  private
  integer, parameter :: dp = kind(1.0d0)
  public :: value_and_gradient

contains

  ! Value of f and its gradient with respect to w.
  !
  !     f = sum(exp(X*w)) - y'*X*w
  !     gradient = X'*(exp(X*w) - y)
  !
  ! X : n×d matrix
  ! y : vector of n, nonnegative
  ! w : vector of d
  ! Returns the value and the gradient, vector of d.
  ! Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + d.
  subroutine value_and_gradient(X, y, w, value, gradient)
    real(dp), intent(in) :: X(:, :)
    real(dp), intent(in) :: y(:)
    real(dp), intent(in) :: w(:)
    real(dp), intent(out) :: value
    real(dp), intent(out) :: gradient(:)
    real(dp), allocatable :: Xw(:)
    real(dp), allocatable :: v(:)

    Xw = matmul(X, w)
    v = exp(Xw)
    value = sum(v) - dot_product(y, Xw)
    gradient = matmul(v - y, X)
  end subroutine value_and_gradient
end module value_and_gradient_module
