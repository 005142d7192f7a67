import numpy as np


def value_and_gradient(X, y, w):
    """Value of f and its gradient with respect to w.

        f = -sum(y.*log(sigmoid(X*w)) + (1 - y).*log(1 - sigmoid(X*w)))
        gradient = X'*(sigmoid(X*w) - y)

    X : (n, d)
    y : (n,), binary
    w : (d,)
    Returns the value and the gradient, (d,).
    Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + d.
    """
    Xw = X @ w
    losses = np.maximum(Xw, 0) + np.log1p(np.exp(-np.abs(Xw)))
    return losses.sum() - y @ Xw, X.T @ (np.exp(Xw - losses) - y)
