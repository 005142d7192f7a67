use nalgebra::{DMatrix, DVector};

/// Value of f and its gradient with respect to x.
///
///     f = x'*A*x/(x'*x)
///     gradient = 2*(A*x - x'*A*x*x/(x'*x))/(x'*x)
///
/// A : n×n matrix, symmetric
/// x : vector of n
/// Returns the value and the gradient, vector of n.
/// Valid where x ≠ 0.
/// Cost: 2*n^2 operations (the function: 2*n^2); memory: 2*n.
#[allow(non_snake_case)]
pub fn value_and_gradient(A: &DMatrix<f64>, x: &DVector<f64>) -> (f64, DVector<f64>) {
    let Ax = A * x;
    let s = x.dot(&Ax);
    let s2 = x.dot(x);
    (s / s2, 2.0 * (&Ax - s / s2 * x) / s2)
}
