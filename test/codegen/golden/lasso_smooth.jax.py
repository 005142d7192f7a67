import jax.numpy as jnp


def value_and_gradient(X, y, w, lambda_, eps):
    """Value of f and its gradient with respect to w.

        f = 1/2*norm2(X*w - y)^2 + lambda*sum(sqrt(w.^2 + eps))
        gradient = X'*(X*w - y) + (lambda*w)./sqrt(w.^2 + eps)

    X       : (n, d)
    y       : (n,)
    w       : (d,)
    lambda_ : scalar, positive, lambda above
    eps     : scalar, positive
    Returns the value and the gradient, (d,).
    Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 3*d.
    """
    residual = X @ w - y
    v = jnp.sqrt(w ** 2 + eps)
    return 0.5 * (residual @ residual) + lambda_ * v.sum(), X.T @ residual + lambda_ * w / v
