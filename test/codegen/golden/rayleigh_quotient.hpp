#include <Eigen/Dense>
#include <utility>


/// Value of f and its gradient with respect to x.
///
///     f = x'*A*x/(x'*x)
///     gradient = 2*(A*x - x'*A*x*x/(x'*x))/(x'*x)
///
/// A : n×n matrix, symmetric
/// x : vector of n
/// Returns the value and the gradient, vector of n.
/// Valid where x ≠ 0.
/// Cost: 2*n^2 operations (the function: 2*n^2); memory: 2*n.
inline std::pair<double, Eigen::VectorXd> value_and_gradient(
    const Eigen::Ref<const Eigen::MatrixXd>& A,
    const Eigen::Ref<const Eigen::VectorXd>& x) {
  const Eigen::VectorXd Ax = A * x;
  const double s = x.dot(Ax);
  const double s2 = x.squaredNorm();
  return {s / s2, 2.0 / s2 * (Ax - s / s2 * x)};
}
