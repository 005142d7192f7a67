def value_and_gradient(X, y, w, c):
    """Value of f and its gradient with respect to w.

        f = 1/2*sum(c.*(X*w - y).^2)
        gradient = X'*(c.*(X*w - y))

    X : (n, d)
    y : (n,)
    w : (d,)
    c : (n,), positive
    Returns the value and the gradient, (d,).
    Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + d.
    """
    residual = X @ w - y
    return 0.5 * (c @ residual ** 2), X.T @ (c * residual)
