#include <Eigen/Dense>
#include <utility>


/// Value of f and its gradient with respect to x.
///
///     f = t*c'*x - sum(log(b - A*x))
///     gradient = t*c + A'*(1./(b - A*x))
///
/// A : m×n matrix
/// b : vector of m
/// c : vector of n
/// x : vector of n
/// t : scalar, positive
/// Returns the value and the gradient, vector of n.
/// Valid where b - A*x > 0 in every entry.
/// Cost: 4*m*n operations (the function: 2*m*n); memory: 2*m + 2*n.
inline std::pair<double, Eigen::VectorXd> value_and_gradient(
    const Eigen::Ref<const Eigen::MatrixXd>& A,
    const Eigen::Ref<const Eigen::VectorXd>& b,
    const Eigen::Ref<const Eigen::VectorXd>& c,
    const Eigen::Ref<const Eigen::VectorXd>& x,
    double t) {
  const Eigen::VectorXd slack = b - A * x;
  return {t * c.dot(x) - slack.array().log().sum(),
          t * c + A.transpose() * (1.0 / slack.array()).matrix()};
}
