"""
    value_and_gradient(X, y, w)

Value of f and its gradient with respect to w.

    f = sum(log(1 + exp(-y.*(X*w))))
    gradient = -X'*(y.*sigmoid(-y.*(X*w)))

X : n×d matrix
y : vector of length n, sign
w : vector of length d
Returns the value and the gradient, vector of length d.
Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
"""
function value_and_gradient(X::AbstractMatrix, y::AbstractVector, w::AbstractVector)
    sigmoid(u) = 1 / (1 + exp(-u))
    softplus(u) = max(u, 0) + log1p(exp(-abs(u)))
    margins = -y .* (X * w)
    return sum(softplus.(margins)), -(X' * (sigmoid.(margins) .* y))
end
