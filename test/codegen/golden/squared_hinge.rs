use nalgebra::{DMatrix, DVector};

/// Value of f and its gradient with respect to w.
///
///     f = 1/2*norm2(relu(1 - y.*(X*w)))^2
///     gradient = -X'*(y.*relu(1 - y.*(X*w)))
///
/// X : n×d matrix
/// y : vector of n, sign
/// w : vector of d
/// Returns the value and the gradient, vector of d.
/// Valid where 1 - y.*(X*w) ≠ 0 in every entry.
/// Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
#[allow(non_snake_case)]
pub fn value_and_gradient(X: &DMatrix<f64>, y: &DVector<f64>, w: &DVector<f64>) -> (f64, DVector<f64>) {
    let v = (-y.component_mul(&(X * w))).add_scalar(1.0).map(relu);
    (0.5 * v.dot(&v), -X.tr_mul(&v.component_mul(y)))
}

fn relu(u: f64) -> f64 {
    u.max(0.0)
}
