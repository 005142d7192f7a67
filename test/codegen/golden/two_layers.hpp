#include <Eigen/Dense>
#include <tuple>


/// Value of f and its gradient with respect to W and v.
///
///     f = 1/2*norm2(tanh(X*W)*v - y)^2
///     gradient wrt W = X'*diag(tanh(X*W)*v - y)*(1 - tanh(X*W).^2)*diag(v)
///     gradient wrt v = tanh(W'*X')*(tanh(X*W)*v - y)
///
/// X : n×d matrix
/// W : d×k matrix
/// v : vector of k
/// y : vector of n
/// Returns the value and the gradient, d×k matrix and vector of k.
/// Cost: 4*d*k*n operations (the function: 2*d*k*n); memory: 2*k*n + 2*d*k.
inline std::tuple<double, Eigen::MatrixXd, Eigen::VectorXd> value_and_gradient(
    const Eigen::Ref<const Eigen::MatrixXd>& X,
    const Eigen::Ref<const Eigen::MatrixXd>& W,
    const Eigen::Ref<const Eigen::VectorXd>& v,
    const Eigen::Ref<const Eigen::VectorXd>& y) {
  const Eigen::MatrixXd M = (X * W).array().tanh();
  const Eigen::VectorXd residual = M * v - y;
  return {0.5 * residual.squaredNorm(),
          X.transpose() * (residual.asDiagonal() * (1.0 - M.array().square()).matrix()) * v.asDiagonal(),
          M.transpose() * residual};
}
