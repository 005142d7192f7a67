/** Whole models to start from: each is complete and its query is answered. `${n:…}` are the places to fill in. */

export interface Model { readonly label: string; readonly summary: string; readonly body: string }

const model = (label: string, summary: string, ...lines: readonly string[]): Model => ({ label, summary, body: lines.join('\n') });

export const MODELS: readonly Model[] = [
  model('least squares', 'the squared residual of a linear model',
    'X : matrix(n, d); w : vector(d); y : vector(n)',
    '${1:f} = 1/2*norm2(X*w - y)^2',
    'gradient ${1:f} wrt w'),
  model('ridge regression', 'least squares with a penalty on the weights',
    'X : matrix(n, d); w : vector(d); y : vector(n); λ : positive scalar',
    '${1:f} = 1/2*norm2(X*w - y)^2 + λ/2*norm2(w)^2',
    'gradient ${1:f} wrt w'),
  model('logistic regression', 'the logistic loss for labels -1 and 1',
    'X : matrix(n, d); w : vector(d); s : sign vector(n)',
    '${1:f} = sum(softplus(-s.*(X*w)))',
    'gradient ${1:f} wrt w'),
  model('softmax regression', 'the cross-entropy of one-hot labels',
    'X : matrix(n, d); W : matrix(d, k); Y : onehot matrix(n, k)',
    '${1:f} = sum(rowlogsumexp(X*W)) - sum(Y.*(X*W))',
    'gradient ${1:f} wrt W'),
  model('matrix factorisation', 'the distance of a matrix to a product of low rank',
    'M : matrix(m, n); U : matrix(m, k); V : matrix(n, k)',
    "${1:f} = 1/2*normF(M - U*V')^2",
    'gradient ${1:f} wrt U, V'),
  model('Gaussian log-likelihood', 'of one observation, in its mean and covariance',
    'x : vector(n); μ : vector(n); S : posdef(n)',
    "${1:f} = -1/2*logdet(S) - 1/2*(x - μ)'*inv(S)*(x - μ)",
    'gradient ${1:f} wrt μ, S'),
  model('two-layer network', 'the squared error of a network with one hidden layer',
    'x : vector(d); y : vector(m); W : matrix(h, d); V : matrix(m, h); b : vector(h)',
    'z = tanh(W*x + b)',
    '${1:f} = 1/2*norm2(V*z - y)^2',
    'gradient ${1:f} wrt W, V, b'),
  model('quadratic form', 'and its Hessian',
    'A : symmetric matrix(n, n); b : vector(n); x : vector(n)',
    "${1:f} = 1/2*x'*A*x - b'*x",
    'gradient ${1:f} wrt x',
    'hessian ${1:f} wrt x'),
];
