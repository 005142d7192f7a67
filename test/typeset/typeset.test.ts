import { describe, expect, test } from 'vitest';
import { fixed, multiply, named, add } from '../../server/src/shapes/dimension';
import { column, SCALAR, shape, type Shape } from '../../server/src/shapes/shape';
import { parseExpression } from '../../server/src/syntax/parse';
import type { Tree } from '../../server/src/syntax/tree';
import { latexOf, nameLatex, shapeLatex } from '../../server/src/typeset/latex';
import { nameUnicode, shapeUnicode, unicodeOf } from '../../server/src/typeset/unicode';

const treeOf = (text: string): Tree => parseExpression(text).tree;

describe('as a textbook writes it', () => {
  test.each([
    ["X'*(X*w - y) + λ*w", String.raw`X^{\top}(Xw - y) + \lambda w`, 'Xᵀ(Xw − y) + λw'],
    ['1/2*norm2(X*w - y)^2 + λ/2*norm2(w)^2', String.raw`\tfrac{1}{2}\lVert Xw - y\rVert_2^2 + \frac{\lambda}{2}\lVert w\rVert_2^2`, '½‖Xw − y‖₂² + (λ/2)‖w‖₂²'],
    ["tr(A'*B)", String.raw`\operatorname{tr}(A^{\top}B)`, 'tr(AᵀB)'],
    ['a.*b./c', String.raw`(a \odot b) \oslash c`, '(a ⊙ b) ⊘ c'],
    ['(a.*b)*c', String.raw`(a \odot b)c`, '(a ⊙ b)c'],
    ["a*b'.*C", String.raw`ab^{\top} \odot C`, 'abᵀ ⊙ C'],
    ['a.*(b.*c)', String.raw`a \odot (b \odot c)`, 'a ⊙ (b ⊙ c)'],
    ['a.*b.*c', String.raw`a \odot b \odot c`, 'a ⊙ b ⊙ c'],
    ["inv(X)'", String.raw`X^{-\top}`, 'X⁻ᵀ'],
    ['inv(X)', 'X^{-1}', 'X⁻¹'],
    [String.raw`A\b`, 'A^{-1}b', 'A⁻¹b'],
    [String.raw`(A + B)\b`, '(A + B)^{-1}b', '(A + B)⁻¹b'],
    ['logdet(X)', String.raw`\log \lvert \det X\rvert`, 'log |det X|'],
    ['logdet(X + A)', String.raw`\log \lvert \det(X + A)\rvert`, 'log |det(X + A)|'],
    ['diag(A*x)*y', String.raw`\operatorname{diag}(Ax)y`, 'diag(Ax)y'],
    ['2*unit(n, i)', '2e_i', '2eᵢ'],
    ['kron(eye(d), A)', String.raw`I_d \otimes A`, 'I_d ⊗ A'],
    ['ones(n)', String.raw`\mathbf{1}_n`, '𝟏ₙ'],
    ['X - ones(n)*mean(x)', String.raw`X - \mathbf{1} \operatorname{mean}(x)`, 'X − 𝟏 mean(x)'],
    ['kron(eye(n), A)', String.raw`I_n \otimes A`, 'Iₙ ⊗ A'],
    ['eye(n) + A', 'I + A', 'I + A'],
    ['eye(n)*ones(m)', String.raw`I_n\mathbf{1}_m`, 'Iₙ𝟏ₘ'],
    ['sigmoid(X*w)', String.raw`\sigma(Xw)`, 'σ(Xw)'],
    ['y.*sigmoid(-u)', String.raw`y \odot \sigma(-u)`, 'y ⊙ σ(−u)'],
    ['dX', String.raw`\mathrm{d}X`, 'dX'],
    ["tr(G'*dX)", String.raw`\operatorname{tr}(G^{\top}\,\mathrm{d}X)`, 'tr(Gᵀ dX)'],
    ['d(u)*v', String.raw`\mathrm{d}u\,v`, 'du v'],
    ["d(X*w - y)'", String.raw`(\mathrm{d}(Xw - y))^{\top}`, '(d(Xw − y))ᵀ'],
    ['[A, B; C, D]', String.raw`\begin{bmatrix} A & B \\ C & D \end{bmatrix}`, '[A, B; C, D]'],
    ["[0, b'; C]", String.raw`\begin{bmatrix} \begin{matrix} 0 & b^{\top} \end{matrix} \\ C \end{bmatrix}`, '[0, bᵀ; C]'],
    ["[0, b'; zeros(n, n + 1)]", String.raw`\begin{bmatrix} 0 & b^{\top} \\ \mathbf{0} & \mathbf{0} \end{bmatrix}`, '[0, bᵀ; 𝟎, 𝟎]'],
    ["sum(i = 1..N) log(1 + exp(-y[i]*x[i]'*w))", String.raw`\sum_{i=1}^{N} \log(1 + \exp(-y_ix_i^{\top}w))`, '∑ᵢ₌₁ᴺ log(1 + exp(−yᵢxᵢᵀw))'],
    ['(sum(i = 1..N) x[i]) + y', String.raw`\sum_{i=1}^{N} x_i + y`, '∑ᵢ₌₁ᴺ xᵢ + y'],
    ['1/N*sum(i = 1..N) x[i]', String.raw`\frac{1}{N} \sum_{i=1}^{N} x_i`, '(1/N) ∑ᵢ₌₁ᴺ xᵢ'],
    ['w_1 + lambda*x_train', String.raw`w_1 + \lambda x_{\mathrm{train}}`, 'w₁ + λ·x_train'],
    ['loss*w', String.raw`\mathit{loss} \cdot w`, 'loss·w'],
    ['2*x', '2x', '2x'],
    ['2*3', String.raw`2 \cdot 3`, '2·3'],
    ['x*2', String.raw`x \cdot 2`, 'x·2'],
    ['a*log(x)', String.raw`a \log x`, 'a log x'],
    ['log(x)*a', String.raw`\log(x)a`, 'log(x)a'],
    ['log(x)^2', String.raw`\log(x)^2`, 'log(x)²'],
    ['a*log(x)*b', String.raw`a \log(x)b`, 'a log(x)b'],
    ['log(a*x)', String.raw`\log(ax)`, 'log(ax)'],
    ['log(log(x))', String.raw`\log(\log x)`, 'log(log x)'],
    ['(x*y)/(2*n)', String.raw`\frac{xy}{2n}`, 'xy/(2n)'],
    ['x.^2', String.raw`x^{\odot 2}`, 'x⊙²'],
    ['x^2', 'x^2', 'x²'],
    ['x^-1', 'x^{-1}', 'x⁻¹'],
    ['x^(1/2)', 'x^{1/2}', 'x^(1/2)'],
    ['(-x)^2', '(-x)^2', '(−x)²'],
    ['-x*y', '-xy', '−xy'],
    ['-(x*y)', '-xy', '−xy'],
    ['a - (b - c)', 'a - (b - c)', 'a − (b − c)'],
    ['a*(-b)', String.raw`a\,(-b)`, 'a·(−b)'],
    ['a + (-b)', 'a + (-b)', 'a + (−b)'],
    ['-(a + b)', '-(a + b)', '−(a + b)'],
    ['x^n', 'x^n', 'xⁿ'],
    ['x.^(a+b)', String.raw`x^{\odot (a + b)}`, 'x⊙^(a + b)'],
    ["(X^2)'", String.raw`(X^2)^{\top}`, '(X²)ᵀ'],
    ["(x')^2", String.raw`(x^{\top})^2`, '(xᵀ)²'],
    ['‖x‖₁', String.raw`\lVert x\rVert_1`, '‖x‖₁'],
    ['normF(X)^2', String.raw`\lVert X\rVert_F^2`, '‖X‖_F²'],
    ['abs(x)', String.raw`\lvert x\rvert`, '|x|'],
    ['<a, b>', String.raw`\langle a, b\rangle`, '⟨a, b⟩'],
    ['outer(a, b)', String.raw`ab^{\top}`, 'abᵀ'],
    ['cross(a, b)', String.raw`a \times b`, 'a × b'],
    ['hadamard(A, B)', String.raw`A \odot B`, 'A ⊙ B'],
    ['vec(X)', String.raw`\operatorname{vec}(X)`, 'vec(X)'],
    ['unvec(x, m, n)', String.raw`\operatorname{vec}_{m\times n}^{-1}(x)`, 'unvec(x, m, n)'],
    ['sqrt(x)', String.raw`\sqrt{x}`, '√x'],
    ['sqrt(x + y)', String.raw`\sqrt{x + y}`, '√(x + y)'],
    ['atan2(y, x)', String.raw`\operatorname{atan2}(y, x)`, 'atan2(y, x)'],
    ['expm(X)', 'e^{X}', 'expm(X)'],
    ['logm(X)', String.raw`\operatorname{logm}(X)`, 'logm(X)'],
    ['sqrtm(X)', 'X^{1/2}', 'sqrtm(X)'],
    ["frechet(expm, X', E)", String.raw`L_{\operatorname{expm}}(X^{\top}, E)`, 'L_expm(Xᵀ, E)'],
    ['comm(m, n)*vec(X)', String.raw`K_{m,n} \operatorname{vec}(X)`, 'Kₘₙ vec(X)'],
    ['f(w)*x', 'f(w)x', 'f(w)x'],
    ['loss(w)', String.raw`\mathit{loss}(w)`, 'loss(w)'],
    ['φ.(x)', String.raw`\varphi.(x)`, 'φ.(x)'],
    ['x[i]', 'x_i', 'xᵢ'],
    ['X[i, :]', 'X_{i,:}', 'X[i, :]'],
    ['w_1[i]', '(w_1)_i', '(w₁)ᵢ'],
    ["s'*s where s = A*x, t = 3*s", String.raw`s^{\top}s \quad \text{where } s = Ax,\; t = 3s`, 'sᵀs where s = Ax, t = 3s'],
    ['1e-3*x', '10^{-3}x', '10⁻³x'],
    ['2.5e10', String.raw`2.5 \cdot 10^{10}`, '2.5·10¹⁰'],
    ['λ*(a + b)', String.raw`\lambda\,(a + b)`, 'λ·(a + b)'],
    ['A*(x + y)', 'A(x + y)', 'A(x + y)'],
    ['X⁻¹*(a + b)', 'X^{-1}(a + b)', 'X⁻¹(a + b)'],
    ['(a + b)*(c + d)', '(a + b)(c + d)', '(a + b)(c + d)'],
    ['a*(b*c)', String.raw`a\,(bc)`, 'a·(bc)'],
    ['∇g(x)', String.raw`\nabla g(x)`, '∇g(x)'],
    ['∇²₁₂h(x, y)*v', String.raw`\nabla_{12}^2 h(x, y)v`, '∇²₁₂h(x, y)v'],
    ['D₂F(x, y)', 'D_2 F(x, y)', 'D₂F(x, y)'],
    ["ŵ'*x̂", String.raw`\hat{w}^{\top}\hat{x}`, 'ŵᵀx̂'],
    ['solve(A, b)', 'A^{-1}b', 'A⁻¹b'],
    ['pinv(A)*b', 'A^{+}b', 'A⁺b'],
    ['zeros(n)', String.raw`\mathbf{0}_n`, '𝟎ₙ'],
    ['hcat(A, B)', String.raw`\begin{bmatrix} A & B \end{bmatrix}`, '[A, B]'],
    ["det(X)*inv(X)'", String.raw`\det(X)X^{-\top}`, 'det(X)X⁻ᵀ'],
    ['det(X)^2', String.raw`\det(X)^2`, 'det(X)²'],
    ["log(det(eye(m) + X*X'))", String.raw`\log(\det(I + XX^{\top}))`, 'log(det(I + XXᵀ))'],
    ['A*dX*B', String.raw`A\,\mathrm{d}X\,B`, 'A dX B'],
    ['max(x, 0)', String.raw`\max(x, 0)`, 'max(x, 0)'],
    ['max(0, 1 - y.*(X*w))', String.raw`\max(0, 1 - y \odot Xw)`, 'max(0, 1 − y ⊙ Xw)'],
    ['x/norm(x)', String.raw`\frac{x}{\lVert x\rVert}`, 'x/‖x‖'],
    ['a/b*c', String.raw`\frac{a}{b}c`, '(a/b)c'],
    ['a/b/c', String.raw`\frac{\frac{a}{b}}{c}`, '(a/b)/c'],
    ['exp(-x)', String.raw`\exp(-x)`, 'exp(−x)'],
    ['1./(1 + exp(-x))', String.raw`1 \oslash (1 + \exp(-x))`, '1 ⊘ (1 + exp(−x))'],
    ['2.*x', '2x', '2x'],
    ['A ⊗ B ⊗ C', String.raw`A \otimes B \otimes C`, 'A ⊗ B ⊗ C'],
    ['A⊗B*C', String.raw`(A \otimes B)C`, '(A ⊗ B)C'],
    ['spec(X)', String.raw`\sigma_{\max}(X)`, 'σ_max(X)'],
    ['eigmax(S)*x', String.raw`\lambda_{\max}(S)x`, 'λ_max(S)x'],
    ["eigvec(S)*eigvec(S)'", String.raw`v_{\max}(S)\,v_{\max}(S)^{\top}`, 'v_max(S) v_max(S)ᵀ'],
    ['log1p(x)', String.raw`\log(1 + x)`, 'log(1 + x)'],
    ['expm1(x)', String.raw`\exp(x) - 1`, 'exp(x) − 1'],
    ['norm2(x)*norm2(y)', String.raw`\lVert x\rVert_2\lVert y\rVert_2`, '‖x‖₂‖y‖₂'],
    ['tr(A)*X', String.raw`\operatorname{tr}(A)X`, 'tr(A)X'],
    ['tr(A)*tr(B)', String.raw`\operatorname{tr}(A) \operatorname{tr}(B)`, 'tr(A) tr(B)'],
    ['3/7*x', String.raw`\tfrac{3}{7}x`, '(3/7)x'],
    ['x^T', 'x^{\\top}', 'xᵀ'],
    ['w1*x12', 'w_1x_{12}', 'w₁x₁₂'],
    ['dlambda', String.raw`\mathrm{d}\lambda`, 'dλ'],
    ['delta*d', String.raw`\delta d`, 'δd'],
    ['(dX)^2', String.raw`(\mathrm{d}X)^2`, '(dX)²'],
    ["1/2*(A + A')", String.raw`\tfrac{1}{2}(A + A^{\top})`, '½(A + Aᵀ)'],
    ['1/2*1/3', String.raw`\frac{\tfrac{1}{2} \cdot 1}{3}`, '½·1/3'],
    ["x'*A*x/2", String.raw`\frac{x^{\top}Ax}{2}`, 'xᵀAx/2'],
    ['-1/2*x', String.raw`-\tfrac{1}{2}x`, '−½x'],
    ['sum(x)', String.raw`\operatorname{sum}(x)`, 'sum(x)'],
    ["X*inv(X'*X)*X'", String.raw`X(X^{\top}X)^{-1}X^{\top}`, 'X(XᵀX)⁻¹Xᵀ'],
  ])('%s', (text, latex, unicode) => {
    expect(latexOf(treeOf(text))).toBe(latex);
    expect(unicodeOf(treeOf(text))).toBe(unicode);
  });
});

describe('names', () => {
  test.each([
    ['w', 'w', 'w'],
    ['λ', String.raw`\lambda`, 'λ'],
    ['lambda', String.raw`\lambda`, 'λ'],
    ['Sigma_x', String.raw`\Sigma_x`, 'Σₓ'],
    ['ε', String.raw`\varepsilon`, 'ε'],
    ['w_1', 'w_1', 'w₁'],
    ['w₁', 'w_1', 'w₁'],
    ['w12', 'w_{12}', 'w₁₂'],
    ['x_i_j', 'x_{i,j}', 'x_i_j'],
    ['mu_k', String.raw`\mu_k`, 'μₖ'],
    ['loss', String.raw`\mathit{loss}`, 'loss'],
    ['x_train', String.raw`x_{\mathrm{train}}`, 'x_train'],
    ['dX', String.raw`\mathrm{d}X`, 'dX'],
    ['dλ', String.raw`\mathrm{d}\lambda`, 'dλ'],
    ['dWeights', String.raw`\mathrm{d}\mathit{Weights}`, 'dWeights'],
    ['d', 'd', 'd'],
    ['diag', String.raw`\mathit{diag}`, 'diag'],
    ['ŵ', String.raw`\hat{w}`, 'ŵ'],
    ['x̄_1', String.raw`\bar{x}_1`, 'x̄₁'],
    ['∇g', String.raw`\nabla g`, '∇g'],
    ['∇₁h', String.raw`\nabla_1 h`, '∇₁h'],
    ['∇²₁₁h_2', String.raw`\nabla_{11}^2 h_2`, '∇²₁₁h₂'],
    ['D₁F', 'D_1 F', 'D₁F'],
    ['D₁', 'D_1', 'D₁'],
    ['_x', String.raw`\mathit{\_x}`, '_x'],
  ])('%s', (name, latex, unicode) => {
    expect(nameLatex(name)).toBe(latex);
    expect(nameUnicode(name)).toBe(unicode);
  });
});

describe('where shapes are known', () => {
  const n = named('n');
  const shapes: Readonly<Record<string, Shape>> = { X: shape(n, named('d')), A: shape(n, n), B: shape(n, n), x: column(n), y: column(n), t: SCALAR, s: SCALAR };
  const shapeOf = (tree: Tree): Shape | undefined => {
    if (tree.kind === 'name') return shapes[tree.name];
    if (tree.kind === 'number') return SCALAR;
    if (tree.kind === 'transpose') { const of = shapeOf(tree.operand); return of === undefined ? undefined : shape(of.cols, of.rows); }
    if (tree.kind !== 'binary' || tree.operator !== '*') return undefined;
    const [left, right] = [shapeOf(tree.left), shapeOf(tree.right)];
    return left === undefined || right === undefined ? undefined : left === SCALAR ? right : right === SCALAR ? left : shape(left.rows, right.cols);
  };
  test.each([
    ['norm2(X)', String.raw`\lVert X\rVert_F`, '‖X‖_F'],
    ['norm2(x)', String.raw`\lVert x\rVert_2`, '‖x‖₂'],
    ['norm(X)', String.raw`\lVert X\rVert_F`, '‖X‖_F'],
    ['norm(x)', String.raw`\lVert x\rVert`, '‖x‖'],
    ['A/B', 'AB^{-1}', 'AB⁻¹'],
    ['A/t', String.raw`\frac{A}{t}`, 'A/t'],
    ['t\\A', String.raw`\frac{A}{t}`, 'A/t'],
    ['t.^2', 't^2', 't²'],
    ['x.^2', String.raw`x^{\odot 2}`, 'x⊙²'],
    ['t.*x', 'tx', 'tx'],
    ['x.*y', String.raw`x \odot y`, 'x ⊙ y'],
    ['x./t', String.raw`\frac{x}{t}`, 'x/t'],
    ["x'*y*x", String.raw`(x^{\top}y)x`, '(xᵀy)x'],
    ["2*x'*A*y*B", String.raw`2(x^{\top}Ay)B`, '2(xᵀAy)B'],
    ["t*s*(x'*y)*x", String.raw`ts\,(x^{\top}y)x`, 'ts·(xᵀy)x'],
    ["x*x'*y", String.raw`xx^{\top}y`, 'xxᵀy'],
    ["2*x'*A*y", String.raw`2x^{\top}Ay`, '2xᵀAy'],
    ["x'*y*t", String.raw`x^{\top}yt`, 'xᵀyt'],
  ])('%s', (text, latex, unicode) => {
    expect(latexOf(treeOf(text), { shapeOf })).toBe(latex);
    expect(unicodeOf(treeOf(text), { shapeOf })).toBe(unicode);
  });
});

describe('shapes', () => {
  const n = named('n');
  test.each([
    [SCALAR, String.raw`\mathbb{R}`, 'ℝ'],
    [column(n), String.raw`\mathbb{R}^{n}`, 'ℝⁿ'],
    [column(fixed(3)), String.raw`\mathbb{R}^{3}`, 'ℝ³'],
    [shape(n, named('d')), String.raw`\mathbb{R}^{n\times d}`, 'ℝⁿˣᵈ'],
    [shape(fixed(1), n), String.raw`\mathbb{R}^{1\times n}`, 'ℝ¹ˣⁿ'],
    [shape(named('N'), named('C')), String.raw`\mathbb{R}^{N\times C}`, 'ℝ^(N×C)'],
    [column(named('C')), String.raw`\mathbb{R}^{C}`, 'ℝ^C'],
    [shape(multiply(n, n), multiply(named('rows'), n)), String.raw`\mathbb{R}^{n^{2}\times n \mathit{rows}}`, 'ℝ^(n²×n·rows)'],
    [column(multiply(named('m'), n)), String.raw`\mathbb{R}^{m n}`, 'ℝ^(mn)'],
    [shape(add(n, fixed(1)), multiply(fixed(2), n)), String.raw`\mathbb{R}^{(n+1)\times 2n}`, 'ℝ^((n+1)×2n)'],
    [column(named('n_train')), String.raw`\mathbb{R}^{n_{\mathrm{train}}}`, 'ℝ^n_train'],
  ])('%#', (s, latex, unicode) => {
    expect(shapeLatex(s)).toBe(latex);
    expect(shapeUnicode(s)).toBe(unicode);
  });
});

describe('depth and length', () => {
  test.each([
    ['calls', 'sigmoid('.repeat(10_000) + 'x' + ')'.repeat(10_000)],
    ['sums', Array.from({ length: 10_000 }, () => 'x').join(' + ')],
    ['products', Array.from({ length: 10_000 }, () => 'λ').join('*')],
    ['exponents', 'x^('.repeat(10_000) + 'y' + ')'.repeat(10_000)],
    ['brackets', 'x*(1 + '.repeat(10_000) + 'y' + ')'.repeat(10_000)],
    ['fractions', '1/('.repeat(10_000) + 'y' + ')'.repeat(10_000)],
    ['quotes', 'x' + "'".repeat(10_000)],
  ])('%s', (_, text) => {
    expect(latexOf(treeOf(text)).length).toBeLessThanOrEqual(100_010);
    expect(unicodeOf(treeOf(text)).length).toBeLessThanOrEqual(100_010);
  });

  test('a shared tree that would be endless when written out is cut short', () => {
    let tree = treeOf('x');
    for (let i = 0; i < 100; i++) tree = { kind: 'binary', operator: '+', left: tree, right: tree, span: tree.span, operatorSpan: tree.span };
    expect(unicodeOf(tree)).toContain('…');
    expect(unicodeOf(tree).length).toBeLessThan(300_000);
  });
});
