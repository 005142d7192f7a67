/**
 * Emitted code that takes functions, and in each language functions to give it: h(x, y) = (a'x)²(b'y)², s(t, x) = t²(a'x)² and φ(p, q) = p²q, by
 * their derivatives. Each calls the emitted functions and prints what they give, column by column.
 */
import type { TargetName } from '../../server/src/codegen/request';

const DECLARATIONS = 'h : vector(n), vector(m) -> scalar; s : scalar, vector(n) -> scalar; φ : scalar, scalar -> scalar; B : matrix(m, n); x, v : vector(n)\n';

/** A query, and what the function for it is called. */
export const QUERIES = [
  { name: 'of_vectors', text: `${DECLARATIONS}hessian h(x, B*x) wrt x` },
  { name: 'of_a_number', text: `${DECLARATIONS}hessian s(x'*v, x) wrt x` },
  { name: 'of_entries', text: `${DECLARATIONS}gradient sum(φ.(x, v).^2) wrt x` },
] as const;

export const POINT = { a: [1, 2, 3], b: [1, 0.5], x: [0.3, -0.2, 0.5], v: [0.5, -1, 2], B: [[1, 2, 3], [0, -1, 1]] } as const;

const javascript = `
export function given() {
  const col = (entries) => Matrix.columnVector(entries);
  const outer = (p, q, c) => p.mmul(q.transpose()).mul(c);
  const [a, b, x, v, B] = [col([1, 2, 3]), col([1, 0.5]), col([0.3, -0.2, 0.5]), col([0.5, -1, 2]), new Matrix([[1, 2, 3], [0, -1, 1]])];
  const H = of_vectors((x, y) => outer(a, a, 2 * b.dot(y) ** 2), (x, y) => outer(a, b, 4 * a.dot(x) * b.dot(y)), (x) => outer(b, b, 2 * a.dot(x) ** 2), B, x);
  const K = of_a_number((t, x) => 2 * a.dot(x) ** 2, (t, x) => Matrix.mul(a, 4 * t * a.dot(x)), (t) => outer(a, a, 2 * t * t), x, v);
  const g = of_entries((p, q) => p * p * q, (p, q) => 2 * p * q, x, v);
  console.log([H, K, g].flatMap((each) => each.transpose().to1DArray()).join(' '));
}`;

/** The function `given`, which calls the three and prints what they give. */
export const CALLERS: { readonly [Target in TargetName]?: string } = {
  javascript,
  numpy: `
def given():
    import numpy as np
    a, b, x, v, B = np.array([1.0, 2.0, 3.0]), np.array([1.0, 0.5]), np.array([0.3, -0.2, 0.5]), np.array([0.5, -1.0, 2.0]), np.array([[1.0, 2.0, 3.0], [0.0, -1.0, 1.0]])
    H = of_vectors(lambda x, y: 2 * (b @ y)**2 * np.outer(a, a), lambda x, y: 4 * (a @ x) * (b @ y) * np.outer(a, b), lambda x, y: 2 * (a @ x)**2 * np.outer(b, b), B, x)
    K = of_a_number(lambda t, x: 2 * (a @ x)**2, lambda t, x: 4 * t * (a @ x) * a, lambda t, x: 2 * t**2 * np.outer(a, a), x, v)
    g = of_entries(lambda p, q: p**2 * q, lambda p, q: 2 * p * q, x, v)
    print(*H.ravel('F'), *K.ravel('F'), *g)
`,
  typescript: javascript,
  octave: `
function given()
  a = [1; 2; 3]; b = [1; 0.5]; x = [0.3; -0.2; 0.5]; v = [0.5; -1; 2]; B = [1 2 3; 0 -1 1];
  H = of_vectors(@(x, y) 2 * (b' * y)^2 * a * a', @(x, y) 4 * (a' * x) * (b' * y) * a * b', @(x, y) 2 * (a' * x)^2 * b * b', B, x);
  K = of_a_number(@(t, x) 2 * (a' * x)^2, @(t, x) 4 * t * (a' * x) * a, @(t, x) 2 * t^2 * a * a', x, v);
  g = of_entries(@(p, q) p.^2 .* q, @(p, q) 2 * p .* q, x, v);
  printf("%.17g ", H, K, g);
end`,
  r: `
given <- function() {
  a <- c(1, 2, 3); b <- c(1, 0.5); x <- c(0.3, -0.2, 0.5); v <- c(0.5, -1, 2); B <- matrix(c(1, 0, 2, -1, 3, 1), 2)
  H <- of_vectors(function(x, y) 2 * sum(b * y)^2 * outer(a, a), function(x, y) 4 * sum(a * x) * sum(b * y) * outer(a, b), function(x, y) 2 * sum(a * x)^2 * outer(b, b), B, x)
  K <- of_a_number(function(t, x) 2 * sum(a * x)^2, function(t, x) 4 * t * sum(a * x) * a, function(t, x) 2 * t^2 * outer(a, a), x, v)
  g <- of_entries(function(p, q) p^2 * q, function(p, q) 2 * p * q, x, v)
  cat(sprintf("%.17g", c(H, K, g)))
}`,
  eigen: `
#include <cstdio>
inline void given() {
  using V = Eigen::VectorXd;
  using M = Eigen::MatrixXd;
  V a(3), b(2), x(3), v(3);
  M B(2, 3);
  a << 1, 2, 3; b << 1, 0.5; x << 0.3, -0.2, 0.5; v << 0.5, -1, 2; B << 1, 2, 3, 0, -1, 1;
  const M H = of_vectors([&](const V&, const V& y) { return M(2 * std::pow(b.dot(y), 2) * a * a.transpose()); }, [&](const V& x, const V& y) { return M(4 * a.dot(x) * b.dot(y) * a * b.transpose()); }, [&](const V& x, const V&) { return M(2 * std::pow(a.dot(x), 2) * b * b.transpose()); }, B, x);
  const M K = of_a_number([&](double, const V& x) { return 2 * std::pow(a.dot(x), 2); }, [&](double t, const V& x) { return V(4 * t * a.dot(x) * a); }, [&](double t, const V&) { return M(2 * t * t * a * a.transpose()); }, x, v);
  const V g = of_entries([](double p, double q) { return p * p * q; }, [](double p, double q) { return 2 * p * q; }, x, v);
  for (const M& each : {H, K, M(g)}) for (int i = 0; i < each.size(); i++) std::printf("%.17g ", each.data()[i]);
}`,
  // Fortran has no code for functions applied to every entry.
  fortran: `
module given_module
  use of_vectors_module
  use of_a_number_module
  implicit none
  integer, parameter :: dp = kind(1.0d0)
  real(dp), parameter :: a(3) = [1.0_dp, 2.0_dp, 3.0_dp], b(2) = [1.0_dp, 0.5_dp]
contains
  function by(p, q) result(r)
    real(dp), intent(in) :: p(:), q(:)
    real(dp) :: r(size(p), size(q))
    r = spread(p, 2, size(q)) * spread(q, 1, size(p))
  end function
  function h11(x1, x2) result(y)
    real(dp), intent(in) :: x1(:), x2(:)
    real(dp), allocatable :: y(:, :)
    y = 2 * dot_product(b, x2)**2 * by(a, a) + 0 * x1(1)
  end function
  function h12(x1, x2) result(y)
    real(dp), intent(in) :: x1(:), x2(:)
    real(dp), allocatable :: y(:, :)
    y = 4 * dot_product(a, x1) * dot_product(b, x2) * by(a, b)
  end function
  function h22(x1, x2) result(y)
    real(dp), intent(in) :: x1(:), x2(:)
    real(dp), allocatable :: y(:, :)
    y = 2 * dot_product(a, x1)**2 * by(b, b) + 0 * x2(1)
  end function
  function s11(x1, x2) result(y)
    real(dp), intent(in) :: x1, x2(:)
    real(dp) :: y
    y = 2 * dot_product(a, x2)**2 + 0 * x1
  end function
  function s21(x1, x2) result(y)
    real(dp), intent(in) :: x1, x2(:)
    real(dp), allocatable :: y(:)
    y = 4 * x1 * dot_product(a, x2) * a
  end function
  function s22(x1, x2) result(y)
    real(dp), intent(in) :: x1, x2(:)
    real(dp), allocatable :: y(:, :)
    y = 2 * x1**2 * by(a, a) + 0 * x2(1)
  end function
  subroutine given(verdict)
    character(4), intent(out) :: verdict
    real(dp) :: H(3, 3), K(3, 3)
    verdict = 'done'
    call of_vectors(h11, h12, h22, reshape([1.0_dp, 0.0_dp, 2.0_dp, -1.0_dp, 3.0_dp, 1.0_dp], [2, 3]), &
      [0.3_dp, -0.2_dp, 0.5_dp], H)
    call of_a_number(s11, s21, s22, [0.3_dp, -0.2_dp, 0.5_dp], [0.5_dp, -1.0_dp, 2.0_dp], K)
    print '(18(es25.17e3, 1x))', H, K
  end subroutine
end module given_module`,
};
