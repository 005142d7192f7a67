using LinearAlgebra


"""
    value_and_gradient(A, x)

Value of f and its gradient with respect to x.

    f = -logdet(A*diag(x)*A')
    gradient = -diagonal(A'*inv(A*diag(x)*A')*A)

A : n×m matrix
x : vector of length m, positive
Returns the value and the gradient, vector of length m.
Valid where A*diag(x)*A' invertible.
Cost: 3*m*n^2 + 1/3*n^3 operations (the function: 2*m*n^2 + 1/3*n^3);
memory: 2*n^2 + m*n.
"""
function value_and_gradient(A::AbstractMatrix, x::AbstractVector)
    C = cholesky(Symmetric((A .* x') * A'))
    solution = C.L \ A
    return -2 * sum(log, diag(C.L)), -vec(sum(abs2, solution; dims = 1))
end
