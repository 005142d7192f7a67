use nalgebra::DMatrix;

/// Value of f and its gradient with respect to U and V.
///
///     f = normF(A - U*V')^2
///     gradient wrt U = 2*(U*V' - A)*V
///     gradient wrt V = 2*(V*U' - A')*U
///
/// A : m×n matrix
/// U : m×k matrix
/// V : n×k matrix
/// Returns the value and the gradient, m×k matrix and n×k matrix.
/// Cost: 6*k*m*n operations (the function: 2*k*m*n); memory: 2*m*n + 2*k*m +
/// 2*k*n.
#[allow(non_snake_case)]
pub fn value_and_gradient(A: &DMatrix<f64>, U: &DMatrix<f64>, V: &DMatrix<f64>) -> (f64, DMatrix<f64>, DMatrix<f64>) {
    let residual = U * V.transpose() - A;
    (residual.dot(&residual), 2.0 * (&residual * V), 2.0 * residual.tr_mul(U))
}
