using LinearAlgebra


"""
    value_and_gradient(X, y, w)

Value of f and its gradient with respect to w.

    f = -sum(y.*log(sigmoid(X*w)) + (1 - y).*log(1 - sigmoid(X*w)))
    gradient = X'*(sigmoid(X*w) - y)

X : n×d matrix
y : vector of length n, binary
w : vector of length d
Returns the value and the gradient, vector of length d.
Cost: 4*d*n operations (the function: 2*d*n); memory: n + d.
"""
function value_and_gradient(X::AbstractMatrix, y::AbstractVector, w::AbstractVector)
    sigmoid(u) = 1 / (1 + exp(-u))
    softplus(u) = max(u, 0) + log1p(exp(-abs(u)))
    Xw = X * w
    return sum(softplus.(Xw)) - dot(y, Xw), X' * (sigmoid.(Xw) - y)
end
