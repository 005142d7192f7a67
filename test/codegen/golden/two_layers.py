import numpy as np


def value_and_gradient(X, W, v, y):
    """Value of f and its gradient with respect to W and v.

        f = 1/2*norm2(tanh(X*W)*v - y)^2
        gradient wrt W = X'*diag(tanh(X*W)*v - y)*(1 - tanh(X*W).^2)*diag(v)
        gradient wrt v = tanh(W'*X')*(tanh(X*W)*v - y)

    X : (n, d)
    W : (d, k)
    v : (k,)
    y : (n,)
    Returns the value and the gradient, (d, k) and (k,).
    Cost: 4*d*k*n operations (the function: 2*d*k*n); memory: 2*k*n + 2*d*k.
    """
    M = np.tanh(X @ W)
    residual = M @ v - y
    value = 0.5 * (residual @ residual)
    gradient_W = (X.T @ (residual[:, None] * (1 - M ** 2))) * v
    gradient_v = M.T @ residual
    return value, (gradient_W, gradient_v)
