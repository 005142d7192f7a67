import numpy as np
from scipy import linalg


def value_and_gradient(A, x):
    """Value of f and its gradient with respect to x.

        f = -logdet(A*diag(x)*A')
        gradient = -diagonal(A'*inv(A*diag(x)*A')*A)

    A : (n, m)
    x : (m,), positive
    Returns the value and the gradient, (m,).
    Valid where A*diag(x)*A' invertible.
    Cost: 3*m*n^2 + 1/3*n^3 operations (the function: 2*m*n^2 + 1/3*n^3);
    memory: 2*n^2 + m*n.
    """
    L = np.linalg.cholesky((A * x) @ A.T)
    solution = linalg.solve_triangular(L, A, lower=True, check_finite=False)
    return -2 * np.log(np.diagonal(L)).sum(), -np.einsum("ij,ij->j", solution, solution)
