#include <Eigen/Dense>
#include <utility>


/// Value of f and its gradient with respect to sigma.
///
///     f = 1/2*y'*inv(K + sigma*eye(n))*y + 1/2*logdet(K + sigma*eye(n))
///     gradient = (tr(inv(K + sigma*eye(n))) - y'*(K + sigma*eye(n))^-2*y)/2
///
/// K     : n×n matrix, posdef
/// y     : vector of n
/// sigma : scalar, positive
/// Returns the value and the gradient, scalar.
/// Cost: 5/3*n^3 operations (the function: 1/3*n^3); memory: 3*n^2.
inline std::pair<double, double> value_and_gradient(
    const Eigen::Ref<const Eigen::MatrixXd>& K,
    const Eigen::Ref<const Eigen::VectorXd>& y,
    double sigma) {
  const Eigen::Index n = K.rows();
  Eigen::MatrixXd M = K;
  M.diagonal().array() += sigma;
  const Eigen::LLT<Eigen::MatrixXd> llt(M);
  const Eigen::MatrixXd M_inv = llt.solve(Eigen::MatrixXd::Identity(n, n));
  const Eigen::VectorXd v = M_inv * y;
  return {0.5 * y.dot(v) + llt.matrixLLT().diagonal().array().log().sum(),
          0.5 * (M_inv.trace() - v.squaredNorm())};
}
