use nalgebra::{DMatrix, DVector};

/// Value of f and its gradient with respect to w.
///
///     f = 1/2*sum(c.*(X*w - y).^2)
///     gradient = X'*(c.*(X*w - y))
///
/// X : n×d matrix
/// y : vector of n
/// w : vector of d
/// c : vector of n, positive
/// Returns the value and the gradient, vector of d.
/// Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + d.
#[allow(non_snake_case)]
pub fn value_and_gradient(X: &DMatrix<f64>, y: &DVector<f64>, w: &DVector<f64>, c: &DVector<f64>) -> (f64, DVector<f64>) {
    let residual = X * w - y;
    (0.5 * c.dot(&residual.map(|u| u.powi(2))), X.tr_mul(&c.component_mul(&residual)))
}
