module value_and_gradient_module
  implicit none
  private
  integer, parameter :: dp = kind(1.0d0)
  public :: value_and_gradient

contains

  ! Value of f and its gradient with respect to mu.
  !
  !     f = 1/2*(x - mu)'*inv(S)*(x - mu)
  !     gradient = inv(S)*(mu - x)
  !
  ! S  : n×n matrix, posdef
  ! x  : vector of n
  ! mu : vector of n
  ! Returns the value and the gradient, vector of n.
  ! Cost: 1/3*n^3 operations (the function: 1/3*n^3); memory: n^2.
  subroutine value_and_gradient(S, x, mu, value, gradient)
    real(dp), intent(in) :: S(:, :)
    real(dp), intent(in) :: x(:)
    real(dp), intent(in) :: mu(:)
    real(dp), intent(out) :: value
    real(dp), intent(out) :: gradient(:)
    integer :: n
    real(dp), allocatable :: difference(:)
    real(dp), allocatable :: solution(:)

    n = size(S, 1)
    difference = x - mu
    solution = reshape(cholesky_solve(cholesky(S), reshape(difference, [n, 1])), [n])
    value = 0.5_dp * dot_product(difference, solution)
    gradient = -solution
  end subroutine value_and_gradient

  function cholesky(A) result(L)
    real(dp), intent(in) :: A(:, :)
    real(dp) :: L(size(A, 1), size(A, 1))
    external :: dpotrf
    integer :: info, j
    L = A
    call dpotrf('L', size(A, 1), L, size(A, 1), info)
    if (info /= 0) error stop 'a matrix is not positive definite'
    do j = 2, size(A, 1)
      L(:j - 1, j) = 0.0_dp
    end do
  end function cholesky

  function cholesky_solve(L, B) result(X)
    real(dp), intent(in) :: L(:, :), B(:, :)
    real(dp) :: X(size(B, 1), size(B, 2))
    external :: dpotrs
    integer :: info
    X = B
    call dpotrs('L', size(L, 1), size(B, 2), L, size(L, 1), X, size(X, 1), info)
  end function cholesky_solve
end module value_and_gradient_module
