function [value, gradient_w, gradient_b] = value_and_gradient(X, y, w, b)
    % VALUE_AND_GRADIENT  Value of f and its gradient with respect to w and b.
    %
    %     f = 1/n*norm2(X*w + b - y)^2
    %     gradient wrt w = 2*X'*(X*w + b - y)/n
    %     gradient wrt b = 2*mean(X*w + b - y)
    %
    % X : n-by-d matrix
    % y : n-by-1 vector
    % w : d-by-1 vector
    % b : scalar
    % Returns the value and the gradient, d-by-1 vector and scalar.
    % Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
    n = size(X, 1);
    residual = X * w + b - y;
    value = residual' * residual / n;
    gradient_w = 2 / n * (X' * residual);
    gradient_b = 2 * sum(residual) / n;
end
