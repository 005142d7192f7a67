import torch


def hessian(X, y, w, lambda_):
    """Hessian of f with respect to w.

        f = sum(log(1 + exp(-y.*(X*w)))) + lambda/2*norm2(w)^2
        hessian = X'*diag(sigmoid(y.*(X*w)).*(1 - sigmoid(y.*(X*w))))*X + lambda*eye(d)

    X       : (n, d)
    y       : (n,), sign
    w       : (d,)
    lambda_ : scalar, positive, lambda above
    Returns (d, d).
    Cost: 2*d^2*n operations (the function: 2*d*n); memory: 2*d^2 + 2*n.
    """
    d = X.shape[1]
    probabilities = torch.sigmoid(y * (X @ w))
    return X.T @ ((probabilities * (1 - probabilities))[:, None] * X) + lambda_ * torch.eye(d, dtype=X.dtype, device=X.device)
