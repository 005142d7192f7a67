using LinearAlgebra


"""
    value_and_gradient(X, y, w, lambda, eps_)

Value of f and its gradient with respect to w.

    f = 1/2*norm2(X*w - y)^2 + lambda*sum(sqrt(w.^2 + eps))
    gradient = X'*(X*w - y) + (lambda*w)./sqrt(w.^2 + eps)

X      : n×d matrix
y      : vector of length n
w      : vector of length d
lambda : scalar, positive
eps_   : scalar, positive, eps above
Returns the value and the gradient, vector of length d.
Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 3*d.
"""
function value_and_gradient(
    X::AbstractMatrix,
    y::AbstractVector,
    w::AbstractVector,
    lambda::Real,
    eps_::Real,
)
    residual = X * w - y
    v = sqrt.(w .^ 2 .+ eps_)
    return 0.5 * dot(residual, residual) + lambda * sum(v), X' * residual + lambda * w ./ v
end
