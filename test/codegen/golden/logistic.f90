module value_and_gradient_module
  implicit none
  private
  integer, parameter :: dp = kind(1.0d0)
  public :: value_and_gradient

contains

  ! Value of f and its gradient with respect to w.
  !
  !     f = sum(log(1 + exp(-y.*(X*w))))
  !     gradient = -X'*(y.*sigmoid(-y.*(X*w)))
  !
  ! X : n×d matrix
  ! y : vector of n, sign
  ! w : vector of d
  ! Returns the value and the gradient, vector of d.
  ! Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
  subroutine value_and_gradient(X, y, w, value, gradient)
    real(dp), intent(in) :: X(:, :)
    real(dp), intent(in) :: y(:)
    real(dp), intent(in) :: w(:)
    real(dp), intent(out) :: value
    real(dp), intent(out) :: gradient(:)
    real(dp), allocatable :: margins(:)

    margins = -y * matmul(X, w)
    value = sum(softplus(margins))
    gradient = -matmul(sigmoid(margins) * y, X)
  end subroutine value_and_gradient

  elemental function log1p(x) result(y)
    real(dp), intent(in) :: x
    real(dp) :: y, u
    u = 1.0_dp + x
    if (u == 1.0_dp) then
      y = x
    else
      y = log(u) * x / (u - 1.0_dp)
    end if
  end function log1p

  elemental function sigmoid(x) result(y)
    real(dp), intent(in) :: x
    real(dp) :: y, e
    e = exp(-abs(x))
    y = merge(1.0_dp, e, x >= 0.0_dp) / (1.0_dp + e)
  end function sigmoid

  elemental function softplus(x) result(y)
    real(dp), intent(in) :: x
    real(dp) :: y
    y = max(x, 0.0_dp) + log1p(exp(-abs(x)))
  end function softplus
end module value_and_gradient_module
