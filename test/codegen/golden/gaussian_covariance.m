function [value, gradient] = value_and_gradient(S, C)
    % VALUE_AND_GRADIENT  Value of f and its gradient with respect to S.
    %
    %     f = 1/2*logdet(S) + 1/2*tr(inv(S)*C)
    %     gradient = inv(S)*(S - C)*inv(S)/2
    %
    % S : n-by-n matrix, posdef
    % C : n-by-n matrix, posdef
    % Returns the value and the gradient, n-by-n matrix.
    % Cost: 17/3*n^3 operations (the function: 7/3*n^3); memory: 5*n^2.
    n = size(S, 1);
    L = chol(S, 'lower');
    L_inv = L \ eye(n);
    S_inv = L_inv' * L_inv;
    value = sum(log(diag(L))) + 0.5 * (S_inv(:)' * C(:));
    gradient = 0.5 * (S_inv - S_inv * C * S_inv);
end
