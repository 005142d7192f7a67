import { expect, test } from 'vitest';
import { fromLatex } from '../../server/src/syntax/foreign/latex';
import { fromNumpy } from '../../server/src/syntax/foreign/numpy';
import type { Reading } from '../../server/src/syntax/foreign/reading';
import { parseExpression } from '../../server/src/syntax/parse';
import { printTree } from '../../server/src/syntax/print';

function shown(reading: Reading): string {
  if (!reading.ok) return `! ${reading.message}`;
  const text = printTree(reading.tree);
  expect(parseExpression(text).errors).toEqual([]);
  return reading.head === undefined ? text : `${reading.head.name}(${reading.head.parameters.join(', ')}) = ${text}`;
}

test.each([
  ['\\tfrac12\\|Xw-y\\|_2^2',                                                   '1/2*norm2(X*w - y)^2'],
  ['\\frac{1}{2}\\lVert X\\mathbf{w} - y\\rVert_2^2 + \\frac{\\lambda}{2} \\|w\\|^2', '1/2*norm2(X*w - y)^2 + λ/2*norm(w)^2'],
  ['$$x^\\top A x - b^T x$$',                                                   "x'*A*x - b'*x"],
  ['\\log\\det \\Sigma + (x-\\mu)^\\top \\Sigma^{-1} (x-\\mu)',                 "logdet(Σ) + (x - μ)'*inv(Σ)*(x - μ)"],
  ['\\operatorname{tr}(A X B X^\\top)',                                         "tr(A*X*B*X')"],
  ['\\left\\| M - U V^{\\mathsf{T}} \\right\\|_F^2',                            "normF(M - U*V')^2"],
  ['\\sum_{i=1}^n \\log(1 + e^{-y_i x_i^\\top w})',                             "sum(i = 1..n) log(1 + exp(-y[i]*x[i]'*w))"],
  ['\\sigma(W x + b) \\odot u',                                                 'sigmoid(W*x + b).*u'],
  ['X(Xw - y)',                                                                 'X*(X*w - y)'],
  ['\\langle a, B c\\rangle + |t|',                                             'dot(a, B*c) + abs(t)'],
  ['A \\otimes B',                                                              'kron(A, B)'],
  ['A^{-\\top} b + X^{\\dagger} y',                                             "inv(A)'*b + pinv(X)*y"],
  ['\\hat{y} - w_1 x_{ij}',                                                     'y_hat - w_1*x_ij'],
  ['\\exp(-\\tfrac{1}{2} t^2) / \\sqrt{2 \\pi}',                                'exp(-1/2*t^2)/sqrt(2*pi)'],
  ['2\\cdot 3 x^{2}',                                                           '2*3*x^2'],
  ['\\tanh^2 u',                                                                'tanh(u)^2'],
  ['-\\frac{a+b}{c}',                                                           '-(a + b)/c'],
  ['\\nabla f',                                                                 '! \\nabla has no counterpart in the language.'],
  ['\\|x',                                                                      "! The bar is not closed before 'the end'.".replace("'the end'", 'the end')],
  ['a +',                                                                       '! The formula ends where a term is expected.'],
  ['x^',                                                                        '! Something is missing behind ^ or _.'],
])('LaTeX %s', (text, expected) => { expect(shown(fromLatex(text))).toBe(expected); });

test.each([
  ['0.5*np.sum((X@w-y)**2)',                                   '0.5*sum((X*w - y).^2)'],
  ['w @ w + lam * np.linalg.norm(w)**2',                       "w'*w + lam*norm(w)^2"],
  ['X.T @ (X @ w - y) / 2',                                    "X'*(X*w - y)/2"],
  ['y @ A @ x',                                                "y'*A*x"],
  ['y @ A',                                                    "A'*y"],
  ['x.T @ A @ x',                                              "x'*A*x"],
  ['np.trace(A @ B.T)',                                        "tr(A*B')"],
  ['np.linalg.slogdet(S)[1]',                                  'logdet(S)'],
  ['np.linalg.solve(A, b)',                                    'A\\b'],
  ['np.log(1 + np.exp(-y * (X @ w))).mean()',                  'mean(log(1 + exp(-y.*(X*w))))'],
  ['X.sum(axis=0) + X.mean(axis=1)',                           "colsum(X)' + rowmean(X)"],
  ['np.linalg.norm(X, "nuc") + np.linalg.norm(x, ord=1)',      'nuc(X) + norm1(x)'],
  ['np.outer(x, y) * A',                                       'outer(x, y).*A'],
  ['np.ones((3, 4)) + np.eye(3)',                              'ones(3, 4) + eye(3)'],
  ['X[0] @ w + y[1] + X[1, 2]',                                'X[1, :]*w + y[2] + X[2, 3]'],
  ['torch.sigmoid(W @ x + b)',                                 'sigmoid(W*x + b)'],
  ['np.maximum(0, x)',                                         'max(0, x)'],
  ['-x**2',                                                    '-x.^2'],
  ['2**3 * np.pi',                                             '2^3*pi'],
  ['np.fft.fft(x)',                                            "! np.fft has no counterpart in the language."],
  ['X @ ',                                                     '! An operand is expected before the end.'],
  ['x ? y',                                                    "! '?' is not understood."],
  ['(x + y',                                                   "! ')' is missing before the end."],
])('NumPy %s', (text, expected) => { expect(shown(fromNumpy(text))).toBe(expected); });

test.each([
  ['\\frac{1}{2}\\left\\|\\mathbf{X}\\mathbf{w}-\\mathbf{y}\\right\\|_2^2 + \\frac{\\lambda}{2}\\|\\mathbf{w}\\|_2^2', '1/2*norm2(X*w - y)^2 + λ/2*norm2(w)^2'],
  ['\\|Xw - y\\|^2_2 + \\|w\\|^2_1',                                            'norm2(X*w - y)^2 + norm1(w)^2'],
  ['||Ax - b||_2^2 + ||x||',                                                   'norm2(A*x - b)^2 + norm(x)'],
  ['\\lVert A - UV^{\\intercal} \\rVert_{\\mathrm F}^{2}',                      "normF(A - U*V')^2"],
  ['\\|X\\|_* + \\|x\\|_\\infty',                                               'nuc(X) + norminf(x)'],
  ['-\\frac{n}{2}\\log|\\Sigma| - \\frac12 \\operatorname{tr}(\\Sigma^{-1}S)',  '-n/2*logdet(Σ) - 1/2*tr(inv(Σ)*S)'],
  ['\\log\\left|X^\\top X\\right| + |t|',                                       "logdet(X'*X) + abs(t)"],
  ['\\log|x^\\top A x|',                                                        "log(abs(x'*A*x))"],
  ['\\left(x-\\mu\\right)^{T}\\Sigma^{-1}\\left(x-\\mu\\right)',                "(x - μ)'*inv(Σ)*(x - μ)"],
  ['{\\bf x}^T {\\bf A} {\\bf x}',                                              "x'*A*x"],
  ['\\boldsymbol{\\beta}^\\top\\boldsymbol{\\beta}',                            "β'*β"],
  ['\\operatorname{Tr}[A X] + \\operatorname{tr}\\big(A\\,X\\big)',             'tr(A*X) + tr(A*X)'],
  ['\\max\\{0, 1 - y\\, w^\\top x\\}',                                          "max(0, 1 - y*w'*x)"],
  ['\\exp\\left\\{-\\tfrac{1}{2} x^\\top x\\right\\}',                          "exp(-1/2*x'*x)"],
  ['\\mathbf{1}_n^\\top x + \\operatorname{tr}(\\mathbf{I}_k)',                 "ones(n)'*x + tr(eye(k))"],
  ['A : B + \\langle A, X\\rangle_F',                                           'dot(A, B) + dot(A, X)'],
  ['A \\backslash b + X^{1/2} y + \\sqrt[3]{t}',                                'A\\b + sqrtm(X)*y + t.^(1/3)'],
  ['\\operatorname{vec}(X)^\\top (B\\otimes A) \\operatorname{vec}(X)',         "vec(X)'*kron(B, A)*vec(X)"],
  ['\\operatorname{diag}(x)A + \\operatorname{diag}(A)',                        'diag(x)*A + diagonal(A)'],
  ['\\underbrace{x^\\top x}_{\\text{energy}} + 1',                              "x'*x + 1"],
  ['x^2_1 + \\widehat{\\Sigma}',                                                'x_1^2 + Σ_hat'],
  ['\\begin{bmatrix} A & B \\\\ C & D \\end{bmatrix} x',                        '[A, B; C, D]*x'],
  ['\\begin{align*} f &= x^\\top A x \\\\ &\\quad + b^\\top x. \\label{eq:f} \\end{align*}', "f() = x'*A*x + b'*x"],
  ['\\mathcal{L}(w, b) = \\frac{1}{2m}\\sum_{i=1}^m (x_i^\\top w + b - y_i)^2', "L(w, b) = 1/(2*m)*sum(i = 1..m) (x[i]'*w + b - y[i])^2"],
  ['\\sum_{i=1}^{n}\\sum_{j=1}^{n} A_{ij} x_i x_j',                             'sum(i = 1..n) sum(j = 1..n) A[i, j]*x[i]*x[j]'],
  ['\\sum_{i=1}^n \\|x^{(i)} - \\mu\\|^2',                                      'sum(i = 1..n) norm(x[i] - μ)^2'],
  ['f(x)^2 + X(y - z)',                                                        'f(x)^2 + X*(y - z)'],
  ['y^\\top\\log(\\sigma(Xw)) + (1-y)^\\top\\log(1-\\sigma(Xw))',               "y'*log(sigmoid(X*w)) + (1 - y)'*log(1 - sigmoid(X*w))"],
  ['A^{\\mathsf H} x + \\Sigma^{-1/2} y + \\sigma^{-1/2}',                       "A'*x + inv(sqrtm(Σ))*y + σ^(-1/2)"],
  ['\\sum_{j=1}^{n} X_{:,j} + X_{1,:} w',                                        'sum(j = 1..n) X[:, j] + X[1, :]*w'],
  ['\\mathrm{loss}(w) = w^\\top w',                                              "loss(w) = w'*w"],
  // What has no counterpart is refused, never left out.
  ['\\mathrm{rank}(A)',                                                         "! 'rank' has no counterpart in the language."],
  ['\\mathbb{E}[x]',                                                           '! An expectation has no counterpart in the language.'],
  ['\\sum_i x_i',                                                              '! A sum needs its range, as in \\sum_{i=1}^{n}.'],
  ['\\max_{i} x_i',                                                            '! max over what is below it has no counterpart: select what stands behind it.'],
  ['\\mathbf{1}^\\top x',                                                      '! The length of a vector of ones is not known here: write ones(n).'],
  ['(x + y)_2',                                                                "! The subscript '2' of an expression has no counterpart."],
  ['x^{(i)}',                                                                  '! A superscript in brackets counts samples: write it as a subscript.'],
  ['x^*',                                                                      '! A star as a superscript has no counterpart.'],
  ['\\mathrm{d}x',                                                             '! A differential has no counterpart inside an expression.'],
  ['a = b = c',                                                                '! This is a chain of equations: select one side.'],
  ['\\|x\\|^2 = x^\\top x',                                                    '! The left side of the equation is no name: select one side.'],
])('LaTeX as people write it: %s', (text, expected) => { expect(shown(fromLatex(text))).toBe(expected); });

test.each([
  ['0.5 * np.linalg.norm(X @ w - y) ** 2',                     '0.5*norm(X*w - y)^2'],
  ['np.linalg.norm(X @ w - y, 2)**2 + lam / 2 * w.T @ w',      "norm2(X*w - y)^2 + lam/2*w'*w"],
  ["np.linalg.norm(A - U @ V.T, ord='fro')**2",                "normF(A - U*V')^2"],
  ['np.linalg.norm(X, axis=1).sum() + norm(x, np.inf)',        'sum(rownorm(X)) + norminf(x)'],
  ['(x - b).T @ np.linalg.inv(S) @ (x - b)',                   "(x - b)'*inv(S)*(x - b)"],
  ['(x - b) @ np.linalg.solve(S, x - b)',                      "(x - b)'*(S\\(x - b))"],
  ['x.T @ A.T @ A @ x',                                        "x'*A'*A*x"],
  ['-0.5 * x.T @ x',                                           "-0.5*x'*x"],
  ['w.T.dot(X.T).dot(y)',                                      "w'*X'*y"],
  ['np.sum(X, axis=0) @ w + X.sum(1) @ y + X.sum()',           "colsum(X)*w + rowsum(X)'*y + sum(X)"],
  ['np.linalg.slogdet(S).logabsdet + np.linalg.slogdet(S)[1]', 'logdet(S) + logdet(S)'],
  ["np.einsum('i,ij,j->', x, A, x)",                           "x'*A*x"],
  ["np.einsum('ij,j', A, x)",                                  'A*x'],
  ["np.einsum('ij,kj->ik', A, B)",                             "A*B'"],
  ["np.einsum('ab,bc,cd->ad', A, B, C)",                       'A*B*C'],
  ["np.einsum('ij,ij->', A, B) + np.einsum('ii', A)",          'dot(A, B) + tr(A)'],
  ["np.einsum('ij->ji', A) @ np.einsum('i,j->ij', x, y)",      "A'*outer(x, y)"],
  ['np.linalg.multi_dot([A, B, C]) + np.hstack([A, B])',       'A*B*C + hcat(A, B)'],
  ['np.log2(x).sum() + 2. * x.sum()',                          'sum(log(x)/log(2)) + 2*sum(x)'],
  ['np.diag(d) @ A + np.diag(A)[0]',                           'diag(d)*A + diagonal(A)[1]'],
  ['(X @ w - y).pow(2).mean() + w.norm(p=1)',                  'mean((X*w - y).^2) + norm1(w)'],
  ['torch.einsum("i,ij,j", x, A, x) + torch.logdet(S)',        "x'*A*x + logdet(S)"],
  ['F.mse_loss(X @ w, y) + F.softplus(z).sum()',               'mean((X*w - y).^2) + sum(softplus(z))'],
  ['torch.logsumexp(z, dim=0) + torch.logsumexp(Z, 1).sum()',  'logsumexp(z) + sum(rowlogsumexp(Z))'],
  ['x.t() @ A @ x + torch.trace(A.mT @ B)',                    "x'*A*x + tr(A'*B)"],
  ['jax.nn.sigmoid(X @ w) @ jnp.square(y)',                    "sigmoid(X*w)'*y.^2"],
  ['loss = ((X @ w - y) ** 2).mean()  # residual',             'loss() = mean((X*w - y).^2)'],
  ['f = lambda w: 0.5 * w @ A @ w',                            "f(w) = 0.5*w'*A*w"],
  ['def f(w, b):\n    return (X @ w + b - y).sum()',           'f(w, b) = sum(X*w + b - y)'],
  ['return 0.5 * x @ x',                                       "0.5*x'*x"],
  ['max(0, 1 - t) + min(x) + np.clip(x, 0, 1_000).sum()',      'max(0, 1 - t) + min(x) + sum(min(max(x, 0), 1000))'],
  ['self.W @ x + self.b - params.theta * x',                   'W*x + b - theta.*x'],
  ['data.T @ self.W.T @ batch.T',                              "data'*W'*batch"],
  // What has no counterpart is refused, never left out.
  ['len(y) + x',                                               '! What len is here is not known: write the name of the dimension.'],
  ['X.shape + 1',                                              "! '[' is missing before '+'."],
  ['self.loss(x)',                                             '! .loss has no counterpart in the language.'],
  ['x[:, None] * y',                                           '! A new axis has no counterpart: which product is meant?'],
  ['x[-1]',                                                    '! An index from the end has no counterpart.'],
  ['np.sum(X, keepdims=True)',                                 '! np.sum with keepdims=True has no counterpart.'],
  ['np.log(x, y)',                                             '! np.log is given more than can be read.'],
  ['w.norm(p=3)',                                              '! norm with ord=3 has no counterpart.'],
  ['np.linalg.slogdet(S)',                                     '! slogdet gives a sign and a logarithm: take one of them.'],
  ["np.einsum('ijk,k->ij', A, x)",                             "! einsum('ijk,k->ij') has no counterpart."],
  ['np.where(x > 0, x, 0)',                                    "! '>' is not understood."],
])('NumPy as people write it: %s', (text, expected) => { expect(shown(fromNumpy(text))).toBe(expected); });

test('what is known of a name decides its products', () => {
  const ranks = { a: 'scalar', x: 'vector', y: 'matrix' } as const;
  const rankOf = (name: string) => (Object.hasOwn(ranks, name) ? ranks[name as keyof typeof ranks] : undefined);
  expect(shown(fromNumpy('a*x + x @ y', rankOf))).toBe("a*x + y'*x");
});

test('what is known of a name decides what its dimensions are', () => {
  const sides = (name: string) => (name === 'X' ? ['n', 'd'] : name === 'y' ? ['n'] : undefined)?.map((side) => parseExpression(side).tree);
  expect(shown(fromNumpy('np.sum((X @ w - y)**2) / (2 * X.shape[0]) + X.shape[-1] + len(y)', undefined, sides))).toBe('sum((X*w - y).^2)/(2*n) + d + n');
  expect(shown(fromNumpy('y.size * np.sum(y) + y.shape[1]', undefined, sides))).toBe('! What .shape is here is not known: write the name of the dimension.');
});

test.each(['('.repeat(5000), '-'.repeat(5000) + 'x', '\\frac'.repeat(3000), `${'\\sqrt{'.repeat(3000)}x${'}'.repeat(3000)}`, `${'{'.repeat(3000)}x`, `x${'^{x'.repeat(2000)}`])('nesting beyond reason is refused', (text) => {
  expect(fromLatex(text).ok).toBe(false);
});
test.each([`${'('.repeat(5000)}x`, `${'f('.repeat(3000)}x`, `${'x['.repeat(3000)}0`])('in code too', (text) => { expect(fromNumpy(text).ok).toBe(false); });
