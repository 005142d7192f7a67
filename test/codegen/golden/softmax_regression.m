function [value, gradient] = value_and_gradient(X, W, Y)
    % VALUE_AND_GRADIENT  Value of f and its gradient with respect to W.
    %
    %     f = sum(rowlogsumexp(X*W)) - tr(Y'*X*W)
    %     gradient = X'*(rowsoftmax(X*W) - Y)
    %
    % X : n-by-d matrix
    % W : d-by-k matrix
    % Y : n-by-k matrix, onehot
    % Returns the value and the gradient, d-by-k matrix.
    % Cost: 4*d*k*n operations (the function: 2*d*k*n); memory: 2*k*n + d*k.
    XW = X * W;
    top = max(XW, [], 2);
    weights = exp(XW - top);
    total = sum(weights, 2);
    value = sum(top + log(total)) - Y(:)' * XW(:);
    gradient = X' * (weights ./ total - Y);
end
