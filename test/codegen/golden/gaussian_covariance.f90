module value_and_gradient_module
  implicit none
  private
  integer, parameter :: dp = kind(1.0d0)
  public :: value_and_gradient

contains

  ! Value of f and its gradient with respect to S.
  !
  !     f = 1/2*logdet(S) + 1/2*tr(inv(S)*C)
  !     gradient = inv(S)*(S - C)*inv(S)/2
  !
  ! S : n×n matrix, posdef
  ! C : n×n matrix, posdef
  ! Returns the value and the gradient, n×n matrix.
  ! Cost: 17/3*n^3 operations (the function: 7/3*n^3); memory: 5*n^2.
  subroutine value_and_gradient(S, C, value, gradient)
    real(dp), intent(in) :: S(:, :)
    real(dp), intent(in) :: C(:, :)
    real(dp), intent(out) :: value
    real(dp), intent(out) :: gradient(:, :)
    real(dp), allocatable :: L(:, :)
    real(dp), allocatable :: S_inv(:, :)

    L = cholesky(S)
    S_inv = cholesky_inverse(L)
    value = log_diagonal(L) + 0.5_dp * sum(S_inv * C)
    gradient = 0.5_dp * (S_inv - matmul(matmul(S_inv, C), S_inv))
  end subroutine value_and_gradient

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

  function cholesky_inverse(L) result(B)
    real(dp), intent(in) :: L(:, :)
    real(dp) :: B(size(L, 1), size(L, 1))
    external :: dpotri
    integer :: info, j
    B = L
    call dpotri('L', size(L, 1), B, size(L, 1), info)
    do j = 2, size(L, 1)
      B(:j - 1, j) = B(j, :j - 1)
    end do
  end function cholesky_inverse
end module value_and_gradient_module
