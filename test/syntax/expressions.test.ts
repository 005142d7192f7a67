import { describe, expect, test } from 'vitest';
import { parseExpression } from '../../server/src/syntax/parse';
import { printTree } from '../../server/src/syntax/print';
import type { Tree } from '../../server/src/syntax/tree';
import { bare } from './trees';

/** The tree with every bracket written. */
function full(tree: Tree): string {
  switch (tree.kind) {
    case 'number': return tree.text;
    case 'name': return tree.name;
    case 'negate': return `(-${full(tree.operand)})`;
    case 'transpose': return `(${full(tree.operand)}')`;
    case 'binary': return `(${full(tree.left)} ${tree.operator} ${full(tree.right)})`;
    case 'call': return `${tree.callee}${tree.elementwise === true ? '.' : ''}(${tree.arguments.map(full).join(', ')})`;
    case 'index': return `${full(tree.object)}[${tree.indices.map((index) => (index === 'all' ? ':' : full(index))).join(', ')}]`;
    case 'block': return `[${tree.rows.map((row) => row.map(full).join(', ')).join('; ')}]`;
    case 'sumOver': return `(Σ ${tree.index.name}=${full(tree.from)}..${full(tree.to)} ${full(tree.body)})`;
    case 'where': return `${full(tree.body)} where ${tree.bindings.map(({ name, value }) => `${name.name} = ${full(value)}`).join(', ')}`;
    case 'missing': return '?';
  }
}

describe('precedence, as in MATLAB', () => {
  test.each([
    ['-x^2', '(-(x ^ 2))'],
    ["-x'", "(-(x'))"],
    ['-a*b', '((-a) * b)'],
    ['a - -b', '(a - (-b))'],
    ['2^-1', '(2 ^ (-1))'],
    ["x^-y'", "((x ^ (-y))')"],
    ['x^-y^2', '((x ^ (-y)) ^ 2)'],
    ['x^+2', '(x ^ 2)'],
    ['a^b^c', '((a ^ b) ^ c)'],
    ["A'^2", "((A') ^ 2)"],
    ["A^2'", "((A ^ 2)')"],
    ["a*b'.*C", "((a * (b')) .* C)"],
    ['a*b/c\\d.*e./f', '(((((a * b) / c) \\ d) .* e) ./ f)'],
    ['a - b + c', '((a - b) + c)'],
    ['a + b*c', '(a + (b * c))'],
    ['x.^2 .* y', '((x .^ 2) .* y)'],
    ['+x + +y', '(x + y)'],
    ['A ⊗ B*C', '(kron(A, B) * C)'],
    ['sum(i = 1..N) a*b + c', '((Σ i=1..N (a * b)) + c)'],
    ['2*sum(i = 1..N) a*b', '(2 * (Σ i=1..N (a * b)))'],
    ['-sum(i = 1..N) a*b - c', '((-(Σ i=1..N (a * b))) - c)'],
    ['sum(i = 1..N) -x[i]^2', '(Σ i=1..N (-(x[i] ^ 2)))'],
    ['sum(i = 1..N) sum(j = i..2*N) A[i, j]', '(Σ i=1..N (Σ j=i..(2 * N) A[i, j]))'],
    ['(sum(i = 1..N) a)*b', '((Σ i=1..N a) * b)'],
    ['sum(i)', 'sum(i)'],
    ["x[i]'", "(x[i]')"],
    ["x'[i]", "(x')[i]"],
    ['a^x[i]', '(a ^ x[i])'],
    ['a^f(x)', '(a ^ f(x))'],
  ])('%s', (text, expected) => {
    const { tree, errors } = parseExpression(text);
    expect(errors).toEqual([]);
    expect(full(tree)).toBe(expected);
  });
});

describe('spellings', () => {
  test.each([
    ['Xᵀ*w', "X'*w"],
    ['X.T*w', "X'*w"],
    ["X.'*w", "X'*w"],
    ['X^⊤*w', "X'*w"],
    ['X^T*w', 'X^T*w'],
    ['X⁻¹*b', 'inv(X)*b'],
    ['X⁻ᵀ', "inv(X)'"],
    ['x²+y³', 'x^2 + y^3'],
    ['x⁻²', 'x^-2'],
    ['x¹²', 'x^12'],
    ['Xⁿ', 'X^n'],
    ['A⊙B⊘C', 'A.*B./C'],
    ['A∘B', 'A.*B'],
    ['A⊗B', 'kron(A, B)'],
    ['a·b×c', 'a*b*c'],
    ['a−b', 'a - b'],
    ['‖x‖', 'norm(x)'],
    ['||x||', 'norm(x)'],
    ['||x||_2^2', 'norm2(x)^2'],
    ['‖x‖₁', 'norm1(x)'],
    ['‖X‖_F', 'normF(X)'],
    ['‖x‖_∞', 'norminf(x)'],
    ['‖X‖_*', 'nuc(X)'],
    ['|x|', 'abs(x)'],
    ['|a*||b|||', 'abs(a*norm(b))'],
    ['| |x| - 1 |', 'abs(abs(x) - 1)'],
    ['<a, b>', 'dot(a, b)'],
    ['⟨a, <b, c>⟩', 'dot(a, dot(b, c))'],
    ['a*<b, c>', 'a*dot(b, c)'],
    ['1./x', '1./x'],
    ['1 ./ x', '1./x'],
    ['2.*x', '2.*x'],
    ['2..*x', null],
    ['1.5*.5', '1.5*.5'],
    ['1.', '1'],
    ['1e-3 + 1E5', '1e-3 + 1E5'],
    ['φ.(x)', 'φ.(x)'],
    ['f (x)', 'f(x)'],
    ['rand()', 'rand()'],
    ['∇g(x)', '∇g(x)'],
    ['∇²g(x)', '∇²g(x)'],
    ['∇₁h(x, y)', '∇₁h(x, y)'],
    ['∇²₁₂h(x, y)', '∇²₁₂h(x, y)'],
    ['∇₁₂h(x, y)', '∇₁₂h(x, y)'],
    ['D₂F(x, y)*v', 'D₂F(x, y)*v'],
    ['H12φ.(x, y)', 'H12φ.(x, y)'],
    ['X[i,:]', 'X[i, :]'],
    ['X[:]', 'X[:]'],
    ['[A B; C D]', '[A, B; C, D]'],
    ['[a, b\n c, d]', '[a, b; c, d]'],
    ['f(a,\n b)', 'f(a, b)'],
    ['[a -b]', '[a, -b]'],
    ['[a - b]', '[a - b]'],
    ['[a-b]', '[a - b]'],
    ["[a' b']", "[a', b']"],
    ['[f(x) (y)]', '[f(x), y]'],
    ['[f (x)]', '[f, x]'],
    ['[|a| |b|]', '[abs(a), abs(b)]'],
    ['[x[1] [2]]', '[x[1], [2]]'],
    ['[]', '[]'],
    ['x₁ + w_1 + ŵ', 'x₁ + w_1 + ŵ'],
    ['w\u0302', 'ŵ'],
    ['x where s = 1, t = s', 'x where s = 1, t = s'],
    ['x\n + y', 'x + y'],
    ['((x))', 'x'],
  ])('%s', (text, expected) => {
    const { tree, errors } = parseExpression(text);
    if (expected === null) return expect(errors).not.toEqual([]);
    expect(errors).toEqual([]);
    expect(printTree(tree)).toBe(expected);
  });
});

describe('printing', () => {
  test.each([
    "X'*(X*w - y)", 'a - (b + c)', 'a + (b + c)', 'a*(b*c)', '(a + b)*c', '-(a*b)', '-a*b', '-(a + b)', 'a*(-b)', 'a + (-b*c)', '-(-a)', '(-x)^2', 'x^(a + b)', 'x^-1', 'x^(-(a*b))', 'x^(1/2)',
    '(a.*b)*c', "(a*b').*C", '(a*b)./c', '2*x.*y', '1/2*x.*y', "(x^2)'", '(a^b)^c', "(A*B)'", "A'^2", "x''", 'x^2*y', 'a.*(b*c)', 'a/(b*c)', 'a/b/c', 'A\\b', '2./x', '1/2*norm2(X*w - y)^2', 'sum(i = 1..N) x[i] + c', '1/N*sum(i = 1..N) x[i]*y',
    '(sum(i = 1..N) x[i])*y', 'a*(sum(i = 1..N) x[i])*y', 'sum(i = 1..N) (-x[i])', 'sum(i = 1..N) (a + b)', "(x')[i]", '(a + b)[i]', '[a + b, -c; d, e]', 'f.(x, y)',
  ])('%s stays as it is', (text) => {
    expect(printTree(parseExpression(text).tree)).toBe(text);
  });
});

describe('places in the text', () => {
  test.each([
    ['(a + b)*c', '(a + b)*c'],
    ["f(x)'", "f(x)'"],
    ['‖x‖₂', '‖x‖₂'],
    ['  x²  ', 'x²'],
    ['sum(i = 1..N) x[i]', 'sum(i = 1..N) x[i]'],
    ['a ⊗ (B)', 'a ⊗ (B)'],
  ])('%s', (text, whole) => {
    const { span } = parseExpression(text).tree;
    expect(text.slice(span.start, span.end)).toBe(whole);
  });

  test('are counted in UTF-16 units', () => {
    const { tree } = parseExpression('𝐱 + y');
    expect(bare(tree)).toMatchObject({ left: { name: '𝐱' }, right: { name: 'y' } });
    expect(tree).toMatchObject({ operatorSpan: { start: 3, end: 4 }, right: { span: { start: 5, end: 6 } } });
  });
});
