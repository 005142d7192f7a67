using LinearAlgebra


"""
    value_and_gradient(X, y, w, b)

Value of f and its gradient with respect to w and b.

    f = 1/n*norm2(X*w + b - y)^2
    gradient wrt w = 2*X'*(X*w + b - y)/n
    gradient wrt b = 2*mean(X*w + b - y)

X : n×d matrix
y : vector of length n
w : vector of length d
b : scalar
Returns the value and the gradient, vector of length d and scalar.
Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
"""
function value_and_gradient(
    X::AbstractMatrix,
    y::AbstractVector,
    w::AbstractVector,
    b::Real,
)
    n = size(X, 1)
    residual = X * w .+ b .- y
    value = dot(residual, residual) / n
    gradient_w = 2 / n * (X' * residual)
    gradient_b = 2 * sum(residual) / n
    return value, (gradient_w, gradient_b)
end
