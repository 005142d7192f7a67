using LinearAlgebra


"""
    value_and_gradient(S, x, mu)

Value of f and its gradient with respect to mu.

    f = 1/2*(x - mu)'*inv(S)*(x - mu)
    gradient = inv(S)*(mu - x)

S  : n×n matrix, posdef
x  : vector of length n
mu : vector of length n
Returns the value and the gradient, vector of length n.
Cost: 1/3*n^3 operations (the function: 1/3*n^3); memory: n^2.
"""
function value_and_gradient(S::AbstractMatrix, x::AbstractVector, mu::AbstractVector)
    difference = x - mu
    C = cholesky(Symmetric(S))
    solution = C \ difference
    return 0.5 * dot(difference, solution), -solution
end
