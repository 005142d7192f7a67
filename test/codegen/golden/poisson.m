function [value, gradient] = value_and_gradient(X, y, w)
    % VALUE_AND_GRADIENT  Value of f and its gradient with respect to w.
    %
    %     f = sum(exp(X*w)) - y'*X*w
    %     gradient = X'*(exp(X*w) - y)
    %
    % X : n-by-d matrix
    % y : n-by-1 vector, nonnegative
    % w : d-by-1 vector
    % Returns the value and the gradient, d-by-1 vector.
    % Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + d.
    Xw = X * w;
    v = exp(Xw);
    value = sum(v) - y' * Xw;
    gradient = X' * (v - y);
end
