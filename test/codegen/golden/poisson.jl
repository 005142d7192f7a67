using LinearAlgebra


"""
    value_and_gradient(X, y, w)

Value of f and its gradient with respect to w.

    f = sum(exp(X*w)) - y'*X*w
    gradient = X'*(exp(X*w) - y)

X : n×d matrix
y : vector of length n, nonnegative
w : vector of length d
Returns the value and the gradient, vector of length d.
Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + d.
"""
function value_and_gradient(X::AbstractMatrix, y::AbstractVector, w::AbstractVector)
    Xw = X * w
    v = exp.(Xw)
    return sum(v) - dot(y, Xw), X' * (v - y)
end
