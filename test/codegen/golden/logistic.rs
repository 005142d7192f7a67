use nalgebra::{DMatrix, DVector};

/// Value of f and its gradient with respect to w.
///
///     f = sum(log(1 + exp(-y.*(X*w))))
///     gradient = -X'*(y.*sigmoid(-y.*(X*w)))
///
/// X : n×d matrix
/// y : vector of n, sign
/// w : vector of d
/// Returns the value and the gradient, vector of d.
/// Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
#[allow(non_snake_case)]
pub fn value_and_gradient(X: &DMatrix<f64>, y: &DVector<f64>, w: &DVector<f64>) -> (f64, DVector<f64>) {
    let margins = -y.component_mul(&(X * w));
    (margins.map(softplus).sum(), -X.tr_mul(&margins.map(sigmoid).component_mul(y)))
}

fn sigmoid(u: f64) -> f64 {
    if u >= 0.0 { 1.0 / (1.0 + (-u).exp()) } else { u.exp() / (1.0 + u.exp()) }
}

fn softplus(u: f64) -> f64 {
    u.max(0.0) + (-u.abs()).exp().ln_1p()
}
