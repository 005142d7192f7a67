import numpy as np


def value_and_gradient(X, y, w):
    """Value of f and its gradient with respect to w.

        f = sum(log(1 + exp(-y.*(X*w))))
        gradient = -X'*(y.*sigmoid(-y.*(X*w)))

    X : (n, d)
    y : (n,), sign
    w : (d,)
    Returns the value and the gradient, (d,).
    Cost: 4*d*n operations (the function: 2*d*n); memory: 3*n + 2*d.
    """
    margins = -y * (X @ w)
    losses = np.maximum(margins, 0) + np.log1p(np.exp(-np.abs(margins)))
    return losses.sum(), -(X.T @ (np.exp(margins - losses) * y))
