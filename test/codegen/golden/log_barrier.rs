use nalgebra::{DMatrix, DVector};

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
#[allow(non_snake_case)]
pub fn value_and_gradient(A: &DMatrix<f64>, b: &DVector<f64>, c: &DVector<f64>, x: &DVector<f64>, t: f64) -> (f64, DVector<f64>) {
    let m = A.nrows();
    let slack = b - A * x;
    let value = t * c.dot(x) - slack.map(f64::ln).sum();
    let gradient = t * c + A.tr_mul(&DVector::from_element(m, 1.0).component_div(&slack));
    (value, gradient)
}
