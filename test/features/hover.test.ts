import { expect, test } from 'vitest';
import { mathBlocks } from '../../protocol/math';
import { escaped, line, written } from '../../server/src/features/markup';
import { hover } from '../../server/src/features/hover';
import { covered, marked } from './setup';

const PLAIN = { markdown: false, mathBlocks: false, commands: false };
const RICH = { markdown: true, mathBlocks: true, commands: true };
const DECLARED = 'X : matrix(n, d); w : vector(d); y : vector(n); S : posdef(d); A : matrix(n, n); λ : positive scalar\n';

/** What the hover underlines, and its lines, with the errors of checks as ε. */
async function hovered(source: string): Promise<readonly string[] | undefined> {
  const { analysis, offset } = marked(DECLARED + source);
  const found = await hover(analysis, offset, PLAIN, 'auto');
  return found === undefined ? undefined : [`[${covered(analysis, found.range)}]`, ...found.text.replace(/, (?:\d·)?10⁻[⁰¹²³⁴⁵⁶⁷⁸⁹]+\)|, 0\)/g, ', ε)').split('\n')];
}
const CHECKED = '✓ checked numerically (3 points, ε)';

test.each<[string, string, readonly string[]]>([
  ['a query', '¦gradient 1/2*norm2(X*w - y)^2 + λ/2*norm2(w)^2 wrt w', ['[gradient 1/2*norm2(X*w - y)^2 + λ/2*norm2(w)^2 wrt w]', '∇_w (½‖Xw − y‖₂² + (λ/2)‖w‖₂²) = Xᵀ(Xw − y) + λw', `ℝᵈ · ${CHECKED}`]],
  ['the function of a query', 'f = norm2(w)^2\ngradient ¦f wrt w', ['[gradient f wrt w]', '∇_w f = 2w', `ℝᵈ · ${CHECKED}`]],
  ['a query over several variables', "f = w'*S*w\nhessian¦ f wrt w", ['[hessian f wrt w]', '∇²_w f = 2S', `ℝᵈˣᵈ · ${CHECKED}`]],
  ['a query with a condition', 'f = logdet(A)\n¦gradient f wrt A', ['[gradient f wrt A]', '∇_A f = A⁻ᵀ', `ℝⁿˣⁿ · ${CHECKED}`, '- Holds for A invertible.']],
  ['a query in another layout', 'layout numerator\n¦gradient norm2(w)^2 wrt w', ['[gradient norm2(w)^2 wrt w]', '∇_w (‖w‖₂²) = 2wᵀ', `ℝ¹ˣᵈ · ${CHECKED}`, '- Numerator layout: one row, a column for each of the d entries of w.']],
  ['a query by a structured variable', '¦gradient logdet(S) wrt S', ['[gradient logdet(S) wrt S]', '∇_S (log |det S|) = S⁻¹', `ℝᵈˣᵈ · ${CHECKED}`, '- The gradient is in the space of symmetric matrices.', '- as ambient: inv(S)', "- as vech: dup(d)'*vec(inv(S))"]],
  ['a query in the other space', '¦gradient logdet(S) wrt S as vech', ['[gradient logdet(S) wrt S as vech]', '∂(log |det S|)/∂vech(S) = D_dᵀ vec(S⁻¹)', expect.stringContaining(CHECKED) as string, '- By each free entry of S once: where two entries are tied together, both move.']],
  ['a variable with an equation', 'implicit A*x == y solve x\nf = ¦x', ['[x]', 'x ∈ ℝⁿ', expect.stringContaining('not declared') as string, 'x moves with the other variables of its equation, in line 2: implicit A*x == y solve x.']],
  ['a query without an answer', '¦gradient sum(leftsv(A)) wrt A', ['[gradient sum(leftsv(A)) wrt A]', expect.stringContaining('leftsv') as string]],
  ['a claim that holds', '¦check gradient norm2(w)^2 wrt w == 2*w', ['[check gradient norm2(w)^2 wrt w == 2*w]', '∇_w (‖w‖₂²) = 2w', `✓ Proved: both sides have one canonical form; ${CHECKED.slice(2)}.`]],
  ['a claim that fails', 'check gradient norm2(w)^2 wrt w ¦== w', ['[check gradient norm2(w)^2 wrt w == w]', '∇_w (‖w‖₂²) = 2w', '✗ This does not hold: the right side is 1/2 times the gradient. The gradient is 2*w.']],
  ['an identity', "check tr(X'*X) ¦== tr(X*X')", ["[check tr(X'*X) == tr(X*X')]", 'tr(XᵀX) = tr(XXᵀ)', `✓ Proved: both sides have one canonical form; ${CHECKED.slice(2)}.`]],
  ['a declared name', 'f = X¦*w', ['[X]', 'X ∈ ℝⁿˣᵈ', 'Declared in line 1: X : matrix(n, d).']],
  ['a name with a property', 'f = ¦λ', ['[λ]', 'λ ∈ ℝ', 'Declared in line 1: λ : positive scalar.', '- positive: every entry > 0', '- nonnegative: every entry ≥ 0']],
  ['a name that an inner product gives', "M : posdef(d)\ninner w: <¦u, v> = u'*M*v", ['[u]', 'u ∈ ℝᵈ', 'u stands for any element of the space of w, in line 3.']],
  ['an undeclared name', 'f = w + ¦q', ['[q]', 'q ∈ ℝᵈ', 'q is not declared: its shape follows from its uses, or from its spelling where they leave a choice. First used in line 2.']],
  ['a dimension', 'f = 1/¦n*sum(X)', ['[n]', 'n is a dimension of X, y and A.']],
  ['an index', 'f = sum(¦i = 1..n) y[i]', ['[i]', 'i runs from 1 to n.']],
  ['a definition', '¦f = λ*tr(S)', ['[f]', 'f = λ tr(S)', 'f ∈ ℝ, by its definition in line 2.', '', 'df = dλ tr(S) + λ tr(dS)', '∇_S f = λI', `ℝᵈˣᵈ · ${CHECKED}`, '∇_λ f = tr(S)', `ℝ · ${CHECKED}`]],
  ['a definition with parameters', "g(w) = sum(w)\nh = ¦g(w)", ['[g]', 'g(w) = sum(w)', 'g ∈ ℝ, by its definition in line 2.', '', 'dg = sum(dw)', '∇_w g = 𝟏_d', `ℝᵈ · ${CHECKED}`]],
  ['a function of which only the shapes are known', 'φ : vector(n) -> scalar\nf = ¦φ(y)', ['[φ]', 'φ : ℝⁿ → ℝ', 'A function of which only the shapes are known; results use its gradient ∇φ and its derivative Dφ.']],
  ['one of several arguments', 'h : vector(n), scalar -> scalar\nf = ¦h(y, λ)', ['[h]', 'h : ℝⁿ, ℝ → ℝ', 'A function of which only the shapes are known; results use its gradients ∇₁h, ∇₂h and its second derivatives ∇²₁₁h, ∇²₁₂h, ….']],
  ['one of several arguments with several entries', 'F : vector(n), scalar, scalar -> vector(d)\nf = ¦F(y, λ, 1)', ['[F]', 'F : ℝⁿ, ℝ, ℝ → ℝᵈ', 'A function of which only the shapes are known; results use its Jacobians D₁F, D₂F, … and its second derivatives ∇²₁₁F, ∇²₁₂F, ….']],
  ['its gradient by name', 'φ : vector(n) -> scalar\nf = ∇¦φ(y)', ['[∇φ]', '∇φ : ℝⁿ → ℝⁿ', 'The gradient of φ.']],
  ['a gradient by one argument', 'h : vector(n), scalar -> scalar\nf = ¦∇₁h(y, λ)', ['[∇₁h]', '∇₁h : ℝⁿ, ℝ → ℝⁿ', 'The gradient of h by argument 1.']],
  ['a Jacobian by one argument', 'F : vector(n), scalar -> vector(d)\nf = D₁¦F(y, λ)', ['[D₁F]', 'D₁F : ℝⁿ, ℝ → ℝᵈˣⁿ', 'The Jacobian of F by argument 1.']],
  ['a second derivative by two arguments', 'h : vector(n), scalar -> scalar\nf = ∇²₁₂¦h(y, λ)', ['[∇²₁₂h]', '∇²₁₂h : ℝⁿ, ℝ → ℝⁿ', 'The Hessian of h by arguments 1 and 2.']],
  ['second derivatives of several entries', 'F : vector(n) -> vector(d)\nf = ∇²¦F(y)', ['[∇²F]', '∇²F : ℝⁿ → ℝ^(dn×n)', 'The Hessians of the entries of F, one below the other.']],
  ['a function', 'f = ¦logdet(S)', ['[logdet]', 'logdet : n×n → scalar', 'log|det(X)|.', 'd log |det X| = tr(X⁻¹ dX)', '- Holds for X invertible.', 'Logarithmic determinant. Petersen, Pedersen: The Matrix Cookbook, (43), (57) (https://www2.imm.dtu.dk/pubdb/pubs/3274-full.html)']],
  ['a function with two arguments', 'f = ¦solve(A, y)', ['[solve]', 'solve : n×n, n×p → n×p', 'solve(A, b) is A\\b, the solution x of A*x = b.', 'd(A⁻¹b) = A⁻¹(db − dA (A⁻¹b))', '- Holds for A invertible.', expect.stringContaining('Cookbook') as string]],
  ['a function whose rule needs words', 'f = ¦norminf(y)', ['[norminf]', 'norminf : m×n → scalar', expect.any(String) as string, 'd norminf(x) = sign(x_k)*dx_k at the largest entry k', expect.any(String) as string, expect.any(String) as string]],
  ['an elementwise function with a matrix namesake', 'F = ¦exp(S)', ['[exp]', 'exp : m×n → m×n', 'The exponential of every entry.', 'd exp u = exp u ⊙ du', 'Chain rule, entry by entry. Parr, Howard: The Matrix Calculus You Need For Deep Learning, 4.5, vector chain rule (https://arxiv.org/abs/1802.01528)', 'exp works on every entry, also of a square matrix; the matrix function is expm.']],
  ['an operator', "f = X'¦*y", ["[']", 'Xᵀ ∈ ℝᵈˣⁿ', 'The transpose.', 'd(Xᵀ) = dXᵀ', 'Linearity. Petersen, Pedersen: The Matrix Cookbook, (44) (https://www2.imm.dtu.dk/pubdb/pubs/3274-full.html)']],
  ['a bracket', "F = ¦(X*w)*y'", ["[(X*w)*y']", 'Xwyᵀ ∈ ℝⁿˣⁿ']],
  ['an adjective', 'P : ¦posdef(n)', ['[posdef]', "posdef: symmetric, x'*P*x > 0 for x ≠ 0", 'It follows: symmetric, possemidef, invertible, posdet, fullrank.']],
])('on %s', async (_, source, expected) => { expect(await hovered(source)).toEqual(expected); });

test.each(['f = 1 ¦  \ng = 2', '¦# only a comment', 'f = ¦3', 'A ¦: matrix(n, n)', '¦= broken'])('nothing in %j', async (source) => { expect(await hovered(source)).toBeUndefined(); });

test('for an editor that draws and has our commands', async () => {
  const { analysis, offset } = marked('# mcalc: w : vector(d)\n#   ¦gradient norm2(w)^2 wrt w\n', 'python');
  const found = await hover(analysis, offset, RICH, 'auto');
  expect(mathBlocks(found?.text ?? '')).toEqual([{ text: '∇_w (‖w‖₂²) = 2w', latex: '\\nabla_{w} (\\lVert w\\rVert_2^2) = 2w' }]);
  expect(found?.text.match(/\[[^\]]*\]\(command:/g)).toEqual(['[Show derivation](command:', '[Insert as…](command:', '[Copy as LaTeX](command:']);
});

test('for an editor that reads Markdown only', async () => {
  const { analysis, offset } = marked('w : vector(d)\n¦gradient norm2(w)^2 wrt w');
  const found = await hover(analysis, offset, { ...RICH, mathBlocks: false, commands: false }, 'auto');
  expect(found?.text).toMatch(/^`∇_w \(‖w‖₂²\) = 2w`\n\nℝᵈ · ✓ checked numerically \(3 points, .*\)$/);
});

test('where code cannot stand, it is not offered', async () => {
  const { analysis, offset } = marked('// mcalc: w : vector(d)\n//   ¦gradient norm2(w)^2 wrt w\n', 'cobol');
  expect(await hover(analysis, offset, RICH, 'auto')).toBeUndefined();
  const notes = marked('w : vector(d)\n¦gradient norm2(w)^2 wrt w');
  expect((await hover(notes.analysis, notes.offset, RICH, 'auto'))?.text).not.toContain('Insert');
});

test.each([
  ['**bold** _it_ `code`',             '\\*\\*bold\\*\\* \\_it\\_ \\`code\\`'],
  ['<img src=x> [a](b) $x$ &amp;',     '\\<img src=x> \\[a\\](b) \\$x\\$ \\&amp;'],
  ['log|det(X)|, 1 < n, a_b, A & B',   'log|det(X)|, 1 < n, a_b, A & B'],
  ['> not a quote, ~~nor struck~~',    '\\> not a quote, \\~\\~nor struck\\~\\~'],
  ['# not a heading',                  '\\# not a heading'],
  ['1. not a list',                    '\\1. not a list'.replace('\\1', '\\1')],
  ['two\nlines',                       'two lines'],
])('%j is shown as it is', (text, expected) => { expect(escaped(text)).toBe(expected); });

test('code spans hold whatever is in them', () => {
  expect(written([line({ code: 'a`b' }), line({ code: 'x' }, ' and ', { text: 'T', url: 'https://a.b/(c) d' })], RICH)).toBe('`` a`b ``\n\n`x` and [T](https://a.b/%28c%29%20d)');
});
