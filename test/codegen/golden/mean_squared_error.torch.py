def value_and_gradient(X, y, w, b):
    """Value of f and its gradient with respect to w and b.

        f = 1/n*norm2(X*w + b - y)^2
        gradient wrt w = 2*X'*(X*w + b - y)/n
        gradient wrt b = 2*mean(X*w + b - y)

    X : (n, d)
    y : (n,)
    w : (d,)
    b : scalar
    Returns the value and the gradient, (d,) and scalar.
    Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
    """
    n = X.shape[0]
    residual = X @ w + b - y
    value = residual @ residual / n
    gradient_w = 2 / n * (X.T @ residual)
    gradient_b = 2 * residual.sum() / n
    return value, (gradient_w, gradient_b)
