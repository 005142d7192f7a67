#include <Eigen/Dense>
#include <utility>


/// Value of f and its gradient with respect to w.
///
///     f = 1/2*norm2(X*w - y)^2 + lambda*sum(sqrt(w.^2 + eps))
///     gradient = X'*(X*w - y) + (lambda*w)./sqrt(w.^2 + eps)
///
/// X      : n×d matrix
/// y      : vector of n
/// w      : vector of d
/// lambda : scalar, positive
/// eps    : scalar, positive
/// Returns the value and the gradient, vector of d.
/// Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 3*d.
inline std::pair<double, Eigen::VectorXd> value_and_gradient(
    const Eigen::Ref<const Eigen::MatrixXd>& X,
    const Eigen::Ref<const Eigen::VectorXd>& y,
    const Eigen::Ref<const Eigen::VectorXd>& w,
    double lambda,
    double eps) {
  const Eigen::VectorXd residual = X * w - y;
  const Eigen::VectorXd v = (w.array().square() + eps).sqrt();
  return {0.5 * residual.squaredNorm() + lambda * v.sum(),
          X.transpose() * residual + lambda * w.cwiseQuotient(v)};
}
