using LinearAlgebra


"""
    value_and_gradient(S, C)

Value of f and its gradient with respect to S.

    f = 1/2*logdet(S) + 1/2*tr(inv(S)*C)
    gradient = inv(S)*(S - C)*inv(S)/2

S : n×n matrix, posdef
C : n×n matrix, posdef
Returns the value and the gradient, n×n matrix.
Cost: 17/3*n^3 operations (the function: 7/3*n^3); memory: 5*n^2.
"""
function value_and_gradient(S::AbstractMatrix, C::AbstractMatrix)
    C2 = cholesky(Symmetric(S))
    S_inv = inv(C2)
    return sum(log, diag(C2.L)) + 0.5 * dot(S_inv, C), 0.5 * (S_inv - S_inv * C * S_inv)
end
