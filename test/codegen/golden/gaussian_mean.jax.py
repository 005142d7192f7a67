import jax.numpy as jnp
import jax.scipy.linalg as jsl


def value_and_gradient(S, x, mu):
    """Value of f and its gradient with respect to mu.

        f = 1/2*(x - mu)'*inv(S)*(x - mu)
        gradient = inv(S)*(mu - x)

    S  : (n, n), posdef
    x  : (n,)
    mu : (n,)
    Returns the value and the gradient, (n,).
    Cost: 1/3*n^3 operations (the function: 1/3*n^3); memory: n^2.
    """
    difference = x - mu
    solution = jsl.cho_solve((jnp.linalg.cholesky(S), True), difference)
    return 0.5 * (difference @ solution), -solution
