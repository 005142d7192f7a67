use nalgebra::DMatrix;

/// Value of f and its gradient with respect to U and V.
///
///     f = 1/2*normF(A - U*V')^2 + lambda/2*(normF(U)^2 + normF(V)^2)
///     gradient wrt U = lambda*U - (A - U*V')*V
///     gradient wrt V = lambda*V - (A' - V*U')*U
///
/// A      : m×n matrix
/// U      : m×k matrix
/// V      : n×k matrix
/// lambda : scalar, positive
/// Returns the value and the gradient, m×k matrix and n×k matrix.
/// Cost: 6*k*m*n operations (the function: 2*k*m*n); memory: 2*m*n + 2*k*m +
/// 2*k*n.
#[allow(non_snake_case)]
pub fn value_and_gradient(A: &DMatrix<f64>, U: &DMatrix<f64>, V: &DMatrix<f64>, lambda: f64) -> (f64, DMatrix<f64>, DMatrix<f64>) {
    let residual = U * V.transpose() - A;
    let value = 0.5 * (residual.dot(&residual) + lambda * (U.dot(U) + V.dot(V)));
    let gradient_U = &residual * V + lambda * U;
    let gradient_V = residual.tr_mul(U) + lambda * V;
    (value, gradient_U, gradient_V)
}
