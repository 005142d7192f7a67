using LinearAlgebra


"""
    value_and_gradient(A, U, V)

Value of f and its gradient with respect to U and V.

    f = normF(A - U*V')^2
    gradient wrt U = 2*(U*V' - A)*V
    gradient wrt V = 2*(V*U' - A')*U

A : m×n matrix
U : m×k matrix
V : n×k matrix
Returns the value and the gradient, m×k matrix and n×k matrix.
Cost: 6*k*m*n operations (the function: 2*k*m*n); memory: 2*m*n + 2*k*m +
2*k*n.
"""
function value_and_gradient(A::AbstractMatrix, U::AbstractMatrix, V::AbstractMatrix)
    residual = U * V' - A
    value = dot(residual, residual)
    gradient_U = 2 * (residual * V)
    gradient_V = 2 * (residual' * U)
    return value, (gradient_U, gradient_V)
end
