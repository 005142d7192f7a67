#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <utility>


/// Value of f and its gradient with respect to w.
///
///     f = sum(log(1 + exp(-y.*(X*w))))
///     gradient = -X'*(y.*sigmoid(-y.*(X*w)))
///
/// X : n×d matrix
/// y : vector of n, sign
/// w : vector of d
/// Returns the value and the gradient, vector of d.
/// Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
inline std::pair<double, Eigen::VectorXd> value_and_gradient(
    const Eigen::Ref<const Eigen::MatrixXd>& X,
    const Eigen::Ref<const Eigen::VectorXd>& y,
    const Eigen::Ref<const Eigen::VectorXd>& w) {
  const auto softplus = [](double u) { return std::max(u, 0.0) + std::log1p(std::exp(-std::abs(u))); };
  const Eigen::VectorXd margins = -y.cwiseProduct(X * w);
  return {margins.array().unaryExpr(softplus).sum(),
          -(X.transpose() * (margins.array().logistic() * y.array()).matrix())};
}
