function [value, gradient] = value_and_gradient(X, y, w)
    % VALUE_AND_GRADIENT  Value of f and its gradient with respect to w.
    %
    %     f = 1/2*norm2(X*w - y)^2
    %     gradient = X'*(X*w - y)
    %
    % X : n-by-d matrix
    % y : n-by-1 vector
    % w : d-by-1 vector
    % Returns the value and the gradient, d-by-1 vector.
    % Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + d.
    residual = X * w - y;
    value = 0.5 * (residual' * residual);
    gradient = X' * residual;
end
