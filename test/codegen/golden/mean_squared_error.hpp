#include <Eigen/Dense>
#include <tuple>


/// Value of f and its gradient with respect to w and b.
///
///     f = 1/n*norm2(X*w + b - y)^2
///     gradient wrt w = 2*X'*(X*w + b - y)/n
///     gradient wrt b = 2*mean(X*w + b - y)
///
/// X : n×d matrix
/// y : vector of n
/// w : vector of d
/// b : scalar
/// Returns the value and the gradient, vector of d and scalar.
/// Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
inline std::tuple<double, Eigen::VectorXd, double> value_and_gradient(
    const Eigen::Ref<const Eigen::MatrixXd>& X,
    const Eigen::Ref<const Eigen::VectorXd>& y,
    const Eigen::Ref<const Eigen::VectorXd>& w,
    double b) {
  const Eigen::Index n = X.rows();
  const Eigen::VectorXd residual = (X * w - y).array() + b;
  return {residual.squaredNorm() / double(n),
          2.0 / double(n) * (X.transpose() * residual),
          2.0 * residual.sum() / double(n)};
}
