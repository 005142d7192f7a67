#include <Eigen/Dense>
#include <utility>


/// Value of f and its gradient with respect to w.
///
///     f = 1/2*sum(c.*(X*w - y).^2)
///     gradient = X'*(c.*(X*w - y))
///
/// X : n×d matrix
/// y : vector of n
/// w : vector of d
/// c : vector of n, positive
/// Returns the value and the gradient, vector of d.
/// Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + d.
inline std::pair<double, Eigen::VectorXd> value_and_gradient(
    const Eigen::Ref<const Eigen::MatrixXd>& X,
    const Eigen::Ref<const Eigen::VectorXd>& y,
    const Eigen::Ref<const Eigen::VectorXd>& w,
    const Eigen::Ref<const Eigen::VectorXd>& c) {
  const Eigen::VectorXd residual = X * w - y;
  return {0.5 * c.dot(residual.cwiseAbs2()), X.transpose() * c.cwiseProduct(residual)};
}
