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
/// Cost: 4*d*n operations (the function: 2*d*n); memory: n + d.
#[allow(non_snake_case)]
pub fn value_and_gradient(X: &DMatrix<f64>, y: &DVector<f64>, w: &DVector<f64>) -> (f64, DVector<f64>) {
    let Xw = X * w;
    (Xw.map(softplus).sum() - y.dot(&Xw), X.tr_mul(&(Xw.map(sigmoid) - y)))
}

fn sigmoid(u: f64) -> f64 {
    if u >= 0.0 { 1.0 / (1.0 + (-u).exp()) } else { u.exp() / (1.0 + u.exp()) }
}

fn softplus(u: f64) -> f64 {
    u.max(0.0) + (-u.abs()).exp().ln_1p()
}
