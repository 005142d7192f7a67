function [value, gradient] = value_and_gradient(X, y, w, c)
    % VALUE_AND_GRADIENT  Value of f and its gradient with respect to w.
    %
    %     f = 1/2*sum(c.*(X*w - y).^2)
    %     gradient = X'*(c.*(X*w - y))
    %
    % X : n-by-d matrix
    % y : n-by-1 vector
    % w : d-by-1 vector
    % c : n-by-1 vector, positive
    % Returns the value and the gradient, d-by-1 vector.
    % Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + d.
    residual = X * w - y;
    value = 0.5 * (c' * residual .^ 2);
    gradient = X' * (c .* residual);
end
