#include <Eigen/Dense>
#include <utility>


/// Value of f and its gradient with respect to w.
///
///     f = 1/2*norm2(X*w - y)^2
///     gradient = X'*(X*w - y)
///
/// X : n×d matrix
/// y : vector of n
/// w : vector of d
/// Returns the value and the gradient, vector of d.
/// Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + d.
inline std::pair<double, Eigen::VectorXd> value_and_gradient(
    const Eigen::Ref<const Eigen::MatrixXd>& X,
    const Eigen::Ref<const Eigen::VectorXd>& y,
    const Eigen::Ref<const Eigen::VectorXd>& w) {
  const Eigen::VectorXd residual = X * w - y;
  return {0.5 * residual.squaredNorm(), X.transpose() * residual};
}
