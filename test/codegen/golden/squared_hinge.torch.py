import torch


def value_and_gradient(X, y, w):
    """Value of f and its gradient with respect to w.

        f = 1/2*norm2(relu(1 - y.*(X*w)))^2
        gradient = -X'*(y.*relu(1 - y.*(X*w)))

    X : (n, d)
    y : (n,), sign
    w : (d,)
    Returns the value and the gradient, (d,).
    Valid where 1 - y.*(X*w) ≠ 0 in every entry.
    Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
    """
    v = torch.relu(1 - y * (X @ w))
    return 0.5 * (v @ v), -(X.T @ (v * y))
