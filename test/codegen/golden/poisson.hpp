#include <Eigen/Dense>
#include <utility>


/// Value of f and its gradient with respect to w.
///
///     f = sum(exp(X*w)) - y'*X*w
///     gradient = X'*(exp(X*w) - y)
///
/// X : n×d matrix
/// y : vector of n, nonnegative
/// w : vector of d
/// Returns the value and the gradient, vector of d.
/// Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + d.
inline std::pair<double, Eigen::VectorXd> value_and_gradient(
    const Eigen::Ref<const Eigen::MatrixXd>& X,
    const Eigen::Ref<const Eigen::VectorXd>& y,
    const Eigen::Ref<const Eigen::VectorXd>& w) {
  const Eigen::VectorXd Xw = X * w;
  const Eigen::VectorXd v = Xw.array().exp();
  return {v.sum() - y.dot(Xw), X.transpose() * (v - y)};
}
