#include <Eigen/Dense>
#include <utility>


/// Value of f and its gradient with respect to x.
///
///     f = -logdet(A*diag(x)*A')
///     gradient = -diagonal(A'*inv(A*diag(x)*A')*A)
///
/// A : n×m matrix
/// x : vector of m, positive
/// Returns the value and the gradient, vector of m.
/// Valid where A*diag(x)*A' invertible.
/// Cost: 3*m*n^2 + 1/3*n^3 operations (the function: 2*m*n^2 + 1/3*n^3);
/// memory: 2*n^2 + m*n.
inline std::pair<double, Eigen::VectorXd> value_and_gradient(
    const Eigen::Ref<const Eigen::MatrixXd>& A,
    const Eigen::Ref<const Eigen::VectorXd>& x) {
  const Eigen::LLT<Eigen::MatrixXd> llt(A * x.asDiagonal() * A.transpose());
  const Eigen::MatrixXd solution = llt.matrixL().solve(A);
  return {-2.0 * llt.matrixLLT().diagonal().array().log().sum(),
          -solution.colwise().squaredNorm().transpose()};
}
