#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <utility>


/// Value of f and its gradient with respect to w.
///
///     f = -sum(y.*log(sigmoid(X*w)) + (1 - y).*log(1 - sigmoid(X*w)))
///     gradient = X'*(sigmoid(X*w) - y)
///
/// X : n×d matrix
/// y : vector of n, binary
/// w : vector of d
/// Returns the value and the gradient, vector of d.
/// Cost: 4*d*n operations (the function: 2*d*n); memory: n + d.
inline std::pair<double, Eigen::VectorXd> value_and_gradient(
    const Eigen::Ref<const Eigen::MatrixXd>& X,
    const Eigen::Ref<const Eigen::VectorXd>& y,
    const Eigen::Ref<const Eigen::VectorXd>& w) {
  const auto softplus = [](double u) { return std::max(u, 0.0) + std::log1p(std::exp(-std::abs(u))); };
  const Eigen::VectorXd Xw = X * w;
  return {Xw.array().unaryExpr(softplus).sum() - y.dot(Xw),
          X.transpose() * (Xw.array().logistic() - y.array()).matrix()};
}
