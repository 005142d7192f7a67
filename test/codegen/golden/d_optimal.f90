module value_and_gradient_module
  implicit none
  private
  integer, parameter :: dp = kind(1.0d0)
  public :: value_and_gradient

contains

  ! Value of f and its gradient with respect to x.
  !
  !     f = -logdet(A*diag(x)*A')
  !     gradient = -diagonal(A'*inv(A*diag(x)*A')*A)
  !
  ! A : n×m matrix
  ! x : vector of m, positive
  ! Returns the value and the gradient, vector of m.
  ! Valid where A*diag(x)*A' invertible.
  ! Cost: 3*m*n^2 + 1/3*n^3 operations (the function: 2*m*n^2 + 1/3*n^3);
  ! memory: 2*n^2 + m*n.
  subroutine value_and_gradient(A, x, value, gradient)
    real(dp), intent(in) :: A(:, :)
    real(dp), intent(in) :: x(:)
    real(dp), intent(out) :: value
    real(dp), intent(out) :: gradient(:)
    integer :: n
    real(dp), allocatable :: L(:, :)
    real(dp), allocatable :: solution(:, :)

    n = size(A, 1)
    L = cholesky(matmul(A * spread(x, 1, n), transpose(A)))
    solution = solve_triangular(L, A, 'L', .false.)
    value = -2.0_dp * log_diagonal(L)
    gradient = -sum(solution**2, 1)
  end subroutine value_and_gradient

  function solve_triangular(A, B, part, transposed) result(X)
    real(dp), intent(in) :: A(:, :), B(:, :)
    character, intent(in) :: part
    logical, intent(in) :: transposed
    real(dp) :: X(size(B, 1), size(B, 2))
    external :: dtrtrs
    integer :: info
    X = B
    call dtrtrs(part, merge('T', 'N', transposed), 'N', size(A, 1), size(B, 2), A, size(A, 1), X, &
      size(X, 1), info)
    if (info /= 0) error stop 'a triangular matrix is singular'
  end function solve_triangular

  pure function log_diagonal(A) result(total)
    real(dp), intent(in) :: A(:, :)
    real(dp) :: total
    integer :: i
    total = sum([(log(abs(A(i, i))), i = 1, size(A, 1))])
  end function log_diagonal

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
end module value_and_gradient_module
