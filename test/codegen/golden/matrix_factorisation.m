function [value, gradient_U, gradient_V] = value_and_gradient(A, U, V)
    % VALUE_AND_GRADIENT  Value of f and its gradient with respect to U and V.
    %
    %     f = normF(A - U*V')^2
    %     gradient wrt U = 2*(U*V' - A)*V
    %     gradient wrt V = 2*(V*U' - A')*U
    %
    % A : m-by-n matrix
    % U : m-by-k matrix
    % V : n-by-k matrix
    % Returns the value and the gradient, m-by-k matrix and n-by-k matrix.
    % Cost: 6*k*m*n operations (the function: 2*k*m*n); memory: 2*m*n + 2*k*m +
    % 2*k*n.
    residual = U * V' - A;
    value = residual(:)' * residual(:);
    gradient_U = 2 * (residual * V);
    gradient_V = 2 * (residual' * U);
end
