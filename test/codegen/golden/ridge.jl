using LinearAlgebra


"""
    value_and_gradient(X, y, w, lambda)

Value of f and its gradient with respect to w.

    f = 1/2*norm2(X*w - y)^2 + lambda/2*norm2(w)^2
    gradient = X'*(X*w - y) + lambda*w

X      : n×d matrix
y      : vector of length n
w      : vector of length d
lambda : scalar, positive
Returns the value and the gradient, vector of length d.
Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
"""
function value_and_gradient(
    X::AbstractMatrix,
    y::AbstractVector,
    w::AbstractVector,
    lambda::Real,
)
    residual = X * w - y
    return 0.5 * (dot(residual, residual) + lambda * dot(w, w)), X' * residual + lambda * w
end
