import numpy as np


def value_and_gradient(A, U, V):
    """Value of f and its gradient with respect to U and V.

        f = normF(A - U*V')^2
        gradient wrt U = 2*(U*V' - A)*V
        gradient wrt V = 2*(V*U' - A')*U

    A : (m, n)
    U : (m, k)
    V : (n, k)
    Returns the value and the gradient, (m, k) and (n, k).
    Cost: 6*k*m*n operations (the function: 2*k*m*n); memory: 2*m*n + 2*k*m +
    2*k*n.
    """
    residual = U @ V.T - A
    value = np.vdot(residual, residual)
    gradient_U = 2 * (residual @ V)
    gradient_V = 2 * (residual.T @ U)
    return value, (gradient_U, gradient_V)
