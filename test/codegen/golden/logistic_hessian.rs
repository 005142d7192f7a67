use nalgebra::{DMatrix, DVector};

/// Hessian of f with respect to w.
///
///     f = sum(log(1 + exp(-y.*(X*w)))) + lambda/2*norm2(w)^2
///     hessian = X'*diag(sigmoid(y.*(X*w)).*(1 - sigmoid(y.*(X*w))))*X + lambda*eye(d)
///
/// X      : n×d matrix
/// y      : vector of n, sign
/// w      : vector of d
/// lambda : scalar, positive
/// Returns d×d matrix.
/// Cost: 2*d^2*n operations (the function: 2*d*n); memory: 2*d^2 + 2*n.
#[allow(non_snake_case)]
pub fn hessian(X: &DMatrix<f64>, y: &DVector<f64>, w: &DVector<f64>, lambda: f64) -> DMatrix<f64> {
    let d = X.ncols();
    let probabilities = y.component_mul(&(X * w)).map(sigmoid);
    X.tr_mul(&scale_rows(X.clone(), &probabilities.component_mul(&(-&probabilities).add_scalar(1.0)))) + DMatrix::from_diagonal_element(d, d, lambda)
}

fn sigmoid(u: f64) -> f64 {
    if u >= 0.0 { 1.0 / (1.0 + (-u).exp()) } else { u.exp() / (1.0 + u.exp()) }
}

fn scale_rows(mut m: DMatrix<f64>, v: &DVector<f64>) -> DMatrix<f64> {
    for mut column in m.column_iter_mut() {
        column.component_mul_assign(v);
    }
    m
}
