import numpy as np
from scipy import linalg


def value_and_gradient(S, x, mu):
    """Value of f and its gradient with respect to mu.

        f = 1/2*(x - mu)'*inv(S)*(x - mu)
        gradient = inv(S)*(mu - x)

    S  : (n, n), posdef
    x  : (n,)
    mu : (n,)
    Returns the value and the gradient, (n,).
    Cost: 1/3*n^3 operations (the function: 1/3*n^3); memory: n^2.
    """
    difference = x - mu
    solution = linalg.cho_solve((np.linalg.cholesky(S), True), difference, check_finite=False)
    return 0.5 * (difference @ solution), -solution
