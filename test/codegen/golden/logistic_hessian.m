function H = hessian(X, y, w, lambda)
    % HESSIAN  Hessian of f with respect to w.
    %
    %     f = sum(log(1 + exp(-y.*(X*w)))) + lambda/2*norm2(w)^2
    %     hessian = X'*diag(sigmoid(y.*(X*w)).*(1 - sigmoid(y.*(X*w))))*X + lambda*eye(d)
    %
    % X      : n-by-d matrix
    % y      : n-by-1 vector, sign
    % w      : d-by-1 vector
    % lambda : scalar, positive
    % Returns d-by-d matrix.
    % Cost: 2*d^2*n operations (the function: 2*d*n); memory: 2*d^2 + 2*n.
    sigmoid = @(u) 1 ./ (1 + exp(-u));
    d = size(X, 2);
    probabilities = sigmoid(y .* (X * w));
    H = X' * (probabilities .* (1 - probabilities) .* X) + lambda * eye(d);
end
