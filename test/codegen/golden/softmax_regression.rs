use nalgebra::{DMatrix, DVector};

/// Value of f and its gradient with respect to W.
///
///     f = sum(rowlogsumexp(X*W)) - tr(Y'*X*W)
///     gradient = X'*(rowsoftmax(X*W) - Y)
///
/// X : n×d matrix
/// W : d×k matrix
/// Y : n×k matrix, onehot
/// Returns the value and the gradient, d×k matrix.
/// Cost: 4*d*k*n operations (the function: 2*d*k*n); memory: 2*k*n + d*k.
#[allow(non_snake_case)]
pub fn value_and_gradient(X: &DMatrix<f64>, W: &DMatrix<f64>, Y: &DMatrix<f64>) -> (f64, DMatrix<f64>) {
    let XW = X * W;
    let top = row_max(&XW);
    let weights = add_to_columns(XW.clone(), &(-&top)).map(f64::exp);
    let total = weights.column_sum();
    let value = (&top + total.map(f64::ln)).sum() - Y.dot(&XW);
    let gradient = X.tr_mul(&(scale_rows(weights.clone(), &total.map(|u| 1.0 / u)) - Y));
    (value, gradient)
}

fn add_to_columns(mut m: DMatrix<f64>, v: &DVector<f64>) -> DMatrix<f64> {
    for mut column in m.column_iter_mut() {
        column += v;
    }
    m
}

fn scale_rows(mut m: DMatrix<f64>, v: &DVector<f64>) -> DMatrix<f64> {
    for mut column in m.column_iter_mut() {
        column.component_mul_assign(v);
    }
    m
}

fn row_max(m: &DMatrix<f64>) -> DVector<f64> {
    DVector::from_iterator(m.nrows(), m.row_iter().map(|row| row.max()))
}
