import jax
import jax.numpy as jnp


def value_and_gradient(X, W, Y):
    """Value of f and its gradient with respect to W.

        f = sum(rowlogsumexp(X*W)) - tr(Y'*X*W)
        gradient = X'*(rowsoftmax(X*W) - Y)

    X : (n, d)
    W : (d, k)
    Y : (n, k), onehot
    Returns the value and the gradient, (d, k).
    Cost: 4*d*k*n operations (the function: 2*d*k*n); memory: 2*k*n + d*k.
    """
    XW = X @ W
    value = jax.nn.logsumexp(XW, axis=1).sum() - jnp.vdot(Y, XW)
    gradient = X.T @ (jax.nn.softmax(XW, axis=1) - Y)
    return value, gradient
