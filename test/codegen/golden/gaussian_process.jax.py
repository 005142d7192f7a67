import jax.numpy as jnp
import jax.scipy.linalg as jsl


def value_and_gradient(K, y, sigma):
    """Value of f and its gradient with respect to sigma.

        f = 1/2*y'*inv(K + sigma*eye(n))*y + 1/2*logdet(K + sigma*eye(n))
        gradient = (tr(inv(K + sigma*eye(n))) - y'*(K + sigma*eye(n))^-2*y)/2

    K     : (n, n), posdef
    y     : (n,)
    sigma : scalar, positive
    Returns the value and the gradient, scalar.
    Cost: 5/3*n^3 operations (the function: 1/3*n^3); memory: 3*n^2.
    """
    n = K.shape[0]
    L = jnp.linalg.cholesky(K + sigma * jnp.eye(n))
    inverse = jsl.cho_solve((L, True), jnp.eye(n))
    v = inverse @ y
    return 0.5 * (y @ v) + jnp.log(jnp.diagonal(L)).sum(), 0.5 * (jnp.trace(inverse) - v @ v)
