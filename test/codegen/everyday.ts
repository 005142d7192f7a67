/** Twenty everyday losses: the code that is emitted for them is read side by side with what a practitioner would write. */
export interface Loss { readonly name: string; readonly text: string }

export const everyday: readonly Loss[] = [
  { name: 'least_squares',       text: 'X : matrix(n, d)\ny : vector(n)\nw : vector(d)\nf = 1/2*norm2(X*w - y)^2\ngradient f wrt w' },
  { name: 'mean_squared_error',  text: 'X : matrix(n, d)\ny : vector(n)\nw : vector(d)\nb : scalar\nf = 1/n*norm2(X*w + b - y)^2\ngradient f wrt w, b' },
  { name: 'ridge',               text: 'X : matrix(n, d)\ny : vector(n)\nw : vector(d)\nlambda : positive scalar\nf = 1/2*norm2(X*w - y)^2 + lambda/2*norm2(w)^2\ngradient f wrt w' },
  { name: 'lasso_smooth',        text: 'X : matrix(n, d)\ny : vector(n)\nw : vector(d)\nlambda, eps : positive scalar\nf = 1/2*norm2(X*w - y)^2 + lambda*sum(sqrt(w.^2 + eps))\ngradient f wrt w' },
  { name: 'weighted_squares',    text: 'X : matrix(n, d)\ny : vector(n)\nw : vector(d)\nc : positive vector(n)\nf = 1/2*sum(c.*(X*w - y).^2)\ngradient f wrt w' },
  { name: 'logistic',            text: 'X : matrix(n, d)\ny : sign vector(n)\nw : vector(d)\nf = sum(log(1 + exp(-y.*(X*w))))\ngradient f wrt w' },
  { name: 'cross_entropy',       text: 'X : matrix(n, d)\ny : binary vector(n)\nw : vector(d)\nf = -sum(y.*log(sigmoid(X*w)) + (1 - y).*log(1 - sigmoid(X*w)))\ngradient f wrt w' },
  { name: 'logistic_hessian',    text: 'X : matrix(n, d)\ny : sign vector(n)\nw : vector(d)\nlambda : positive scalar\nf = sum(log(1 + exp(-y.*(X*w)))) + lambda/2*norm2(w)^2\nhessian f wrt w' },
  { name: 'softmax_regression',  text: 'X : matrix(n, d)\nW : matrix(d, k)\nY : onehot matrix(n, k)\nf = sum(rowlogsumexp(X*W)) - tr(Y\'*X*W)\ngradient f wrt W' },
  { name: 'poisson',             text: 'X : matrix(n, d)\ny : nonnegative vector(n)\nw : vector(d)\nf = sum(exp(X*w)) - y\'*X*w\ngradient f wrt w' },
  { name: 'squared_hinge',       text: 'X : matrix(n, d)\ny : sign vector(n)\nw : vector(d)\nf = 1/2*norm2(relu(1 - y.*(X*w)))^2\ngradient f wrt w' },
  { name: 'matrix_factorisation', text: 'A : matrix(m, n)\nU : matrix(m, k)\nV : matrix(n, k)\nf = normF(A - U*V\')^2\ngradient f wrt U, V' },
  { name: 'regularised_factorisation', text: 'A : matrix(m, n)\nU : matrix(m, k)\nV : matrix(n, k)\nlambda : positive scalar\nf = 1/2*normF(A - U*V\')^2 + lambda/2*(normF(U)^2 + normF(V)^2)\ngradient f wrt U, V' },
  { name: 'gaussian_covariance', text: 'S : posdef(n)\nC : posdef(n)\nf = 1/2*logdet(S) + 1/2*tr(inv(S)*C)\ngradient f wrt S unstructured' },
  { name: 'gaussian_mean',       text: 'S : posdef(n)\nx, mu : vector(n)\nf = 1/2*(x - mu)\'*inv(S)*(x - mu)\ngradient f wrt mu' },
  { name: 'gaussian_process',    text: 'K : posdef(n)\ny : vector(n)\nsigma : positive scalar\nf = 1/2*y\'*inv(K + sigma*eye(n))*y + 1/2*logdet(K + sigma*eye(n))\ngradient f wrt sigma' },
  { name: 'log_barrier',         text: 'A : matrix(m, n)\nb : vector(m)\nc, x : vector(n)\nt : positive scalar\nf = t*c\'*x - sum(log(b - A*x))\ngradient f wrt x' },
  { name: 'd_optimal',           text: 'A : matrix(n, m)\nx : positive vector(m)\nf = -logdet(A*diag(x)*A\')\ngradient f wrt x' },
  { name: 'rayleigh_quotient',   text: 'A : symmetric matrix(n, n)\nx : vector(n)\nf = x\'*A*x/(x\'*x)\ngradient f wrt x' },
  { name: 'two_layers',          text: 'X : matrix(n, d)\nW : matrix(d, k)\nv : vector(k)\ny : vector(n)\nf = 1/2*norm2(tanh(X*W)*v - y)^2\ngradient f wrt W, v' },
];
