module value_and_gradient_module
  implicit none
  private
  integer, parameter :: dp = kind(1.0d0)
  public :: value_and_gradient

contains

  ! Value of f and its gradient with respect to W.
  !
  !     f = sum(rowlogsumexp(X*W)) - tr(Y'*X*W)
  !     gradient = X'*(rowsoftmax(X*W) - Y)
  !
  ! X : n×d matrix
  ! W : d×k matrix
  ! Y : n×k matrix, onehot
  ! Returns the value and the gradient, d×k matrix.
  ! Cost: 4*d*k*n operations (the function: 2*d*k*n); memory: 2*k*n + d*k.
  subroutine value_and_gradient(X, W, Y, value, gradient)
    real(dp), intent(in) :: X(:, :)
    real(dp), intent(in) :: W(:, :)
    real(dp), intent(in) :: Y(:, :)
    real(dp), intent(out) :: value
    real(dp), intent(out) :: gradient(:, :)
    integer :: k
    real(dp), allocatable :: XW(:, :)
    real(dp), allocatable :: top(:)
    real(dp), allocatable :: weights(:, :)
    real(dp), allocatable :: total(:)

    k = size(W, 2)
    XW = matmul(X, W)
    top = maxval(XW, 2)
    weights = exp(XW - spread(top, 2, k))
    total = sum(weights, 2)
    value = sum(top + log(total)) - sum(Y * XW)
    gradient = matmul(transpose(X), weights / spread(total, 2, k) - Y)
  end subroutine value_and_gradient
end module value_and_gradient_module
