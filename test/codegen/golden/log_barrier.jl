using LinearAlgebra


"""
    value_and_gradient(A, b, c, x, t)

Value of f and its gradient with respect to x.

    f = t*c'*x - sum(log(b - A*x))
    gradient = t*c + A'*(1./(b - A*x))

A : m×n matrix
b : vector of length m
c : vector of length n
x : vector of length n
t : scalar, positive
Returns the value and the gradient, vector of length n.
Valid where b - A*x > 0 in every entry.
Cost: 4*m*n operations (the function: 2*m*n); memory: 2*m + 2*n.
"""
function value_and_gradient(
    A::AbstractMatrix,
    b::AbstractVector,
    c::AbstractVector,
    x::AbstractVector,
    t::Real,
)
    slack = b - A * x
    return t * dot(c, x) - sum(log.(slack)), t * c + A' * (1 ./ slack)
end
