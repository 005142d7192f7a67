using LinearAlgebra


"""
    value_and_gradient(X, W, Y)

Value of f and its gradient with respect to W.

    f = sum(rowlogsumexp(X*W)) - tr(Y'*X*W)
    gradient = X'*(rowsoftmax(X*W) - Y)

X : n×d matrix
W : d×k matrix
Y : n×k matrix, onehot
Returns the value and the gradient, d×k matrix.
Cost: 4*d*k*n operations (the function: 2*d*k*n); memory: 2*k*n + d*k.
"""
function value_and_gradient(X::AbstractMatrix, W::AbstractMatrix, Y::AbstractMatrix)
    XW = X * W
    top = vec(maximum(XW; dims = 2))
    weights = exp.(XW .- top)
    total = vec(sum(weights; dims = 2))
    return sum(top + log.(total)) - dot(Y, XW), X' * (weights ./ total - Y)
end
