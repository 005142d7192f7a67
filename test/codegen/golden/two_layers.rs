use nalgebra::{DMatrix, DVector};

/// Value of f and its gradient with respect to W and v.
///
///     f = 1/2*norm2(tanh(X*W)*v - y)^2
///     gradient wrt W = X'*diag(tanh(X*W)*v - y)*(1 - tanh(X*W).^2)*diag(v)
///     gradient wrt v = tanh(W'*X')*(tanh(X*W)*v - y)
///
/// X : n×d matrix
/// W : d×k matrix
/// v : vector of k
/// y : vector of n
/// Returns the value and the gradient, d×k matrix and vector of k.
/// Cost: 4*d*k*n operations (the function: 2*d*k*n); memory: 2*k*n + 2*d*k.
#[allow(non_snake_case)]
pub fn value_and_gradient(X: &DMatrix<f64>, W: &DMatrix<f64>, v: &DVector<f64>, y: &DVector<f64>) -> (f64, DMatrix<f64>, DVector<f64>) {
    let M = (X * W).map(f64::tanh);
    let residual = &M * v - y;
    let value = 0.5 * residual.dot(&residual);
    let gradient_W = scale_columns(X.tr_mul(&scale_rows((-M.map(|u| u.powi(2))).add_scalar(1.0), &residual)), v);
    let gradient_v = M.tr_mul(&residual);
    (value, gradient_W, gradient_v)
}

fn scale_rows(mut m: DMatrix<f64>, v: &DVector<f64>) -> DMatrix<f64> {
    for mut column in m.column_iter_mut() {
        column.component_mul_assign(v);
    }
    m
}

fn scale_columns(mut m: DMatrix<f64>, v: &DVector<f64>) -> DMatrix<f64> {
    for (mut column, s) in m.column_iter_mut().zip(v.iter()) {
        column *= *s;
    }
    m
}
