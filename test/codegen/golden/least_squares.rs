use nalgebra::{DMatrix, DVector};

/// Value of f and its gradient with respect to w.
///
///     f = 1/2*norm2(X*w - y)^2
///     gradient = X'*(X*w - y)
///
/// X : n×d matrix
/// y : vector of n
/// w : vector of d
/// Returns the value and the gradient, vector of d.
/// Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + d.
#[allow(non_snake_case)]
pub fn value_and_gradient(X: &DMatrix<f64>, y: &DVector<f64>, w: &DVector<f64>) -> (f64, DVector<f64>) {
    let residual = X * w - y;
    (0.5 * residual.dot(&residual), X.tr_mul(&residual))
}
