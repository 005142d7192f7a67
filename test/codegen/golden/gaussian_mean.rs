use nalgebra::{DMatrix, DVector};

/// Value of f and its gradient with respect to mu.
///
///     f = 1/2*(x - mu)'*inv(S)*(x - mu)
///     gradient = inv(S)*(mu - x)
///
/// S  : n×n matrix, posdef
/// x  : vector of n
/// mu : vector of n
/// Returns the value and the gradient, vector of n.
/// Cost: 1/3*n^3 operations (the function: 1/3*n^3); memory: n^2.
#[allow(non_snake_case)]
pub fn value_and_gradient(S: &DMatrix<f64>, x: &DVector<f64>, mu: &DVector<f64>) -> (f64, DVector<f64>) {
    let difference = x - mu;
    let solution = S.clone().cholesky().expect("positive definite").solve(&difference);
    (0.5 * difference.dot(&solution), -&solution)
}
