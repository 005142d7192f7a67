#include <Eigen/Dense>
#include <utility>


/// Value of f and its gradient with respect to w.
///
///     f = 1/2*norm2(relu(1 - y.*(X*w)))^2
///     gradient = -X'*(y.*relu(1 - y.*(X*w)))
///
/// X : n×d matrix
/// y : vector of n, sign
/// w : vector of d
/// Returns the value and the gradient, vector of d.
/// Valid where 1 - y.*(X*w) ≠ 0 in every entry.
/// Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
inline std::pair<double, Eigen::VectorXd> value_and_gradient(
    const Eigen::Ref<const Eigen::MatrixXd>& X,
    const Eigen::Ref<const Eigen::VectorXd>& y,
    const Eigen::Ref<const Eigen::VectorXd>& w) {
  const Eigen::VectorXd v = (1.0 - y.cwiseProduct(X * w).array()).max(0.0);
  return {0.5 * v.squaredNorm(), -(X.transpose() * v.cwiseProduct(y))};
}
