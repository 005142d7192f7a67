using LinearAlgebra


"""
    hessian(X, y, w, lambda)

Hessian of f with respect to w.

    f = sum(log(1 + exp(-y.*(X*w)))) + lambda/2*norm2(w)^2
    hessian = X'*diag(sigmoid(y.*(X*w)).*(1 - sigmoid(y.*(X*w))))*X + lambda*eye(d)

X      : n×d matrix
y      : vector of length n, sign
w      : vector of length d
lambda : scalar, positive
Returns d×d matrix.
Cost: 2*d^2*n operations (the function: 2*d*n); memory: 2*d^2 + 2*n.
"""
function hessian(X::AbstractMatrix, y::AbstractVector, w::AbstractVector, lambda::Real)
    sigmoid(u) = 1 / (1 + exp(-u))
    probabilities = sigmoid.(y .* (X * w))
    return X' * (probabilities .* (1 .- probabilities) .* X) + lambda * I
end
