use nalgebra::{DMatrix, DVector};

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
#[allow(non_snake_case)]
pub fn value_and_gradient(K: &DMatrix<f64>, y: &DVector<f64>, sigma: f64) -> (f64, f64) {
    let n = K.nrows();
    let factor = (K + DMatrix::from_diagonal_element(n, n, sigma)).cholesky().expect("positive definite");
    let inverse = factor.inverse();
    let v = &inverse * y;
    (0.5 * y.dot(&v) + log_diagonal(&factor.l()), 0.5 * (inverse.trace() - v.dot(&v)))
}

fn log_diagonal(m: &DMatrix<f64>) -> f64 {
    m.diagonal().map(|d| d.abs().ln()).sum()
}
