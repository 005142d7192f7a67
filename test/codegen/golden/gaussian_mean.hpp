#include <Eigen/Dense>
#include <utility>


/// Value of f and its gradient with respect to mu.
///
///     f = 1/2*(x - mu)'*inv(S)*(x - mu)
///     gradient = inv(S)*(mu - x)
///
/// S  : n×n matrix, posdef
/// x  : vector of n
/// mu : vector of n
/// Returns the value and the gradient, vector of n.
/// Cost: 1/3*n^3 operations (the function: 1/3*n^3); memory: n^2.
inline std::pair<double, Eigen::VectorXd> value_and_gradient(
    const Eigen::Ref<const Eigen::MatrixXd>& S,
    const Eigen::Ref<const Eigen::VectorXd>& x,
    const Eigen::Ref<const Eigen::VectorXd>& mu) {
  const Eigen::VectorXd difference = x - mu;
  const Eigen::LLT<Eigen::MatrixXd> llt(S);
  const Eigen::VectorXd solution = llt.solve(difference);
  return {0.5 * difference.dot(solution), -solution};
}
