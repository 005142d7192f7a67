import numpy as np
from scipy.linalg.lapack import dtrtri


def value_and_gradient(K, y, sigma):
    """Value of f and its gradient with respect to sigma.

        f = 1/2*y'*inv(K + sigma*eye(n))*y + 1/2*logdet(K + sigma*eye(n))
        gradient = (tr(inv(K + sigma*eye(n))) - y'*(K + sigma*eye(n))^-2*y)/2

    K     : (n, n), posdef
    y     : (n,)
    sigma : scalar, positive
    Returns the value and the gradient, scalar.
    Cost: 5/3*n^3 operations (the function: 1/3*n^3); memory: 3*n^2.
    """
    n = K.shape[0]
    M = K.copy()
    M.flat[::n + 1] += sigma
    L = np.linalg.cholesky(M)
    L_inv = dtrtri(L, lower=1)[0]
    M_inv = L_inv.T @ L_inv
    v = M_inv @ y
    return 0.5 * (y @ v) + np.log(np.diagonal(L)).sum(), 0.5 * (np.trace(M_inv) - v @ v)
