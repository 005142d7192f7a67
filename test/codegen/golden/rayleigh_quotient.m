function [value, gradient] = value_and_gradient(A, x)
    % VALUE_AND_GRADIENT  Value of f and its gradient with respect to x.
    %
    %     f = x'*A*x/(x'*x)
    %     gradient = 2*(A*x - x'*A*x*x/(x'*x))/(x'*x)
    %
    % A : n-by-n matrix, symmetric
    % x : n-by-1 vector
    % Returns the value and the gradient, n-by-1 vector.
    % Valid where x ≠ 0.
    % Cost: 2*n^2 operations (the function: 2*n^2); memory: 2*n.
    Ax = A * x;
    s = x' * Ax;
    s2 = x' * x;
    value = s / s2;
    gradient = 2 * (Ax - s / s2 * x) / s2;
end
