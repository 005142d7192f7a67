function [value, gradient] = value_and_gradient(A, x)
    % VALUE_AND_GRADIENT  Value of f and its gradient with respect to x.
    %
    %     f = -logdet(A*diag(x)*A')
    %     gradient = -diagonal(A'*inv(A*diag(x)*A')*A)
    %
    % A : n-by-m matrix
    % x : m-by-1 vector, positive
    % Returns the value and the gradient, m-by-1 vector.
    % Valid where A*diag(x)*A' invertible.
    % Cost: 3*m*n^2 + 1/3*n^3 operations (the function: 2*m*n^2 + 1/3*n^3);
    % memory: 2*n^2 + m*n.
    L = chol((A .* x') * A', 'lower');
    solution = L \ A;
    value = -2 * sum(log(diag(L)));
    gradient = -sum(solution .^ 2, 1)';
end
