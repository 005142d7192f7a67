function [value, gradient] = value_and_gradient(S, x, mu)
    % VALUE_AND_GRADIENT  Value of f and its gradient with respect to mu.
    %
    %     f = 1/2*(x - mu)'*inv(S)*(x - mu)
    %     gradient = inv(S)*(mu - x)
    %
    % S  : n-by-n matrix, posdef
    % x  : n-by-1 vector
    % mu : n-by-1 vector
    % Returns the value and the gradient, n-by-1 vector.
    % Cost: 1/3*n^3 operations (the function: 1/3*n^3); memory: n^2.
    difference = x - mu;
    L = chol(S, 'lower');
    solution = L' \ (L \ difference);
    value = 0.5 * (difference' * solution);
    gradient = -solution;
end
