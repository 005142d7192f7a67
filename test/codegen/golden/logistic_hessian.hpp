#include <Eigen/Dense>


/// Hessian of f with respect to w.
///
///     f = sum(log(1 + exp(-y.*(X*w)))) + lambda/2*norm2(w)^2
///     hessian = X'*diag(sigmoid(y.*(X*w)).*(1 - sigmoid(y.*(X*w))))*X + lambda*eye(d)
///
/// X      : n×d matrix
/// y      : vector of n, sign
/// w      : vector of d
/// lambda : scalar, positive
/// Returns d×d matrix.
/// Cost: 2*d^2*n operations (the function: 2*d*n); memory: 2*d^2 + 2*n.
inline Eigen::MatrixXd hessian(
    const Eigen::Ref<const Eigen::MatrixXd>& X,
    const Eigen::Ref<const Eigen::VectorXd>& y,
    const Eigen::Ref<const Eigen::VectorXd>& w,
    double lambda) {
  const Eigen::VectorXd probabilities = y.cwiseProduct(X * w).array().logistic();
  Eigen::MatrixXd H = X.transpose() * ((probabilities.array() * (1.0 - probabilities.array())).matrix().asDiagonal() * X);
  H.diagonal().array() += lambda;
  return H;
}
