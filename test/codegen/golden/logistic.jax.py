import jax


def value_and_gradient(X, y, w):
    """Value of f and its gradient with respect to w.

        f = sum(log(1 + exp(-y.*(X*w))))
        gradient = -X'*(y.*sigmoid(-y.*(X*w)))

    X : (n, d)
    y : (n,), sign
    w : (d,)
    Returns the value and the gradient, (d,).
    Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
    """
    margins = -y * (X @ w)
    return jax.nn.softplus(margins).sum(), -(X.T @ (jax.nn.sigmoid(margins) * y))
