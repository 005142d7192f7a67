module value_and_gradient_module
  implicit none
  private
  integer, parameter :: dp = kind(1.0d0)
  public :: value_and_gradient

contains

  ! Value of f and its gradient with respect to w and b.
  !
  !     f = 1/n*norm2(X*w + b - y)^2
  !     gradient wrt w = 2*X'*(X*w + b - y)/n
  !     gradient wrt b = 2*mean(X*w + b - y)
  !
  ! X : n×d matrix
  ! y : vector of n
  ! w : vector of d
  ! b : scalar
  ! Returns the value and the gradient, vector of d and scalar.
  ! Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
  subroutine value_and_gradient(X, y, w, b, value, gradient_w, gradient_b)
    real(dp), intent(in) :: X(:, :)
    real(dp), intent(in) :: y(:)
    real(dp), intent(in) :: w(:)
    real(dp), intent(in) :: b
    real(dp), intent(out) :: value
    real(dp), intent(out) :: gradient_w(:)
    real(dp), intent(out) :: gradient_b
    integer :: n
    real(dp), allocatable :: residual(:)

    n = size(X, 1)
    residual = matmul(X, w) + b - y
    value = dot_product(residual, residual) / real(n, dp)
    gradient_w = 2.0_dp * matmul(residual, X) / real(n, dp)
    gradient_b = 2.0_dp * sum(residual) / real(n, dp)
  end subroutine value_and_gradient
end module value_and_gradient_module
