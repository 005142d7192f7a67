import jax.numpy as jnp
import jax.scipy.linalg as jsl


def value_and_gradient(S, C):
    """Value of f and its gradient with respect to S.

        f = 1/2*logdet(S) + 1/2*tr(inv(S)*C)
        gradient = inv(S)*(S - C)*inv(S)/2

    S : (n, n), posdef
    C : (n, n), posdef
    Returns the value and the gradient, (n, n).
    Cost: 17/3*n^3 operations (the function: 7/3*n^3); memory: 5*n^2.
    """
    n = S.shape[0]
    L = jnp.linalg.cholesky(S)
    S_inv = jsl.cho_solve((L, True), jnp.eye(n))
    value = jnp.log(jnp.diagonal(L)).sum() + 0.5 * jnp.vdot(S_inv, C)
    gradient = 0.5 * (S_inv - S_inv @ C @ S_inv)
    return value, gradient
