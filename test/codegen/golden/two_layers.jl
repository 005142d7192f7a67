using LinearAlgebra


"""
    value_and_gradient(X, W, v, y)

Value of f and its gradient with respect to W and v.

    f = 1/2*norm2(tanh(X*W)*v - y)^2
    gradient wrt W = X'*diag(tanh(X*W)*v - y)*(1 - tanh(X*W).^2)*diag(v)
    gradient wrt v = tanh(W'*X')*(tanh(X*W)*v - y)

X : n×d matrix
W : d×k matrix
v : vector of length k
y : vector of length n
Returns the value and the gradient, d×k matrix and vector of length k.
Cost: 4*d*k*n operations (the function: 2*d*k*n); memory: 2*k*n + 2*d*k.
"""
function value_and_gradient(
    X::AbstractMatrix,
    W::AbstractMatrix,
    v::AbstractVector,
    y::AbstractVector,
)
    M = tanh.(X * W)
    residual = M * v - y
    value = 0.5 * dot(residual, residual)
    gradient_W = (X' * (residual .* (1 .- M .^ 2))) .* v'
    gradient_v = M' * residual
    return value, (gradient_W, gradient_v)
end
