using LinearAlgebra


"""
    value_and_gradient(X, y, w, c)

Value of f and its gradient with respect to w.

    f = 1/2*sum(c.*(X*w - y).^2)
    gradient = X'*(c.*(X*w - y))

X : n×d matrix
y : vector of length n
w : vector of length d
c : vector of length n, positive
Returns the value and the gradient, vector of length d.
Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + d.
"""
function value_and_gradient(
    X::AbstractMatrix,
    y::AbstractVector,
    w::AbstractVector,
    c::AbstractVector,
)
    residual = X * w - y
    return 0.5 * dot(c, residual .^ 2), X' * (c .* residual)
end
