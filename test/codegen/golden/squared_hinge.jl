using LinearAlgebra


"""
    value_and_gradient(X, y, w)

Value of f and its gradient with respect to w.

    f = 1/2*norm2(relu(1 - y.*(X*w)))^2
    gradient = -X'*(y.*relu(1 - y.*(X*w)))

X : n×d matrix
y : vector of length n, sign
w : vector of length d
Returns the value and the gradient, vector of length d.
Valid where 1 - y.*(X*w) ≠ 0 in every entry.
Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
"""
function value_and_gradient(X::AbstractMatrix, y::AbstractVector, w::AbstractVector)
    v = max.(1 .- y .* (X * w), 0)
    return 0.5 * dot(v, v), -(X' * (v .* y))
end
