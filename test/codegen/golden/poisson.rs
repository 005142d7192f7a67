use nalgebra::{DMatrix, DVector};

/// Value of f and its gradient with respect to w.
///
///     f = sum(exp(X*w)) - y'*X*w
///     gradient = X'*(exp(X*w) - y)
///
/// X : n×d matrix
/// y : vector of n, nonnegative
/// w : vector of d
/// Returns the value and the gradient, vector of d.
/// Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + d.
#[allow(non_snake_case)]
pub fn value_and_gradient(X: &DMatrix<f64>, y: &DVector<f64>, w: &DVector<f64>) -> (f64, DVector<f64>) {
    let Xw = X * w;
    let v = Xw.map(f64::exp);
    (v.sum() - y.dot(&Xw), X.tr_mul(&(&v - y)))
}
