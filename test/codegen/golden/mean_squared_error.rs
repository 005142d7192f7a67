use nalgebra::{DMatrix, DVector};

/// Value of f and its gradient with respect to w and b.
///
///     f = 1/n*norm2(X*w + b - y)^2
///     gradient wrt w = 2*X'*(X*w + b - y)/n
///     gradient wrt b = 2*mean(X*w + b - y)
///
/// X : n×d matrix
/// y : vector of n
/// w : vector of d
/// b : scalar
/// Returns the value and the gradient, vector of d and scalar.
/// Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
#[allow(non_snake_case)]
pub fn value_and_gradient(X: &DMatrix<f64>, y: &DVector<f64>, w: &DVector<f64>, b: f64) -> (f64, DVector<f64>, f64) {
    let n = X.nrows();
    let residual = (X * w - y).add_scalar(b);
    let value = residual.dot(&residual) / (n as f64);
    let gradient_w = 2.0 * X.tr_mul(&residual) / (n as f64);
    let gradient_b = 2.0 * residual.sum() / (n as f64);
    (value, gradient_w, gradient_b)
}
