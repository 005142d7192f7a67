using LinearAlgebra


"""
    value_and_gradient(A, U, V, lambda)

Value of f and its gradient with respect to U and V.

    f = 1/2*normF(A - U*V')^2 + lambda/2*(normF(U)^2 + normF(V)^2)
    gradient wrt U = lambda*U - (A - U*V')*V
    gradient wrt V = lambda*V - (A' - V*U')*U

A      : m×n matrix
U      : m×k matrix
V      : n×k matrix
lambda : scalar, positive
Returns the value and the gradient, m×k matrix and n×k matrix.
Cost: 6*k*m*n operations (the function: 2*k*m*n); memory: 2*m*n + 2*k*m +
2*k*n.
"""
function value_and_gradient(
    A::AbstractMatrix,
    U::AbstractMatrix,
    V::AbstractMatrix,
    lambda::Real,
)
    residual = U * V' - A
    value = 0.5 * (dot(residual, residual) + lambda * (dot(U, U) + dot(V, V)))
    gradient_U = residual * V + lambda * U
    gradient_V = residual' * U + lambda * V
    return value, (gradient_U, gradient_V)
end
