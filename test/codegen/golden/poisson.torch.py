import torch


def value_and_gradient(X, y, w):
    """Value of f and its gradient with respect to w.

        f = sum(exp(X*w)) - y'*X*w
        gradient = X'*(exp(X*w) - y)

    X : (n, d)
    y : (n,), nonnegative
    w : (d,)
    Returns the value and the gradient, (d,).
    Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + d.
    """
    Xw = X @ w
    v = torch.exp(Xw)
    return v.sum() - y @ Xw, X.T @ (v - y)
