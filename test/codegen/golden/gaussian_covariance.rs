use nalgebra::DMatrix;

/// Value of f and its gradient with respect to S.
///
///     f = 1/2*logdet(S) + 1/2*tr(inv(S)*C)
///     gradient = inv(S)*(S - C)*inv(S)/2
///
/// S : n×n matrix, posdef
/// C : n×n matrix, posdef
/// Returns the value and the gradient, n×n matrix.
/// Cost: 17/3*n^3 operations (the function: 7/3*n^3); memory: 5*n^2.
#[allow(non_snake_case)]
pub fn value_and_gradient(S: &DMatrix<f64>, C: &DMatrix<f64>) -> (f64, DMatrix<f64>) {
    let factor = S.clone().cholesky().expect("positive definite");
    let S_inv = factor.inverse();
    (log_diagonal(&factor.l()) + 0.5 * S_inv.dot(C), 0.5 * (&S_inv - (&S_inv * C) * &S_inv))
}

fn log_diagonal(m: &DMatrix<f64>) -> f64 {
    m.diagonal().map(|d| d.abs().ln()).sum()
}
