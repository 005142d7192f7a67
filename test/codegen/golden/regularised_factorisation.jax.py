import jax.numpy as jnp


def value_and_gradient(A, U, V, lambda_):
    """Value of f and its gradient with respect to U and V.

        f = 1/2*normF(A - U*V')^2 + lambda/2*(normF(U)^2 + normF(V)^2)
        gradient wrt U = lambda*U - (A - U*V')*V
        gradient wrt V = lambda*V - (A' - V*U')*U

    A       : (m, n)
    U       : (m, k)
    V       : (n, k)
    lambda_ : scalar, positive, lambda above
    Returns the value and the gradient, (m, k) and (n, k).
    Cost: 6*k*m*n operations (the function: 2*k*m*n); memory: 2*m*n + 2*k*m +
    2*k*n.
    """
    residual = U @ V.T - A
    value = 0.5 * (jnp.vdot(residual, residual) + lambda_ * (jnp.vdot(U, U) + jnp.vdot(V, V)))
    gradient_U = residual @ V + lambda_ * U
    gradient_V = residual.T @ U + lambda_ * V
    return value, (gradient_U, gradient_V)
