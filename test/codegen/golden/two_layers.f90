module value_and_gradient_module
  implicit none
  private
  integer, parameter :: dp = kind(1.0d0)
  public :: value_and_gradient

contains

  ! Value of f and its gradient with respect to W and v.
  !
  !     f = 1/2*norm2(tanh(X*W)*v - y)^2
  !     gradient wrt W = X'*diag(tanh(X*W)*v - y)*(1 - tanh(X*W).^2)*diag(v)
  !     gradient wrt v = tanh(W'*X')*(tanh(X*W)*v - y)
  !
  ! X : n×d matrix
  ! W : d×k matrix
  ! v : vector of k
  ! y : vector of n
  ! Returns the value and the gradient, d×k matrix and vector of k.
  ! Cost: 4*d*k*n operations (the function: 2*d*k*n); memory: 2*k*n + 2*d*k.
  subroutine value_and_gradient(X, W, v, y, value, gradient_W, gradient_v)
    real(dp), intent(in) :: X(:, :)
    real(dp), intent(in) :: W(:, :)
    real(dp), intent(in) :: v(:)
    real(dp), intent(in) :: y(:)
    real(dp), intent(out) :: value
    real(dp), intent(out) :: gradient_W(:, :)
    real(dp), intent(out) :: gradient_v(:)
    integer :: d
    integer :: k
    real(dp), allocatable :: M(:, :)
    real(dp), allocatable :: residual(:)

    d = size(X, 2)
    k = size(W, 2)
    M = tanh(matmul(X, W))
    residual = matmul(M, v) - y
    value = 0.5_dp * dot_product(residual, residual)
    gradient_W = matmul(transpose(X), spread(residual, 2, k) * (1.0_dp - M ** 2)) * spread(v, 1, d)
    gradient_v = matmul(residual, M)
  end subroutine value_and_gradient
end module value_and_gradient_module
