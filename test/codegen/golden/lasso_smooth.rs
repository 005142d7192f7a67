use nalgebra::{DMatrix, DVector};

/// Value of f and its gradient with respect to w.
///
///     f = 1/2*norm2(X*w - y)^2 + lambda*sum(sqrt(w.^2 + eps))
///     gradient = X'*(X*w - y) + (lambda*w)./sqrt(w.^2 + eps)
///
/// X      : n×d matrix
/// y      : vector of n
/// w      : vector of d
/// lambda : scalar, positive
/// eps    : scalar, positive
/// Returns the value and the gradient, vector of d.
/// Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 3*d.
#[allow(non_snake_case)]
pub fn value_and_gradient(X: &DMatrix<f64>, y: &DVector<f64>, w: &DVector<f64>, lambda: f64, eps: f64) -> (f64, DVector<f64>) {
    let residual = X * w - y;
    let v = w.map(|u| u.powi(2)).add_scalar(eps).map(f64::sqrt);
    let value = 0.5 * residual.dot(&residual) + lambda * v.sum();
    let gradient = X.tr_mul(&residual) + lambda * w.component_div(&v);
    (value, gradient)
}
