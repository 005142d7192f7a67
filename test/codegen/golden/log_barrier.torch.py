import torch


def value_and_gradient(A, b, c, x, t):
    """Value of f and its gradient with respect to x.

        f = t*c'*x - sum(log(b - A*x))
        gradient = t*c + A'*(1./(b - A*x))

    A : (m, n)
    b : (m,)
    c : (n,)
    x : (n,)
    t : scalar, positive
    Returns the value and the gradient, (n,).
    Valid where b - A*x > 0 in every entry.
    Cost: 4*m*n operations (the function: 2*m*n); memory: 2*m + 2*n.
    """
    slack = b - A @ x
    return t * (c @ x) - torch.log(slack).sum(), t * c + A.T @ (1 / slack)
