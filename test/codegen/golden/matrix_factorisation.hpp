#include <Eigen/Dense>
#include <tuple>


/// Value of f and its gradient with respect to U and V.
///
///     f = normF(A - U*V')^2
///     gradient wrt U = 2*(U*V' - A)*V
///     gradient wrt V = 2*(V*U' - A')*U
///
/// A : m×n matrix
/// U : m×k matrix
/// V : n×k matrix
/// Returns the value and the gradient, m×k matrix and n×k matrix.
/// Cost: 6*k*m*n operations (the function: 2*k*m*n); memory: 2*m*n + 2*k*m +
/// 2*k*n.
inline std::tuple<double, Eigen::MatrixXd, Eigen::MatrixXd> value_and_gradient(
    const Eigen::Ref<const Eigen::MatrixXd>& A,
    const Eigen::Ref<const Eigen::MatrixXd>& U,
    const Eigen::Ref<const Eigen::MatrixXd>& V) {
  const Eigen::MatrixXd residual = U * V.transpose() - A;
  return {residual.squaredNorm(), 2.0 * (residual * V), 2.0 * (residual.transpose() * U)};
}
