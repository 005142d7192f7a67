/** Inputs where a naive form overflows, cancels or divides nothing by nothing. */
export interface Extreme { readonly query: string; readonly at: Readonly<Record<string, number | readonly number[] | readonly (readonly number[])[]>>; readonly expected: readonly number[] }

export const extremeDeclarations = 'x, y, w : vector(n)\nX, P : matrix(m, n)\nt : scalar\nS : posdef(n)\nD : invertible matrix(n, n)\n';
/** Condition 4·10¹², and its factor, its inverse and its determinant are numbers without rounding. */
const TINY = 2 ** -40;
const SINGULAR = [[1, 1], [1, 1 + TINY]] as const;

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
  { query: 'gradient sum(log(sigmoid(x))) wrt x',            at: { x: [1000, -1000] },       expected: [-1000, 0, 1] },
  { query: 'gradient sum(log(1 - sigmoid(x))) wrt x',        at: { x: [1000, -1000] },       expected: [-1000, -1, 0] },
  { query: 'gradient -sum(y.*log(sigmoid(x)) + (1 - y).*log(1 - sigmoid(x))) wrt x', at: { x: [1000, -1000], y: [0, 1] }, expected: [2000, 1, -1] },
  { query: 'gradient -(y\'*log(softmax(x))) wrt x',          at: { x: [1000, -1000], y: [0, 1] }, expected: [2000, 1, -1] },
  { query: 'gradient logsoftmax(x)\'*y wrt x',               at: { x: [1000, -1000], y: [0, 1] }, expected: [-2000, -1, 1] },
  { query: 'gradient -tr(P\'*log(rowsoftmax(X))) wrt X',     at: { X: [[1000, -1000]], P: [[0, 1]] }, expected: [2000, 1, -1] },
  { query: 'gradient sum(1./(1 + exp(x))) wrt x',            at: { x: [1000, -1000] },       expected: [1, 0, 0] },
  { query: 'gradient exp(t)/(1 + exp(t)) wrt t',             at: { t: 1000 },                expected: [1, 0] },
  { query: 'gradient log(1 + exp(t)) wrt t',                 at: { t: 1000 },                expected: [1000, 1] },
  { query: 'gradient sum(log(sigmoid(x)./(1 - sigmoid(x)))) wrt x', at: { x: [1000, -40] },  expected: [960, 1, 1] },
  { query: 'gradient log(abs(det(D))) wrt D',                at: { D: [[1e200, 0], [0, -1e200]] }, expected: [400 * Math.LN10, 1e-200, 0, 0, -1e-200] },
  { query: 'gradient x\'*inv(S)*x wrt x',                    at: { x: [1, 2], S: SINGULAR }, expected: [1 + 1 / TINY, 2 - 2 / TINY, 2 / TINY] },
  { query: 'gradient x\'*inv(S)*x + logdet(S) wrt x',        at: { x: [1, 1], S: SINGULAR }, expected: [1 - 40 * Math.LN2, 2, 0] },
  { query: 'gradient logdet(S) wrt S unstructured',          at: { S: SINGULAR },            expected: [-40 * Math.LN2, 1 + 1 / TINY, -1 / TINY, -1 / TINY, 1 / TINY] },
  { query: 'gradient x\'*inv(S)*x + logdet(S) wrt S unstructured', at: { x: [1, 1], S: SINGULAR }, expected: [1 - 40 * Math.LN2, 1 / TINY, -1 / TINY, -1 / TINY, 1 / TINY] },
  { query: 'hessian x\'*inv(S)*x wrt x',                     at: { x: [1, 1], S: SINGULAR }, expected: [2 + 2 / TINY, -2 / TINY, -2 / TINY, 2 / TINY] },
  { query: 'gradient sum(log(cosh(x))) wrt x',               at: { x: [1000, -1000] },       expected: [2000 - 2 * Math.LN2, 1, -1] },
  { query: 'gradient sum(log(exp(x) + exp(y))) wrt x',       at: { x: [1000, -1000], y: [1000, -1000] }, expected: [2 * Math.LN2, 0.5, 0.5] },
  { query: 'gradient sum(exp(x)./(exp(x) + exp(y))) wrt x',  at: { x: [1000, -1000], y: [1000, -1000] }, expected: [1, 0.25, 0.25] },
  { query: 'gradient sum(log(1 - exp(x))) wrt x',            at: { x: [-1e-20, -1000] },     expected: [Math.log(1e-20), -1e20, 0] },
  { query: 'hessian logsumexp(x) wrt x',                     at: { x: [1000, -1000] },       expected: [0, 0, 0, 0] },
  { query: 'hessian sum(log(1 + exp(x))) wrt x',             at: { x: [1000, -1000] },       expected: [0, 0, 0, 0] },
];
