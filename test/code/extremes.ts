/** Inputs where a naive form overflows, cancels or divides nothing by nothing. */
export interface Extreme { readonly query: string; readonly at: Readonly<Record<string, number | readonly number[] | readonly (readonly number[])[]>>; readonly expected: readonly number[] }

export const extremeDeclarations = 'x, y, w : vector(n)\nX, P : matrix(m, n)\nt : scalar\n';
/** `expected`: the value, then the entries of the gradient. */
export const extremes: readonly Extreme[] = [
  { query: 'gradient logsumexp(x) wrt x',                    at: { x: [1000, -1000] },       expected: [1000, 1, 0] },
  { query: 'gradient log(sum(exp(x))) wrt x',                at: { x: [-1000, -1000] },      expected: [-1000 + Math.log(2), 0.5, 0.5] },
  { query: 'gradient sum(log(1 + exp(x))) wrt x',            at: { x: [1000, -1000] },       expected: [1000, 1, 0] },
  { query: 'gradient sum(log(1 + exp(-y.*x))) wrt x',        at: { x: [1000, 1000], y: [1, -1] }, expected: [1000, 0, 1] },
  { query: 'gradient sum(softplus(x)) wrt x',                at: { x: [-40, 800] },          expected: [800, Math.exp(-40) / (1 + Math.exp(-40)), 1] },
  { query: 'gradient sum(sigmoid(x)) wrt x',                 at: { x: [1000, -1000] },       expected: [1, 0, 0] },
  { query: 'gradient sum(1./(1 + exp(-x))) wrt x',            at: { x: [1000, -1000] },       expected: [1, 0, 0] },
  { query: 'gradient sum(exp(x)./(1 + exp(x))) wrt x',       at: { x: [1000, -1000] },       expected: [1, 0, 0] },
  { query: 'gradient softmax(x)\'*y wrt x',                  at: { x: [1000, -1000], y: [2, 3] }, expected: [2, 0, 0] },
  { query: 'gradient exp(x)\'*y/sum(exp(x)) wrt x',          at: { x: [1000, -1000], y: [2, 3] }, expected: [2, 0, 0] },
  { query: 'gradient sum(elu(x)) wrt x',                     at: { x: [1000, -1000] },       expected: [999, 1, 0] },
  { query: 'gradient sum(silu(x)) wrt x',                    at: { x: [1000, -1000] },       expected: [1000, 1, 0] },
  { query: 'gradient sum(gelu(x)) wrt x',                    at: { x: [30, -30] },           expected: [30, 1, 0] },
  { query: 'gradient sum(expm1(x)) wrt x',                   at: { x: [1e-12, 1e-12] },      expected: [2e-12, 1, 1] },
  { query: 'gradient sum(exp(x) - 1) wrt x',                 at: { x: [1e-12, 2e-12] },      expected: [3e-12, 1, 1] },
  { query: 'gradient sum(log(1 + x)) wrt x',                 at: { x: [1e-18, 1e-18] },      expected: [2e-18, 1, 1] },
  { query: 'gradient sum(rowlogsumexp(X)) wrt X',            at: { X: [[1000, 0], [-1000, -1000]] }, expected: [1000 - 1000 + Math.log(2), 1, 0, 0.5, 0.5] },
  { query: 'gradient sum(P.*rowsoftmax(X)) wrt X',           at: { X: [[1000, -1000]], P: [[2, 3]] }, expected: [2, 0, 0] },
  { query: 'gradient sum(tanh(x)) wrt x',                    at: { x: [1000, -1000] },       expected: [0, 0, 0] },
  { query: 'hessian logsumexp(x) wrt x',                     at: { x: [1000, -1000] },       expected: [0, 0, 0, 0] },
  { query: 'hessian sum(log(1 + exp(x))) wrt x',             at: { x: [1000, -1000] },       expected: [0, 0, 0, 0] },
];
