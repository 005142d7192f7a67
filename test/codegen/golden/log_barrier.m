function [value, gradient] = value_and_gradient(A, b, c, x, t)
    % VALUE_AND_GRADIENT  Value of f and its gradient with respect to x.
    %
    %     f = t*c'*x - sum(log(b - A*x))
    %     gradient = t*c + A'*(1./(b - A*x))
    %
    % A : m-by-n matrix
    % b : m-by-1 vector
    % c : n-by-1 vector
    % x : n-by-1 vector
    % t : scalar, positive
    % Returns the value and the gradient, n-by-1 vector.
    % Valid where b - A*x > 0 in every entry.
    % Cost: 4*m*n operations (the function: 2*m*n); memory: 2*m + 2*n.
    slack = b - A * x;
    value = t * (c' * x) - sum(log(slack));
    gradient = t * c + A' * (1 ./ slack);
end
