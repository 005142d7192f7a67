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
  return text;
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
  ['y @ A @ x',                                                "(A'*y)'*x"],
  ['x.T @ A @ x',                                              "(A'*x)'*x"],
  ['np.trace(A @ B.T)',                                        "tr(A*B')"],
  ['np.linalg.slogdet(S)[1]',                                  'logdet(S)'],
  ['np.linalg.solve(A, b)',                                    'A\\b'],
  ['np.log(1 + np.exp(-y * (X @ w))).mean()',                  'mean(log(1 + exp(-y.*(X*w))))'],
  ['X.sum(axis=0) + X.mean(axis=1)',                           "colsum(X)' + rowmean(X)"],
  ['np.linalg.norm(X, "nuc") + np.linalg.norm(x, ord=1)',      'nuc(X) + norm1(x)'],
  ['np.outer(x, y) * A',                                       'outer(x, y).*A'],
  ['np.ones((3, 4)) + np.eye(3)',                              'ones(3, 4) + eye(3)'],
  ['X[0] @ w + y[1] + X[1, 2]',                                "X[1, :]*w + y[2] + X[2, 3]".replace('X[1, :]*w', "X[1, :]''*w")],
  ['torch.sigmoid(W @ x + b)',                                 'sigmoid(W*x + b)'],
  ['np.maximum(0, x)',                                         'max(0, x)'],
  ['-x**2',                                                    '-x.^2'],
  ['2**3 * np.pi',                                             '2^3*pi'],
  ['np.fft.fft(x)',                                            "! np.fft has no counterpart in the language."],
  ['X @ ',                                                     '! An operand is expected before the end.'],
  ['x ? y',                                                    "! '?' is not understood."],
  ['(x + y',                                                   "! ')' is missing before the end."],
])('NumPy %s', (text, expected) => { expect(shown(fromNumpy(text))).toBe(expected); });

test('what is known of a name decides its products', () => {
  const ranks = { a: 'scalar', x: 'vector', y: 'matrix' } as const;
  const rankOf = (name: string) => (Object.hasOwn(ranks, name) ? ranks[name as keyof typeof ranks] : undefined);
  expect(shown(fromNumpy('a*x + x @ y', rankOf))).toBe("a*x + y'*x");
});

test.each(['('.repeat(5000), '-'.repeat(5000) + 'x', '\\frac'.repeat(3000), `${'\\sqrt{'.repeat(3000)}x${'}'.repeat(3000)}`, `${'{'.repeat(3000)}x`, `x${'^{x'.repeat(2000)}`])('nesting beyond reason is refused', (text) => {
  expect(fromLatex(text).ok).toBe(false);
});
test.each([`${'('.repeat(5000)}x`, `${'f('.repeat(3000)}x`, `${'x['.repeat(3000)}0`])('in code too', (text) => { expect(fromNumpy(text).ok).toBe(false); });
