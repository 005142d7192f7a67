function [value, gradient] = value_and_gradient(X, y, w, lambda, eps_)
    % VALUE_AND_GRADIENT  Value of f and its gradient with respect to w.
    %
    %     f = 1/2*norm2(X*w - y)^2 + lambda*sum(sqrt(w.^2 + eps))
    %     gradient = X'*(X*w - y) + (lambda*w)./sqrt(w.^2 + eps)
    %
    % X      : n-by-d matrix
    % y      : n-by-1 vector
    % w      : d-by-1 vector
    % lambda : scalar, positive
    % eps_   : scalar, positive, eps above
    % Returns the value and the gradient, d-by-1 vector.
    % Cost: 4*d*n operations (the function: 2*d*n); memory: 2*n + 3*d.
    residual = X * w - y;
    v = sqrt(w .^ 2 + eps_);
    value = 0.5 * (residual' * residual) + lambda * sum(v);
    gradient = X' * residual + lambda * w ./ v;
end
