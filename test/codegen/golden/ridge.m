function [value, gradient] = value_and_gradient(X, y, w, lambda)
    % VALUE_AND_GRADIENT  Value of f and its gradient with respect to w.
    %
    %     f = 1/2*norm2(X*w - y)^2 + lambda/2*norm2(w)^2
    %     gradient = X'*(X*w - y) + lambda*w
    %
    % X      : n-by-d matrix
    % y      : n-by-1 vector
    % w      : d-by-1 vector
    % lambda : scalar, positive
    % Returns the value and the gradient, d-by-1 vector.
    % Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
    residual = X * w - y;
    value = 0.5 * (residual' * residual + lambda * (w' * w));
    gradient = X' * residual + lambda * w;
end
