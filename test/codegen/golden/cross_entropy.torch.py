import torch


def value_and_gradient(X, y, w):
    """Value of f and its gradient with respect to w.

        f = -sum(y.*log(sigmoid(X*w)) + (1 - y).*log(1 - sigmoid(X*w)))
        gradient = X'*(sigmoid(X*w) - y)

    X : (n, d)
    y : (n,), binary
    w : (d,)
    Returns the value and the gradient, (d,).
    Cost: 4*d*n operations (the function: 2*d*n); memory: n + d.
    """
    Xw = X @ w
    return torch.logaddexp(Xw, torch.zeros_like(Xw)).sum() - y @ Xw, X.T @ (torch.sigmoid(Xw) - y)
