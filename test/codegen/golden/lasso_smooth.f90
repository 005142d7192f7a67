module value_and_gradient_module
  implicit none
  private
  integer, parameter :: dp = kind(1.0d0)
  public :: value_and_gradient

contains

  ! Value of f and its gradient with respect to w.
  !
  !     f = 1/2*norm2(X*w - y)^2 + lambda*sum(sqrt(w.^2 + eps))
  !     gradient = X'*(X*w - y) + (lambda*w)./sqrt(w.^2 + eps)
  !
  ! X      : n×d matrix
  ! y      : vector of n
  ! w      : vector of d
  ! lambda : scalar, positive
  ! eps    : scalar, positive
  ! Returns the value and the gradient, vector of d.
  ! Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 3*d.
  subroutine value_and_gradient(X, y, w, lambda, eps, value, gradient)
    real(dp), intent(in) :: X(:, :)
    real(dp), intent(in) :: y(:)
    real(dp), intent(in) :: w(:)
    real(dp), intent(in) :: lambda
    real(dp), intent(in) :: eps
    real(dp), intent(out) :: value
    real(dp), intent(out) :: gradient(:)
    real(dp), allocatable :: residual(:)
    real(dp), allocatable :: v(:)

    residual = matmul(X, w) - y
    v = sqrt(w ** 2 + eps)
    value = 0.5_dp * dot_product(residual, residual) + lambda * sum(v)
    gradient = matmul(residual, X) + lambda * w / v
  end subroutine value_and_gradient
end module value_and_gradient_module
