function [value, gradient_U, gradient_V] = value_and_gradient(A, U, V, lambda)
    % VALUE_AND_GRADIENT  Value of f and its gradient with respect to U and V.
    %
    %     f = 1/2*normF(A - U*V')^2 + lambda/2*(normF(U)^2 + normF(V)^2)
    %     gradient wrt U = lambda*U - (A - U*V')*V
    %     gradient wrt V = lambda*V - (A' - V*U')*U
    %
    % A      : m-by-n matrix
    % U      : m-by-k matrix
    % V      : n-by-k matrix
    % lambda : scalar, positive
    % Returns the value and the gradient, m-by-k matrix and n-by-k matrix.
    % Cost: 6*k*m*n operations (the function: 2*k*m*n); memory: 2*m*n + 2*k*m +
    % 2*k*n.
    residual = U * V' - A;
    value = 0.5 * (residual(:)' * residual(:) + lambda * (U(:)' * U(:) + V(:)' * V(:)));
    gradient_U = residual * V + lambda * U;
    gradient_V = residual' * U + lambda * V;
end
