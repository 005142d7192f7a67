module hessian_module
  implicit none
  private
  integer, parameter :: dp = kind(1.0d0)
  public :: hessian

contains

  ! Hessian of f with respect to w.
  !
  !     f = sum(log(1 + exp(-y.*(X*w)))) + lambda/2*norm2(w)^2
  !     hessian = X'*diag(sigmoid(y.*(X*w)).*(1 - sigmoid(y.*(X*w))))*X + lambda*eye(d)
  !
  ! X      : n×d matrix
  ! y      : vector of n, sign
  ! w      : vector of d
  ! lambda : scalar, positive
  ! Returns d×d matrix.
  ! Cost: 2*d^2*n operations (the function: 2*d*n); memory: 2*d^2 + 2*n.
  subroutine hessian(X, y, w, lambda, H)
    real(dp), intent(in) :: X(:, :)
    real(dp), intent(in) :: y(:)
    real(dp), intent(in) :: w(:)
    real(dp), intent(in) :: lambda
    real(dp), intent(out) :: H(:, :)
    integer :: d
    real(dp), allocatable :: probabilities(:)

    d = size(X, 2)
    probabilities = sigmoid(y * matmul(X, w))
    H = add_diagonal(matmul(transpose(X), spread(probabilities * (1.0_dp - probabilities), 2, &
      d) * X), spread(lambda, 1, d))
  end subroutine hessian

  elemental function sigmoid(x) result(y)
    real(dp), intent(in) :: x
    real(dp) :: y, e
    e = exp(-abs(x))
    y = merge(1.0_dp, e, x >= 0.0_dp) / (1.0_dp + e)
  end function sigmoid

  pure function add_diagonal(A, d) result(B)
    real(dp), intent(in) :: A(:, :), d(:)
    real(dp) :: B(size(A, 1), size(A, 2))
    integer :: i
    B = A
    do i = 1, size(d)
      B(i, i) = B(i, i) + d(i)
    end do
  end function add_diagonal
end module hessian_module
