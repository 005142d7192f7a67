function [value, gradient] = value_and_gradient(X, y, w)
    % VALUE_AND_GRADIENT  Value of f and its gradient with respect to w.
    %
    %     f = 1/2*norm2(relu(1 - y.*(X*w)))^2
    %     gradient = -X'*(y.*relu(1 - y.*(X*w)))
    %
    % X : n-by-d matrix
    % y : n-by-1 vector, sign
    % w : d-by-1 vector
    % Returns the value and the gradient, d-by-1 vector.
    % Valid where 1 - y.*(X*w) ≠ 0 in every entry.
    % Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
    v = max(1 - y .* (X * w), 0);
    value = 0.5 * (v' * v);
    gradient = -(X' * (v .* y));
end
