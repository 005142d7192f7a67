#include <Eigen/Dense>
#include <utility>


/// Value of f and its gradient with respect to W.
///
///     f = sum(rowlogsumexp(X*W)) - tr(Y'*X*W)
///     gradient = X'*(rowsoftmax(X*W) - Y)
///
/// X : n×d matrix
/// W : d×k matrix
/// Y : n×k matrix, onehot
/// Returns the value and the gradient, d×k matrix.
/// Cost: 4*d*k*n operations (the function: 2*d*k*n); memory: 2*k*n + d*k.
inline std::pair<double, Eigen::MatrixXd> value_and_gradient(
    const Eigen::Ref<const Eigen::MatrixXd>& X,
    const Eigen::Ref<const Eigen::MatrixXd>& W,
    const Eigen::Ref<const Eigen::MatrixXd>& Y) {
  const Eigen::MatrixXd XW = X * W;
  const Eigen::VectorXd top = XW.rowwise().maxCoeff();
  const Eigen::MatrixXd weights = (XW.colwise() - top).array().exp();
  const Eigen::VectorXd total = weights.rowwise().sum();
  return {(top.array() + total.array().log()).sum() - Y.cwiseProduct(XW).sum(),
          X.transpose() * (weights.array().colwise() / total.array() - Y.array()).matrix()};
}
