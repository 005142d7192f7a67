using LinearAlgebra


"""
    value_and_gradient(K, y, sigma)

Value of f and its gradient with respect to sigma.

    f = 1/2*y'*inv(K + sigma*eye(n))*y + 1/2*logdet(K + sigma*eye(n))
    gradient = (tr(inv(K + sigma*eye(n))) - y'*(K + sigma*eye(n))^-2*y)/2

K     : n×n matrix, posdef
y     : vector of length n
sigma : scalar, positive
Returns the value and the gradient, scalar.
Cost: 5/3*n^3 operations (the function: 1/3*n^3); memory: 3*n^2.
"""
function value_and_gradient(K::AbstractMatrix, y::AbstractVector, sigma::Real)
    C = cholesky(Symmetric(K + sigma * I))
    inverse = inv(C)
    v = inverse * y
    return 0.5 * dot(y, v) + sum(log, diag(C.L)), 0.5 * (tr(inverse) - dot(v, v))
end
