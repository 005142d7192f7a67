def value_and_gradient(X, y, w, lambda_):
    """Value of f and its gradient with respect to w.

        f = 1/2*norm2(X*w - y)^2 + lambda/2*norm2(w)^2
        gradient = X'*(X*w - y) + lambda*w

    X       : (n, d)
    y       : (n,)
    w       : (d,)
    lambda_ : scalar, positive, lambda above
    Returns the value and the gradient, (d,).
    Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
    """
    residual = X @ w - y
    return 0.5 * (residual @ residual + lambda_ * (w @ w)), X.T @ residual + lambda_ * w
