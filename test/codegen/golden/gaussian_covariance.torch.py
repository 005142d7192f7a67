import torch


def value_and_gradient(S, C):
    """Value of f and its gradient with respect to S.

        f = 1/2*logdet(S) + 1/2*tr(inv(S)*C)
        gradient = inv(S)*(S - C)*inv(S)/2

    S : (n, n), posdef
    C : (n, n), posdef
    Returns the value and the gradient, (n, n).
    Cost: 17/3*n^3 operations (the function: 7/3*n^3); memory: 5*n^2.
    """
    L = torch.linalg.cholesky(S)
    S_inv = torch.cholesky_inverse(L)
    value = torch.log(torch.diagonal(L)).sum() + 0.5 * torch.sum(S_inv * C)
    gradient = 0.5 * (S_inv - S_inv @ C @ S_inv)
    return value, gradient
