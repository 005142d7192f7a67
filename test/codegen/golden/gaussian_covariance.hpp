#include <Eigen/Dense>
#include <utility>


/// Value of f and its gradient with respect to S.
///
///     f = 1/2*logdet(S) + 1/2*tr(inv(S)*C)
///     gradient = inv(S)*(S - C)*inv(S)/2
///
/// S : n×n matrix, posdef
/// C : n×n matrix, posdef
/// Returns the value and the gradient, n×n matrix.
/// Cost: 17/3*n^3 operations (the function: 7/3*n^3); memory: 5*n^2.
inline std::pair<double, Eigen::MatrixXd> value_and_gradient(
    const Eigen::Ref<const Eigen::MatrixXd>& S,
    const Eigen::Ref<const Eigen::MatrixXd>& C) {
  const Eigen::Index n = S.rows();
  const Eigen::LLT<Eigen::MatrixXd> llt(S);
  const Eigen::MatrixXd S_inv = llt.solve(Eigen::MatrixXd::Identity(n, n));
  return {llt.matrixLLT().diagonal().array().log().sum() + 0.5 * S_inv.cwiseProduct(C).sum(),
          0.5 * (S_inv - S_inv * C * S_inv)};
}
