function [value, gradient] = value_and_gradient(X, y, w)
    % VALUE_AND_GRADIENT  Value of f and its gradient with respect to w.
    %
    %     f = sum(log(1 + exp(-y.*(X*w))))
    %     gradient = -X'*(y.*sigmoid(-y.*(X*w)))
    %
    % X : n-by-d matrix
    % y : n-by-1 vector, sign
    % w : d-by-1 vector
    % Returns the value and the gradient, d-by-1 vector.
    % Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 2*d.
    sigmoid = @(u) 1 ./ (1 + exp(-u));
    softplus = @(u) max(u, 0) + log1p(exp(-abs(u)));
    margins = -y .* (X * w);
    value = sum(softplus(margins));
    gradient = -(X' * (sigmoid(margins) .* y));
end
