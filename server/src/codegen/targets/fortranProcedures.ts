/** Procedures that emitted Fortran calls where the language has no intrinsic of its own: each wraps a LAPACK call or a few array operations. */

interface Procedure { readonly text: string; readonly needs?: readonly string[] }
const of = (text: string, ...needs: readonly string[]): Procedure => ({ text: text.trim(), needs });

export const PROCEDURES = {
  log1p: of(`
elemental function log1p(x) result(y)
  real(dp), intent(in) :: x
  real(dp) :: y, u
  u = 1.0_dp + x
  if (u == 1.0_dp) then
    y = x
  else
    y = log(u) * x / (u - 1.0_dp)
  end if
end function log1p`),
  expm1: of(`
elemental function expm1(x) result(y)
  real(dp), intent(in) :: x
  real(dp) :: y, u
  u = exp(x)
  if (u == 1.0_dp) then
    y = x
  else if (u - 1.0_dp == -1.0_dp .or. u > huge(u)) then
    y = u - 1.0_dp
  else
    y = (u - 1.0_dp) * x / log(u)
  end if
end function expm1`),
  sigmoid: of(`
elemental function sigmoid(x) result(y)
  real(dp), intent(in) :: x
  real(dp) :: y, e
  e = exp(-abs(x))
  y = merge(1.0_dp, e, x >= 0.0_dp) / (1.0_dp + e)
end function sigmoid`),
  softplus: of(`
elemental function softplus(x) result(y)
  real(dp), intent(in) :: x
  real(dp) :: y
  y = max(x, 0.0_dp) + log1p(exp(-abs(x)))
end function softplus`, 'log1p'),
  sign_of: of(`
elemental function sign_of(x) result(y)
  real(dp), intent(in) :: x
  real(dp) :: y
  y = merge(0.0_dp, sign(1.0_dp, x), x == 0.0_dp)
end function sign_of`),
  step: of(`
elemental function step(x) result(y)
  real(dp), intent(in) :: x
  real(dp) :: y
  y = merge(1.0_dp, 0.0_dp, x > 0.0_dp)
end function step`),
  normal_scalar: of(`
function normal_scalar() result(x)
  ! The sum of twelve uniform numbers.
  real(dp) :: x, u(12)
  call random_number(u)
  x = sum(u) - 6.0_dp
end function normal_scalar`),
  normal_vector: of(`
function normal_vector(n) result(x)
  integer, intent(in) :: n
  real(dp) :: x(n)
  integer :: i
  do i = 1, n
    x(i) = normal_scalar()
  end do
end function normal_vector`, 'normal_scalar'),
  normal_matrix: of(`
function normal_matrix(m, n) result(A)
  integer, intent(in) :: m, n
  real(dp) :: A(m, n)
  integer :: j
  do j = 1, n
    A(:, j) = normal_vector(m)
  end do
end function normal_matrix`, 'normal_vector'),
  outer: of(`
pure function outer(u, v) result(A)
  real(dp), intent(in) :: u(:), v(:)
  real(dp) :: A(size(u), size(v))
  A = spread(u, 2, size(v)) * spread(v, 1, size(u))
end function outer`),
  diagonal: of(`
pure function diagonal(A) result(d)
  real(dp), intent(in) :: A(:, :)
  real(dp) :: d(size(A, 1))
  integer :: i
  d = [(A(i, i), i = 1, size(A, 1))]
end function diagonal`),
  diagonal_matrix: of(`
pure function diagonal_matrix(d) result(A)
  real(dp), intent(in) :: d(:)
  real(dp) :: A(size(d), size(d))
  integer :: i
  A = 0.0_dp
  do i = 1, size(d)
    A(i, i) = d(i)
  end do
end function diagonal_matrix`),
  add_diagonal: of(`
pure function add_diagonal(A, d) result(B)
  real(dp), intent(in) :: A(:, :), d(:)
  real(dp) :: B(size(A, 1), size(A, 2))
  integer :: i
  B = A
  do i = 1, size(d)
    B(i, i) = B(i, i) + d(i)
  end do
end function add_diagonal`),
  identity: of(`
pure function identity(n) result(A)
  integer, intent(in) :: n
  real(dp) :: A(n, n)
  integer :: i
  A = 0.0_dp
  do i = 1, n
    A(i, i) = 1.0_dp
  end do
end function identity`),
  unit_vector: of(`
pure function unit_vector(n, i) result(e)
  integer, intent(in) :: n, i
  real(dp) :: e(n)
  e = 0.0_dp
  e(i) = 1.0_dp
end function unit_vector`),
  lower_triangle: of(`
pure function lower_triangle(A) result(B)
  real(dp), intent(in) :: A(:, :)
  real(dp) :: B(size(A, 1), size(A, 2))
  integer :: j
  B = A
  do j = 2, size(A, 2)
    B(:min(j - 1, size(A, 1)), j) = 0.0_dp
  end do
end function lower_triangle`),
  upper_triangle: of(`
pure function upper_triangle(A) result(B)
  real(dp), intent(in) :: A(:, :)
  real(dp) :: B(size(A, 1), size(A, 2))
  integer :: j
  B = A
  do j = 1, size(A, 2)
    B(j + 1:, j) = 0.0_dp
  end do
end function upper_triangle`),
  is_top: of(`
pure function is_top(x) result(marks)
  real(dp), intent(in) :: x(:)
  real(dp) :: marks(size(x))
  marks = merge(1.0_dp, 0.0_dp, x == maxval(x))
  marks = marks / sum(marks)
end function is_top`),
  matrix_power: of(`
pure function matrix_power(A, k) result(B)
  real(dp), intent(in) :: A(:, :)
  integer, intent(in) :: k
  real(dp) :: B(size(A, 1), size(A, 1)), base(size(A, 1), size(A, 1))
  integer :: rest
  B = identity(size(A, 1))
  base = A
  rest = k
  do while (rest > 0)
    if (mod(rest, 2) == 1) B = matmul(B, base)
    base = matmul(base, base)
    rest = rest / 2
  end do
end function matrix_power`, 'identity'),
  kronecker: of(`
pure function kronecker(A, B) result(C)
  real(dp), intent(in) :: A(:, :), B(:, :)
  real(dp) :: C(size(A, 1) * size(B, 1), size(A, 2) * size(B, 2))
  integer :: i, j
  do j = 1, size(A, 2)
    do i = 1, size(A, 1)
      C((i - 1) * size(B, 1) + 1:i * size(B, 1), (j - 1) * size(B, 2) + 1:j * size(B, 2)) = A(i, j) * B
    end do
  end do
end function kronecker`),
  commutation: of(`
pure function commutation(m, n) result(order)
  integer, intent(in) :: m, n
  integer :: order(m * n)
  integer :: i
  order = reshape(transpose(reshape([(i, i = 1, m * n)], [m, n])), [m * n])
end function commutation`),
  beside: of(`
pure function beside(A, B) result(C)
  real(dp), intent(in) :: A(:, :), B(:, :)
  real(dp) :: C(size(A, 1), size(A, 2) + size(B, 2))
  C(:, :size(A, 2)) = A
  C(:, size(A, 2) + 1:) = B
end function beside`),
  above: of(`
pure function above(A, B) result(C)
  real(dp), intent(in) :: A(:, :), B(:, :)
  real(dp) :: C(size(A, 1) + size(B, 1), size(A, 2))
  C(:size(A, 1), :) = A
  C(size(A, 1) + 1:, :) = B
end function above`),
  block_diagonal: of(`
pure function block_diagonal(A, B) result(C)
  real(dp), intent(in) :: A(:, :), B(:, :)
  real(dp) :: C(size(A, 1) + size(B, 1), size(A, 2) + size(B, 2))
  C = 0.0_dp
  C(:size(A, 1), :size(A, 2)) = A
  C(size(A, 1) + 1:, size(A, 2) + 1:) = B
end function block_diagonal`),
  cross: of(`
pure function cross(u, v) result(w)
  real(dp), intent(in) :: u(:), v(:)
  real(dp) :: w(3)
  w = [u(2) * v(3) - u(3) * v(2), u(3) * v(1) - u(1) * v(3), u(1) * v(2) - u(2) * v(1)]
end function cross`),
  entry: of(`
pure function entry(x, i) result(y)
  real(dp), intent(in) :: x(:)
  integer, intent(in) :: i
  real(dp) :: y
  y = x(i)
end function entry`),
  row: of(`
pure function row(A, i) result(y)
  real(dp), intent(in) :: A(:, :)
  integer, intent(in) :: i
  real(dp) :: y(size(A, 2))
  y = A(i, :)
end function row`),
  column: of(`
pure function column(A, j) result(y)
  real(dp), intent(in) :: A(:, :)
  integer, intent(in) :: j
  real(dp) :: y(size(A, 1))
  y = A(:, j)
end function column`),
  entries: of(`
pure function entries(x, from, to) result(y)
  real(dp), intent(in) :: x(:)
  integer, intent(in) :: from, to
  real(dp) :: y(to - from + 1)
  y = x(from:to)
end function entries`),
  rows: of(`
pure function rows(A, from, to) result(B)
  real(dp), intent(in) :: A(:, :)
  integer, intent(in) :: from, to
  real(dp) :: B(to - from + 1, size(A, 2))
  B = A(from:to, :)
end function rows`),
  columns: of(`
pure function columns(A, from, to) result(B)
  real(dp), intent(in) :: A(:, :)
  integer, intent(in) :: from, to
  real(dp) :: B(size(A, 1), to - from + 1)
  B = A(:, from:to)
end function columns`),
  rows_at: of(`
pure function rows_at(A, order) result(B)
  real(dp), intent(in) :: A(:, :)
  integer, intent(in) :: order(:)
  real(dp) :: B(size(order), size(A, 2))
  B = A(order, :)
end function rows_at`),
  columns_at: of(`
pure function columns_at(A, order) result(B)
  real(dp), intent(in) :: A(:, :)
  integer, intent(in) :: order(:)
  real(dp) :: B(size(A, 1), size(order))
  B = A(:, order)
end function columns_at`),
  entries_at: of(`
pure function entries_at(x, order) result(y)
  real(dp), intent(in) :: x(:)
  integer, intent(in) :: order(:)
  real(dp) :: y(size(order))
  y = x(order)
end function entries_at`),
  lu_factor: of(`
subroutine lu_factor(A, LU, pivots)
  real(dp), intent(in) :: A(:, :)
  real(dp), allocatable, intent(out) :: LU(:, :)
  integer, allocatable, intent(out) :: pivots(:)
  external :: dgetrf
  integer :: info
  LU = A
  allocate (pivots(size(A, 1)))
  call dgetrf(size(A, 1), size(A, 1), LU, size(A, 1), pivots, info)
end subroutine lu_factor`),
  lu_solve: of(`
function lu_solve(LU, pivots, B, transposed) result(X)
  real(dp), intent(in) :: LU(:, :), B(:, :)
  integer, intent(in) :: pivots(:)
  logical, intent(in) :: transposed
  real(dp) :: X(size(B, 1), size(B, 2))
  external :: dgetrs
  integer :: info
  X = B
  call dgetrs(merge('T', 'N', transposed), size(LU, 1), size(B, 2), LU, size(LU, 1), pivots, X, size(X, 1), info)
end function lu_solve`),
  solve: of(`
function solve(A, B) result(X)
  real(dp), intent(in) :: A(:, :), B(:, :)
  real(dp) :: X(size(B, 1), size(B, 2)), LU(size(A, 1), size(A, 1))
  external :: dgesv
  integer :: pivots(size(A, 1)), info
  LU = A
  X = B
  call dgesv(size(A, 1), size(B, 2), LU, size(A, 1), pivots, X, size(X, 1), info)
  if (info /= 0) error stop 'a matrix is singular'
end function solve`),
  solve_triangular: of(`
function solve_triangular(A, B, part, transposed) result(X)
  real(dp), intent(in) :: A(:, :), B(:, :)
  character, intent(in) :: part
  logical, intent(in) :: transposed
  real(dp) :: X(size(B, 1), size(B, 2))
  external :: dtrtrs
  integer :: info
  X = B
  call dtrtrs(part, merge('T', 'N', transposed), 'N', size(A, 1), size(B, 2), A, size(A, 1), X, size(X, 1), info)
  if (info /= 0) error stop 'a triangular matrix is singular'
end function solve_triangular`),
  inverse: of(`
function inverse(A) result(B)
  real(dp), intent(in) :: A(:, :)
  real(dp) :: B(size(A, 1), size(A, 1)), work(64 * size(A, 1))
  external :: dgetrf, dgetri
  integer :: pivots(size(A, 1)), info
  B = A
  call dgetrf(size(A, 1), size(A, 1), B, size(A, 1), pivots, info)
  if (info /= 0) error stop 'a matrix is singular'
  call dgetri(size(A, 1), B, size(A, 1), pivots, work, size(work), info)
end function inverse`),
  log_diagonal: of(`
pure function log_diagonal(A) result(total)
  real(dp), intent(in) :: A(:, :)
  real(dp) :: total
  integer :: i
  total = sum([(log(abs(A(i, i))), i = 1, size(A, 1))])
end function log_diagonal`),
  log_determinant: of(`
function log_determinant(A) result(total)
  real(dp), intent(in) :: A(:, :)
  real(dp) :: total
  real(dp), allocatable :: LU(:, :)
  integer, allocatable :: pivots(:)
  call lu_factor(A, LU, pivots)
  total = log_diagonal(LU)
end function log_determinant`, 'lu_factor', 'log_diagonal'),
  determinant: of(`
function determinant(A) result(d)
  real(dp), intent(in) :: A(:, :)
  real(dp) :: d
  real(dp), allocatable :: LU(:, :)
  integer, allocatable :: pivots(:)
  integer :: i
  call lu_factor(A, LU, pivots)
  d = 1.0_dp
  do i = 1, size(A, 1)
    d = d * merge(LU(i, i), -LU(i, i), pivots(i) == i)
  end do
end function determinant`, 'lu_factor'),
  cholesky: of(`
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
end function cholesky`),
  cholesky_solve: of(`
function cholesky_solve(L, B) result(X)
  real(dp), intent(in) :: L(:, :), B(:, :)
  real(dp) :: X(size(B, 1), size(B, 2))
  external :: dpotrs
  integer :: info
  X = B
  call dpotrs('L', size(L, 1), size(B, 2), L, size(L, 1), X, size(X, 1), info)
end function cholesky_solve`),
  cholesky_inverse: of(`
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
end function cholesky_inverse`),
  symmetric_eigen: of(`
subroutine symmetric_eigen(A, eigenvalues, eigenvectors)
  real(dp), intent(in) :: A(:, :)
  real(dp), allocatable, intent(out) :: eigenvalues(:), eigenvectors(:, :)
  real(dp) :: work(max(1, 34 * size(A, 1)))
  external :: dsyev
  integer :: info
  eigenvectors = A
  allocate (eigenvalues(size(A, 1)))
  call dsyev('V', 'L', size(A, 1), eigenvectors, size(A, 1), eigenvalues, work, size(work), info)
end subroutine symmetric_eigen`),
  symmetric_eigenvalues: of(`
function symmetric_eigenvalues(A) result(eigenvalues)
  real(dp), intent(in) :: A(:, :)
  real(dp) :: eigenvalues(size(A, 1)), copy(size(A, 1), size(A, 1)), work(max(1, 34 * size(A, 1)))
  external :: dsyev
  integer :: info
  copy = A
  call dsyev('N', 'L', size(A, 1), copy, size(A, 1), eigenvalues, work, size(work), info)
end function symmetric_eigenvalues`),
  svd: of(`
subroutine svd(A, U, sigma, Vt)
  real(dp), intent(in) :: A(:, :)
  real(dp), allocatable, intent(out) :: U(:, :), sigma(:), Vt(:, :)
  real(dp) :: copy(size(A, 1), size(A, 2)), work(10 * (size(A, 1) + size(A, 2)))
  external :: dgesvd
  integer :: k, info
  k = min(size(A, 1), size(A, 2))
  allocate (U(size(A, 1), k), sigma(k), Vt(k, size(A, 2)))
  copy = A
  call dgesvd('S', 'S', size(A, 1), size(A, 2), copy, size(A, 1), sigma, U, size(A, 1), Vt, k, work, size(work), info)
end subroutine svd`),
  singular_values: of(`
function singular_values(A) result(values)
  real(dp), intent(in) :: A(:, :)
  real(dp) :: values(min(size(A, 1), size(A, 2)))
  real(dp), allocatable :: U(:, :), sigma(:), Vt(:, :)
  call svd(A, U, sigma, Vt)
  values = sigma
end function singular_values`, 'svd'),
  pseudo_inverse: of(`
function pseudo_inverse(A) result(B)
  real(dp), intent(in) :: A(:, :)
  real(dp) :: B(size(A, 2), size(A, 1))
  real(dp), allocatable :: U(:, :), sigma(:), Vt(:, :)
  integer :: i
  call svd(A, U, sigma, Vt)
  do i = 1, size(sigma)
    if (sigma(i) > epsilon(1.0_dp) * max(size(A, 1), size(A, 2)) * sigma(1)) then
      Vt(i, :) = Vt(i, :) / sigma(i)
    else
      Vt(i, :) = 0.0_dp
    end if
  end do
  B = matmul(transpose(Vt), transpose(U))
end function pseudo_inverse`, 'svd'),
} as const satisfies Record<string, Procedure>;

export type ProcedureName = keyof typeof PROCEDURES;

/** The texts of what is needed and of what that needs, in the order of the table. */
export function proceduresFor(needs: ReadonlySet<string>): readonly string[] {
  const all = new Set<string>();
  const add = (name: string): void => { if (all.has(name) || !Object.hasOwn(PROCEDURES, name)) return; all.add(name); for (const other of PROCEDURES[name as ProcedureName].needs ?? []) add(other); };
  needs.forEach(add);
  return Object.entries(PROCEDURES).flatMap(([name, { text }]) => (all.has(name) ? [text] : []));
}
