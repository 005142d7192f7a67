// Aligns two point clouds by iterative closest points: x ↦ R x + t, with known correspondences for brevity.
// The cost and its derivatives stand in comments that start with "mcalc:"; hover a query to see its answer.
//
// g++ -O2 -std=c++17 -I /usr/include/eigen3 icp.cpp -o icp && ./icp

#include <Eigen/Dense>
#include <cmath>
#include <iostream>

using Points = Eigen::Matrix<double, 3, Eigen::Dynamic>;

struct Pose {
  Eigen::Matrix3d R = Eigen::Matrix3d::Identity();
  Eigen::Vector3d t = Eigen::Vector3d::Zero();
};

/* mcalc: P, Q : matrix(3, N); R : matrix(3, 3); t : vector(3)
     E = R*P + t*ones(N)' - Q
     cost = 1/2*normF(E)^2
     gradient cost wrt R, t
     check gradient cost wrt R == E*P'
     check gradient cost wrt t == E*ones(N) */
double cost(const Pose& pose, const Points& P, const Points& Q) {
  return 0.5 * (((pose.R * P).colwise() + pose.t) - Q).squaredNorm();
}

/**
 * One step of Gauss-Newton for the distance from a point p to the plane through q with normal c. The rotation is R(ω) with
 * R(ω) p ≈ p + ω × p, so that the residual is linear in the twist (ω, t).
 *
 * mcalc: p, q, c, ω : vector(3); u : vector(3)
 *   plane = c'*(p + cross(ω, p) + u - q)
 *   gradient plane wrt ω, u
 *   check gradient plane wrt ω == cross(p, c)
 *   check gradient plane wrt u == c
 *
 * The rows of J are these gradients. Levenberg's damping keeps the step short where the surface does not determine it.
 *
 * mcalc: J : matrix(N, 6); ξ : vector(6); h : vector(N); μ : positive scalar
 *   damped = 1/2*norm2(J*ξ + h)^2 + μ/2*norm2(ξ)^2
 *   gradient damped wrt ξ
 *   hessian damped wrt ξ
 *   check hessian damped wrt ξ == J'*J + μ*eye(6)
 */
Pose step(const Pose& pose, const Points& P, const Points& Q, const Points& normals, double mu) {
  Eigen::MatrixXd J(P.cols(), 6);
  Eigen::VectorXd h(P.cols());
  for (Eigen::Index i = 0; i < P.cols(); ++i) {
    const Eigen::Vector3d p = pose.R * P.col(i) + pose.t, c = normals.col(i);
    J.row(i) << p.cross(c).transpose(), c.transpose();
    h(i) = c.dot(p - Q.col(i));
  }
  const Eigen::MatrixXd H = J.transpose() * J + mu * Eigen::MatrixXd::Identity(6, 6);
  const Eigen::VectorXd xi = H.llt().solve(-J.transpose() * h);
  const Eigen::Vector3d omega = xi.head<3>();
  const Eigen::Matrix3d turn =
      omega.norm() > 0 ? Eigen::AngleAxisd(omega.norm(), omega.normalized()).toRotationMatrix() : Eigen::Matrix3d::Identity();
  return {turn * pose.R, turn * pose.t + xi.tail<3>()};
}

// Outliers: the kernel of Geman and McClure grows like e^2/2 for small residuals and levels off for large ones.
// mcalc: e : vector(N)
//   robust = 1/2*sum(e.^2./(1 + e.^2))
//   gradient robust wrt e
//   check gradient robust wrt e == e./(1 + e.^2).^2
double robust(const Eigen::ArrayXd& e) { return 0.5 * (e.square() / (1 + e.square())).sum(); }

int main() {
  const Points P = Points::Random(3, 200);
  const Eigen::Matrix3d R = Eigen::AngleAxisd(0.3, Eigen::Vector3d(1, 2, 3).normalized()).toRotationMatrix();
  const Points Q = (R * P).colwise() + Eigen::Vector3d(0.1, -0.2, 0.3);
  const Points normals = Points::Random(3, 200).colwise().normalized();
  Pose pose;
  for (int i = 0; i < 10; ++i) pose = step(pose, P, Q, normals, 1e-9);
  std::cout << "cost after 10 steps: " << cost(pose, P, Q) << ", robust: " << robust((pose.R - R).reshaped().array()) << '\n';
}
