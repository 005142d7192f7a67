using LinearAlgebra


"""
    value_and_gradient(X, y, w)

Value of f and its gradient with respect to w.

    f = 1/2*norm2(X*w - y)^2
    gradient = X'*(X*w - y)

X : n×d matrix
y : vector of length n
w : vector of length d
Returns the value and the gradient, vector of length d.
Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + d.
"""
function value_and_gradient(X::AbstractMatrix, y::AbstractVector, w::AbstractVector)
    residual = X * w - y
    return 0.5 * dot(residual, residual), X' * residual
end
