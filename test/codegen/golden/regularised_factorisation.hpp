#include <Eigen/Dense>
#include <tuple>


/// Value of f and its gradient with respect to U and V.
///
///     f = 1/2*normF(A - U*V')^2 + lambda/2*(normF(U)^2 + normF(V)^2)
///     gradient wrt U = lambda*U - (A - U*V')*V
///     gradient wrt V = lambda*V - (A' - V*U')*U
///
/// A      : m×n matrix
/// U      : m×k matrix
/// V      : n×k matrix
/// lambda : scalar, positive
/// Returns the value and the gradient, m×k matrix and n×k matrix.
/// Cost: 6*k*m*n operations (the function: 2*k*m*n); memory: 2*m*n + 2*k*m +
/// 2*k*n.
inline std::tuple<double, Eigen::MatrixXd, Eigen::MatrixXd> value_and_gradient(
    const Eigen::Ref<const Eigen::MatrixXd>& A,
    const Eigen::Ref<const Eigen::MatrixXd>& U,
    const Eigen::Ref<const Eigen::MatrixXd>& V,
    double lambda) {
  const Eigen::MatrixXd residual = U * V.transpose() - A;
  return {0.5 * (residual.squaredNorm() + lambda * (U.squaredNorm() + V.squaredNorm())),
          residual * V + lambda * U,
          residual.transpose() * U + lambda * V};
}
