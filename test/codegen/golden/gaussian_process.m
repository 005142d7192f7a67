function [value, gradient] = value_and_gradient(K, y, sigma)
    % VALUE_AND_GRADIENT  Value of f and its gradient with respect to sigma.
    %
    %     f = 1/2*y'*inv(K + sigma*eye(n))*y + 1/2*logdet(K + sigma*eye(n))
    %     gradient = (tr(inv(K + sigma*eye(n))) - y'*(K + sigma*eye(n))^-2*y)/2
    %
    % K     : n-by-n matrix, posdef
    % y     : n-by-1 vector
    % sigma : scalar, positive
    % Returns the value and the gradient, scalar.
    % Cost: 5/3*n^3 operations (the function: 1/3*n^3); memory: 3*n^2.
    n = size(K, 1);
    L = chol(K + sigma * eye(n), 'lower');
    L_inv = L \ eye(n);
    inverse = L_inv' * L_inv;
    v = inverse * y;
    value = 0.5 * (y' * v) + sum(log(diag(L)));
    gradient = 0.5 * (trace(inverse) - v' * v);
end
