def value_and_gradient(A, x):
    """Value of f and its gradient with respect to x.

        f = x'*A*x/(x'*x)
        gradient = 2*(A*x - x'*A*x*x/(x'*x))/(x'*x)

    A : (n, n), symmetric
    x : (n,)
    Returns the value and the gradient, (n,).
    Valid where x ≠ 0.
    Cost: 2*n^2 operations (the function: 2*n^2); memory: 2*n.
    """
    Ax = A @ x
    s = x @ Ax
    s2 = x @ x
    return s / s2, 2 * (Ax - s / s2 * x) / s2
