function [value, gradient] = value_and_gradient(X, y, w)
    % VALUE_AND_GRADIENT  Value of f and its gradient with respect to w.
    %
    %     f = -sum(y.*log(sigmoid(X*w)) + (1 - y).*log(1 - sigmoid(X*w)))
    %     gradient = X'*(sigmoid(X*w) - y)
    %
    % X : n-by-d matrix
    % y : n-by-1 vector, binary
    % w : d-by-1 vector
    % Returns the value and the gradient, d-by-1 vector.
    % Cost: 4*d*n operations (the function: 2*d*n); memory: n + d.
    sigmoid = @(u) 1 ./ (1 + exp(-u));
    softplus = @(u) max(u, 0) + log1p(exp(-abs(u)));
    Xw = X * w;
    value = sum(softplus(Xw)) - y' * Xw;
    gradient = X' * (sigmoid(Xw) - y);
end
