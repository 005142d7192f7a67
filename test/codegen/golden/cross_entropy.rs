use nalgebra::{DMatrix, DVector};

/// Value of f and its gradient with respect to w.
///
///     f = -sum(y.*log(sigmoid(X*w)) + (1 - y).*log(1 - sigmoid(X*w)))
///     gradient = X'*(sigmoid(X*w) - y)
///
/// X : n×d matrix
/// y : vector of n, binary
/// w : vector of d
/// Returns the value and the gradient, vector of d.
/// Cost: 4*d*n operations.
#[allow(non_snake_case)]
pub fn value_and_gradient(X: &DMatrix<f64>, y: &DVector<f64>, w: &DVector<f64>) -> (f64, DVector<f64>) {
    let Xw = X * w;
    let value = (y.component_mul(&(-&Xw).map(softplus)) + Xw.map(softplus).component_mul(&(-y).add_scalar(1.0))).sum();
    let gradient = X.tr_mul(&(Xw.map(sigmoid) - y));
    (value, gradient)
}

fn sigmoid(u: f64) -> f64 {
    if u >= 0.0 { 1.0 / (1.0 + (-u).exp()) } else { u.exp() / (1.0 + u.exp()) }
}

fn softplus(u: f64) -> f64 {
    u.max(0.0) + (-u.abs()).exp().ln_1p()
}
