def value_and_gradient(X, y, w):
    """Value of f and its gradient with respect to w.

        f = 1/2*norm2(X*w - y)^2
        gradient = X'*(X*w - y)

    X : (n, d)
    y : (n,)
    w : (d,)
    Returns the value and the gradient, (d,).
    Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + d.
    """
    residual = X @ w - y
    return 0.5 * (residual @ residual), X.T @ residual
