module value_and_gradient_module
  implicit none
  private
  integer, parameter :: dp = kind(1.0d0)
  public :: value_and_gradient

contains

  ! Value of f and its gradient with respect to w.
  !
  !     f = 1/2*norm2(X*w - y)^2 + lambda/2*norm2(w)^2
  !     gradient = X'*(X*w - y) + lambda*w
  !
  ! X      : n×d matrix
  ! y      : vector of n
  ! w      : vector of d
  ! lambda : scalar, positive
  ! Returns the value and the gradient, vector of d.
  ! Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
  subroutine value_and_gradient(X, y, w, lambda, value, gradient)
    real(dp), intent(in) :: X(:, :)
    real(dp), intent(in) :: y(:)
    real(dp), intent(in) :: w(:)
    real(dp), intent(in) :: lambda
    real(dp), intent(out) :: value
    real(dp), intent(out) :: gradient(:)
    real(dp), allocatable :: residual(:)

    residual = matmul(X, w) - y
    value = 0.5_dp * (dot_product(residual, residual) + lambda * dot_product(w, w))
    gradient = matmul(residual, X) + lambda * w
  end subroutine value_and_gradient
end module value_and_gradient_module
