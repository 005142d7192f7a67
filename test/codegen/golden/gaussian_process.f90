module value_and_gradient_module
  implicit none
  private
  integer, parameter :: dp = kind(1.0d0)
  public :: value_and_gradient

contains

  ! Value of f and its gradient with respect to sigma.
  !
  !     f = 1/2*y'*inv(K + sigma*eye(n))*y + 1/2*logdet(K + sigma*eye(n))
  !     gradient = (tr(inv(K + sigma*eye(n))) - y'*(K + sigma*eye(n))^-2*y)/2
  !
  ! K     : n×n matrix, posdef
  ! y     : vector of n
  ! sigma : scalar, positive
  ! Returns the value and the gradient, scalar.
  ! Cost: 5/3*n^3 operations (the function: 1/3*n^3); memory: 3*n^2.
  subroutine value_and_gradient(K, y, sigma, value, gradient)
    real(dp), intent(in) :: K(:, :)
    real(dp), intent(in) :: y(:)
    real(dp), intent(in) :: sigma
    real(dp), intent(out) :: value
    real(dp), intent(out) :: gradient
    integer :: n
    real(dp), allocatable :: L(:, :)
    real(dp), allocatable :: inverse_(:, :)
    real(dp), allocatable :: v(:)

    n = size(K, 1)
    L = cholesky(add_diagonal(K, spread(sigma, 1, n)))
    inverse_ = cholesky_inverse(L)
    v = matmul(inverse_, y)
    value = 0.5_dp * dot_product(y, v) + log_diagonal(L)
    gradient = 0.5_dp * (sum(diagonal(inverse_)) - dot_product(v, v))
  end subroutine value_and_gradient

  pure function diagonal(A) result(d)
    real(dp), intent(in) :: A(:, :)
    real(dp) :: d(size(A, 1))
    integer :: i
    d = [(A(i, i), i = 1, size(A, 1))]
  end function diagonal

  pure function add_diagonal(A, d) result(B)
    real(dp), intent(in) :: A(:, :), d(:)
    real(dp) :: B(size(A, 1), size(A, 2))
    integer :: i
    B = A
    do i = 1, size(d)
      B(i, i) = B(i, i) + d(i)
    end do
  end function add_diagonal

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
