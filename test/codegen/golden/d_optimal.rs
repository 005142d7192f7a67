use nalgebra::{DMatrix, DVector};

/// Value of f and its gradient with respect to x.
///
///     f = -logdet(A*diag(x)*A')
///     gradient = -diagonal(A'*inv(A*diag(x)*A')*A)
///
/// A : n×m matrix
/// x : vector of m, positive
/// Returns the value and the gradient, vector of m.
/// Valid where A*diag(x)*A' invertible.
/// Cost: 3*m*n^2 + 1/3*n^3 operations (the function: 2*m*n^2 + 1/3*n^3);
/// memory: 2*n^2 + m*n.
#[allow(non_snake_case)]
pub fn value_and_gradient(A: &DMatrix<f64>, x: &DVector<f64>) -> (f64, DVector<f64>) {
    let factor = (scale_columns(A.clone(), x) * A.transpose()).cholesky().expect("positive definite");
    let solution = factor.l().solve_lower_triangular(A).expect("invertible");
    (-2.0 * log_diagonal(&factor.l()), -solution.component_mul(&solution).row_sum_tr())
}

fn scale_columns(mut m: DMatrix<f64>, v: &DVector<f64>) -> DMatrix<f64> {
    for (mut column, s) in m.column_iter_mut().zip(v.iter()) {
        column *= *s;
    }
    m
}

fn log_diagonal(m: &DMatrix<f64>) -> f64 {
    m.diagonal().map(|d| d.abs().ln()).sum()
}
