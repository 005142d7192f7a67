import { describe, expect, test } from 'vitest';
import { codeActions, resolveAction, type Action } from '../../server/src/features/codeActions';
import { codeLenses, resolveLens } from '../../server/src/features/codeLens';
import { completion, completionDocumentation } from '../../server/src/features/completion';
import { documentLinks } from '../../server/src/features/documentLinks';
import { formatting, onTypeFormatting, rangeFormatting } from '../../server/src/features/formatting';
import { inlayHints, resultHints } from '../../server/src/features/inlayHints';
import { MODELS } from '../../server/src/features/models';
import { semanticTokens } from '../../server/src/features/semanticTokens';
import { signatureHelp } from '../../server/src/features/signatureHelp';
import { analysed, covered, edited, marked } from './setup';

const PLAIN = { markdown: false, mathBlocks: false, commands: false };
const DECLARED = 'X : matrix(n, d); w : vector(d); y : vector(n)\n';

describe('completion', () => {
  const offered = (source: string, trigger?: string) => { const { analysis, offset } = marked(source); return completion(analysis, offset, true, trigger).toSorted((a, b) => (a.sort < b.sort ? -1 : 1)); };
  const labels = (source: string, trigger?: string) => offered(source, trigger).map(({ label }) => label);

  test.each([
    ['the start of a statement', '¦',                              ['check', 'derivative', 'differential', 'gradient', 'hessian', 'hvp', 'implicit', 'inner', 'jacobian', 'jvp', 'layout', 'taylor', 'vjp']],
    ['the start after a ;',      'a = 1; ¦',                       ['a', 'check']],
    ['an expression',            `${DECLARED}f = ¦`,               ['X', 'w', 'y', 'd', 'n']],
    ['a started word',           `${DECLARED}f = X*¦`,             ['X', 'w', 'y', 'd', 'n']],
    ['a type',                   'w : ¦',                          ['matrix', 'scalar', 'vector']],
    ['behind an adjective',      'w : positive ¦',                 ['matrix', 'scalar', 'vector']],
    ['a dimension',              `${DECLARED}z : vector(¦`,        ['d', 'n']],
    ['a second dimension',       `${DECLARED}z : matrix(n, ¦`,     ['d', 'n']],
    ['a query',                  `${DECLARED}f = norm2(w)\ngradient ¦`, ['X', 'f', 'w', 'y']],
    ['behind the function',      `${DECLARED}f = norm2(w)\ngradient f ¦`, ['wrt', 'unstructured', 'layout', 'as']],
    ['behind the function of an expansion', `${DECLARED}f = norm2(w)\ntaylor f ¦`, ['wrt', 'order', 'unstructured', 'layout', 'as']],
    ['behind the function of a product', `${DECLARED}f = norm2(w)\nhvp f ¦`, ['wrt', 'along', 'unstructured', 'layout', 'as']],
    ['behind wrt, the variables of the function first', `${DECLARED}f = norm2(w)\ngradient f wrt ¦`, ['w', 'X', 'y']],
    ['behind a comma',           `${DECLARED}f = norm2(w)\ngradient f wrt w, ¦`, ['w', 'X', 'y']],
    ['a form of a Hessian',      `${DECLARED}f = norm2(w)\nhessian f wrt w as ¦`, ['index', 'kronecker', 'operator', 'bilinear']],
    ['a form of a Jacobian',     `${DECLARED}f = norm2(w)\njacobian f wrt w as ¦`, ['index', 'kronecker', 'operator']],
    ['the layout of a query',    `${DECLARED}f = norm2(w)\njacobian f wrt w layout ¦`, ['denominator', 'numerator', 'variable']],
    ['behind a variable',        `${DECLARED}f = norm2(w)\nhessian f wrt w ¦`, ['unstructured', 'layout', 'as']],
    ['behind the query of a claim', `${DECLARED}f = norm2(w)\ncheck gradient f wrt w ¦`, ['unstructured', 'layout', 'as', '==']],
    ['a direction',              `${DECLARED}f = norm2(w)\njvp f wrt w along ¦`, ['X', 'f', 'w', 'y']],
    ['a set',                    'X ∈ ¦',                          ['R', 'R^(n×d)', 'R^n', 'S++^n', 'S^n', 'matrix']],
    ['a set in ASCII',           'X in ¦',                         ['R', 'R^(n×d)', 'R^n', 'S++^n', 'S^n', 'matrix']],
    ['the dimension of a set',   `${DECLARED}z in R^¦`,            ['d', 'n']],
    ['behind a shape',           'x : vector(n) ¦',                ['on']],
    ['a manifold',               'x : vector(n) on ¦',             ['sphere', 'stiefel']],
    ['a manifold of a variable', `${DECLARED}w on ¦`,              ['sphere', 'stiefel']],
    ['an equation',              `${DECLARED}implicit ¦`,          ['X', 'w', 'y']],
    ['behind its left side',     `${DECLARED}implicit X*w ¦`,      ['==']],
    ['behind its right side',    `${DECLARED}implicit X*w == y ¦`, ['solve']],
    ['its unknown',              `${DECLARED}implicit X*w == y solve ¦`, ['X', 'w', 'y']],
    ['a layout',                 'layout ¦',                       ['denominator', 'numerator', 'variable']],
  ])('at %s', (_, source, expected) => { expect(labels(source).slice(0, expected.length)).toEqual(expected); });

  test.each([
    ['a number',            'f = 2¦'],
    ['a number and a name', 'f = 2a¦'],
    ['a comment',           '# gra¦'],
    ['an operand',          'f = x ¦'],
    ['an open bracket that was just typed, in an expression', 'f = norm2(¦', '('],
  ])('nothing behind %s', (_, source, trigger?) => { expect(labels(source, trigger)).toEqual([]); });

  test('a definition is not offered in itself, what comes below not at all', () => {
    expect(labels('f = ¦\ng = 1')).not.toContain('f');
    expect(labels('f = ¦\ng = 1')).not.toContain('g');
    expect(labels('f = 1\nh = ¦\ng = 1')).toContain('f');
  });
  test('nothing outside the blocks of a host file', () => {
    const { analysis, offset } = marked('# mcalc: f = 1\n\nx = ¦\n', 'python');
    expect(completion(analysis, offset, true)).toEqual([]);
  });
  test('characters by their LaTeX names', () => {
    expect(offered('f = \\lam¦', '\\').find(({ label }) => label === '\\lambda')).toMatchObject({ detail: 'λ', edit: { newText: 'λ', range: { start: { character: 4 }, end: { character: 8 } } } });
    expect(labels('¦\\nabla'.replace('¦\\nabla', '\\nab¦'), '\\')).toContain('\\nabla');
  });
  test.each(['f = A\\¦', 'f = (A)\\¦', "f = A'\\¦", 'f = inv(A)\\¦', 'f = X2\\¦'])('but not where %j solves', (source) => { expect(labels(source, '\\')).toEqual([]); });
  test('functions take their brackets, for those who can fill them in', () => {
    const { analysis, offset } = marked('f = logd¦');
    expect(completion(analysis, offset, true).find(({ label }) => label === 'logdet')).toMatchObject({ snippet: true, detail: 'n×n → scalar', edit: { newText: 'logdet($0)' } });
    expect(completion(analysis, offset, false).find(({ label }) => label === 'logdet')).toMatchObject({ snippet: false, edit: { newText: 'logdet' } });
  });
  test('what an item is, when it is looked at', () => {
    const documented = (source: string, label: string) => completionDocumentation(offered(source).find((item) => item.label === label)?.key, PLAIN);
    expect(documented('f = ¦', 'tr')).toMatch(/^tr : n×n → scalar\n.*\nThe trace: the sum of the diagonal\.\nd tr\(X\) = tr\(dX\)\n/);
    expect(documented('w : ¦', 'posdef')).toBe("symmetric, x'*P*x > 0 for x ≠ 0");
    expect(documented('¦', 'least squares')).toContain('gradient f wrt w');
    expect([completionDocumentation(undefined, PLAIN), completionDocumentation({ of: 'function', name: 'nope' }, PLAIN), completionDocumentation('tr', PLAIN)]).toEqual([undefined, undefined, undefined]);
  });
  test('a documentation that begins with a formula keeps its letter', () => {
    const documented = (label: string) => completionDocumentation(offered('f = ¦').find((item) => item.label === label)?.key, PLAIN);
    expect([documented('logsoftmax'), documented('silu'), documented('ones')].map((text) => text?.split('\n').find((line) => /^(?:u |u\*|A )/.test(line)))).toEqual(['u - logsumexp(u): the logarithm of softmax(u).', 'u*σ(u).', 'A vector or matrix of ones.']);
  });
  test('models go on over the comment lines of a host file', () => {
    const { analysis, offset } = marked('# mcalc: a = 1\n#   ¦\n', 'python');
    const model = completion(analysis, offset, false).find(({ label }) => label === 'least squares');
    expect(edited(analysis, [model?.edit ?? expect.fail()])).toBe('# mcalc: a = 1\n#   X : matrix(n, d); w : vector(d); y : vector(n)\n#   f = 1/2*norm2(X*w - y)^2\n#   gradient f wrt w\n');
  });
  test.each(MODELS.map((model) => [model.label, model] as const))('the model %s is answered', async (_, { body }) => {
    const analysis = analysed(body.replace(/\$\{\d+:([^}]*)\}/g, '$1'));
    expect(await analysis.diagnostics()).toEqual([]);
    expect(analysis.queries.length).toBeGreaterThan(0);
    for (const { answers } of analysis.queries) for (const answer of answers) expect((await answer.check())?.verdict).toBe('pass');
  });
});

test.each([
  ['a function of the language', 'f = dot(y, ¦',                        'dot(x: m×n, y: m×n) → scalar', 'y: m×n', 1],
  ['the innermost',              'f = max(tr(¦A), 2)',                  'tr(X: n×n) → scalar', 'X: n×n', 0],
  ['behind an inner one',        'f = dot(tr(A), ¦',                    'dot(x: m×n, y: m×n) → scalar', 'y: m×n', 1],
  ['what is written as an operator too', 'f = solve(A, ¦',                      'solve(A: n×n, b: n×p) → n×p', 'b: n×p', 1],
  ['one of several signatures',  'f = ones(n, ¦',                       'ones(m, n) → m×n', 'n', 1],
  ['a function of the file',     'X : matrix(n, d); f(w, b) = X*w + b\nh = f(w, ¦', 'f(w ∈ ℝᵈ, b ∈ ℝⁿ) → ℝⁿ', 'b ∈ ℝⁿ', 1],
  ['a declared function',        'g : vector(n), scalar -> scalar\nh = g(¦', 'g(ℝⁿ, ℝ) → ℝ', 'ℝⁿ', 0],
  ['a derivative by name',       'F : vector(n), scalar -> vector(m)\nh = D₂F(¦', 'D₂F(ℝⁿ, ℝ) → ℝᵐ', 'ℝⁿ', 0],
])('signature of %s', (_, source, label, parameter, index) => {
  const { analysis, offset } = marked(source);
  const help = signatureHelp(analysis, offset, PLAIN);
  const active = help?.signatures[help.active];
  const [start, end] = active?.parameters[index] ?? [0, 0];
  expect([active?.label, active?.label.slice(start, end), help?.parameter]).toEqual([label, parameter, index]);
});
test.each(['f = (a + ¦', 'f = norm(x) + ¦', 'f = nope(¦', 'f = norm(x)\ng = ¦', '¦'])('no signature in %j', (source) => {
  const { analysis, offset } = marked(source);
  expect(signatureHelp(analysis, offset, PLAIN)).toBeUndefined();
});

describe('inlay hints', () => {
  const hinted = (source: string, languageId?: string): string => {
    const { analysis, range, text } = marked(source, languageId);
    const within = source.includes('¦') ? range : { start: { line: 0, character: 0 }, end: analysis.lines.positionAt(text.length) };
    return edited(analysis, inlayHints(analysis, within).map(({ position, label }) => ({ range: { start: position, end: position }, newText: label })));
  };
  test.each([
    ['definitions',         `${DECLARED}r = X*w - y\nf(w) = norm2(r)`, `${DECLARED}r: ℝⁿ = X*w - y\nf(w): ℝ = norm2(r)`],
    ['undeclared names, at their first use', 'A : matrix(n, n)\nf = q\'*A*q', "A : matrix(n, n)\nf: ℝ = q: ℝⁿ'*A*q"],
    ['not what is declared, nor dimensions', 'x : vector(n)\ncheck n == n', 'x : vector(n)\ncheck n == n'],
    ['not what an inner product speaks of', "w : vector(d); M : posdef(d)\ninner w: <u, v> = u'*M*v", "w : vector(d); M : posdef(d)\ninner w: <u, v> = u'*M*v"],
    ['nor what a rule speaks of', 'g : vector(n) -> vector(m); J : vector(n) -> matrix(m, n)\nrule d(g(x)) = J(x)*dx', 'g : vector(n) -> vector(m); J : vector(n) -> matrix(m, n)\nrule d(g(x)) = J(x)*dx'],
    ['not the change in a claim', 'x : vector(n)\ncheck differential sum(x) wrt x == sum(dx)', 'x : vector(n)\ncheck differential sum(x) wrt x == sum(dx)'],
    ['not where there is an error', 'x : vector(n)\nf = x*x', 'x : vector(n)\nf = x*x'],
    ['nor where the text cannot be read', 'f = \\tfrac12*q + np.a', 'f = \\tfrac12*q + np.a'],
  ])('%s', (_, source, expected) => { expect(hinted(source)).toBe(expected); });
  test('only in the range that is shown', () => { expect(hinted('a = 1\n¦b = 2\n¦c = 3')).toBe('a = 1\nb: ℝ = 2\nc = 3'); });
  test('accepting one declares the name', () => {
    const analysis = analysed('# mcalc: A : matrix(n, n)\n#   f = norm2(A*q)\n', 'python');
    const hint = inlayHints(analysis, { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } }).find(({ edits }) => edits.length > 0);
    expect(edited(analysis, hint?.edits ?? [])).toBe('# mcalc: A : matrix(n, n)\n#   q : vector(n); f = norm2(A*q)\n');
  });
});

test('results behind their queries', async () => {
  const analysis = analysed(`${DECLARED}gradient norm2(w)^2 + sum(y) wrt w, y\ngradient norm2(y)^2 wrt y\ngradient nope wrt y`);
  const hints = await resultHints(analysis, { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } });
  expect(hints.map(({ position, label }) => `${position.line}:${label}`)).toEqual([expect.stringMatching(/^1:∇_w .* = 2w ✓, ∇_y .* ✓$/), '2: = 2y ✓']);
});

test('lenses of queries and claims', async () => {
  const source = `# mcalc: ${DECLARED.trim()}\n#   f = norm2(X*w - y)^2\n#   gradient f wrt w, y\n#   check gradient f wrt w == 2*X'*(X*w - y)\n#   check sum(w) == sum(y)\n`;
  const analysis = analysed(source, 'python');
  const lenses = codeLenses(analysis, 'auto');
  expect(await Promise.all(lenses.map(async ({ range, key }) => `${range.start.line} ${(await resolveLens(analysis, key, 'auto'))?.title ?? ''}`))).toEqual(['2 ∇_w f ∈ ℝᵈ ✓ · ∇_y f ∈ ℝⁿ ✓', '2 Insert as…', '3 ✓ proved', '4 ✗ does not hold']);
  expect(await resolveLens(analysis, { what: 'verdict', id: 'gone' }, 'auto')).toBeUndefined();
  expect(codeLenses(analysed(`${DECLARED}gradient sum(w) wrt w`), 'auto')).toHaveLength(1);
});

describe('code actions', () => {
  const at = async (source: string, only?: readonly string[], languageId?: string): Promise<{ readonly analysis: ReturnType<typeof analysed>; readonly actions: readonly Action[] }> => {
    const { analysis, range } = marked(source, languageId);
    return { analysis, actions: await codeActions(analysis, range, only, 'auto') };
  };
  const does = async (source: string, title: string, languageId?: string): Promise<string> => {
    const { analysis, actions } = await at(source, undefined, languageId);
    const action = actions.find((candidate) => candidate.title === title) ?? expect.fail(`${title} is not among ${actions.map((each) => each.title).join(', ')}`);
    if (action.does.by === 'edit') return edited(analysis, action.does.edits);
    const resolved = action.does.by === 'resolve' ? await resolveAction(analysis, action.does.key) : undefined;
    return resolved?.ok === true ? edited(analysis, resolved.edits) : resolved?.message ?? 'a command';
  };

  test.each([
    ['the inner product',      'x, y : vector(n)\nf = x¦*y',                             "Use x'*y (the inner product)",  "x, y : vector(n)\nf = x'*y"],
    ['the outer product',      'x, y : vector(n)\nf = x¦*y',                             "Use x*y' (the outer product)",  "x, y : vector(n)\nf = x*y'"],
    ['entry by entry',         'x, y : vector(n)\nf = x¦*y',                             'Use x.*y (entry by entry)',     'x, y : vector(n)\nf = x.*y'],
    ['the other spelling',     'f = logdt¦(A)',                                          'Use logdet',                    'f = logdet(A)'],
    ['the identity',           'A : matrix(n, n)\nB = A ¦+ 1',                           'Use eye(n)',                    'A : matrix(n, n)\nB = A + eye(n)'],
    ['the right answer',       'w : vector(n)\ncheck gradient norm2(w)^2 wrt w == ¦w',   'Replace by 2*w',                'w : vector(n)\ncheck gradient norm2(w)^2 wrt w == 2*w'],
  ])('%s', async (_, source, title, expected) => { expect(await does(source, title)).toBe(expected); });

  test('by kind', async () => {
    const source = 'x, y : vector(n)\n¦f = x*y\ngradient sum(x) wrt x¦';
    const kinds = async (only?: readonly string[]) => [...new Set((await at(source, only)).actions.map(({ kind }) => kind))];
    expect(await kinds(['quickfix'])).toEqual(['quickfix']);
    expect(await kinds(['refactor.derive'])).toEqual(['refactor.derive']);
    expect(await kinds(['source'])).toEqual([]);
    expect(await kinds(['refactor'])).toContain('refactor.derive');
  });
  test('nothing where there is nothing', async () => { expect((await at('a = 1\n¦\nb = 2')).actions).toEqual([]); });

  const QUERY = '# mcalc: w : vector(d)\n#   ¦gradient norm2(w)^2 wrt w\n';
  const INSERT = 'Insert gradient as NumPy';
  test.each([
    ['above a function',          `${QUERY}def f(): ...\n`,              'python', /^# mcalc: .*\n#.*\n+(?:# .*\n+)?def \w+\(w\):\n[^]*return 2 \* w\n\n\ndef f\(\): \.\.\.\n$/],
    ['at the end of a file',      QUERY,                                 'python', /wrt w\n+(?:# .*\n+)?def \w+\(w\):\n[^]*return 2 \* w\n$/],
    ['without a last line end',   QUERY.trimEnd(),                       'python', /wrt w\n+(?:# .*\n+)?def \w+\(w\):\n[^]*return 2 \* w\n$/],
    ['with the file’s line ends', QUERY.replaceAll('\n', '\r\n'),        'python', /wrt w(?:\r\n)+(?:# .*(?:\r\n)+)?def \w+\(w\):\r\n[^]*return 2 \* w\r\n$/],
    ['under a fence',             'Text\n\n```mcalc\nw : vector(d)\n¦gradient norm2(w)^2 wrt w\n```\nMore\n', 'markdown', /\n```\n\n```python\n+(?:# .*\n+)?def \w+\(w\):\n[^]*return 2 \* w\n```\n\nMore\n$/],
    ['indented',                  'class A:\n    # mcalc: w : vector(d)\n    #   ¦gradient norm2(w)^2 wrt w\n    x = 1\n', 'python', /\n+(?: {4}# .*\n+)? {4}def \w+\(w\):\n {8}"""[^]*\n {8}return 2 \* w\n\n {4}x = 1\n$/],
  ])('code %s', async (_, source, languageId, expected) => { expect(await does(source, INSERT, languageId)).toMatch(expected); });
  test('a name that is taken is not taken again', async () => {
    const once = await does(QUERY, INSERT, 'python');
    const name = /def (\w+)\(/.exec(once)?.[1] ?? '';
    expect(await does(`${QUERY}${name} = 1\n`, INSERT, 'python')).toContain(`def ${name}_2(w):`);
  });
  test('an import that the file has is not repeated', async () => {
    const source = '# mcalc: S : posdef(d)\n#   ¦gradient logdet(S) wrt S\n';
    const imports = (text: string): number => text.match(/^import numpy as np$/gm)?.length ?? 0;
    expect(imports(await does(source, INSERT, 'python'))).toBe(1);
    expect(imports(await does(`import numpy as np\n\n${source}`, INSERT, 'python'))).toBe(1);
  });
  test('not offered where it cannot stand', async () => {
    expect((await at('w : vector(d)\n¦gradient norm2(w)^2 wrt w')).actions.map(({ title }) => title)).not.toContain(INSERT);
    expect((await at('A : matrix(n, n)\n¦gradient sum(leftsv(A)) wrt A')).actions).toEqual([]);
  });
});

describe('formatting', () => {
  test.each([
    ['a file',             'f=X*w-y\ng = 1\n', 'mcalc', 'f = X*w - y\ng = 1\n'],
    ['the blocks of a host file only', 'x=1 # mcalc: f=a+b\ny=2\n', 'python', 'x=1 # mcalc: f = a + b\ny=2\n'],
    ['several lines',      '# mcalc: f=a+b\n#   g =f*  2\n# text=1\n', 'python', '# mcalc: f = a + b\n#   g = f*2\n# text=1\n'],
    ['text with errors',   'f = (a+\ng=1\n', 'mcalc', 'f = (a+\ng = 1\n'],
  ])('%s', (_, source, languageId, expected) => {
    const analysis = analysed(source, languageId);
    expect(edited(analysis, formatting(analysis))).toBe(expected);
  });
  test('edits are small', () => {
    const analysis = analysed('f = a+b\ng = 1\n');
    expect(formatting(analysis).map(({ range, newText }) => `${covered(analysis, range)} → ${newText}`)).toEqual(['+ →  + ']);
  });
  test('of a range', () => {
    const analysis = analysed('f=1\ng=2\nh=3\n');
    expect(edited(analysis, rangeFormatting(analysis, { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } }))).toBe('f=1\ng = 2\nh=3\n');
  });
  test('of the line that was finished', () => {
    const analysis = analysed('f=1\ng=2\nh=3\n');
    expect(edited(analysis, onTypeFormatting(analysis, 2, '\n'))).toBe('f=1\ng = 2\nh=3\n');
    expect(edited(analysis, onTypeFormatting(analysis, 2, ';'))).toBe('f=1\ng=2\nh = 3\n');
  });
});

test('semantic tokens go by shape and role', () => {
  const analysis = analysed('X : positive matrix(n, d) # text\nw : vector(d); g : vector(n) -> scalar\nf(w) = 1/n*norm2(X*w)^2 + g(X*w)\ngradient f(w) wrt w\nlayout numerator\njacobian X*w layout denominator as index\ncheck X == X\n');
  expect(semanticTokens(analysis).map(({ range, type, modifiers }) => `${covered(analysis, range)}:${type}${modifiers.includes('declaration') ? '!' : ''}`).join(' ')).toBe(
    "X:matrix! positive:modifier matrix:type n:dimension! d:dimension! # text:comment w:vector! vector:type d:dimension g:function! vector:type n:dimension ->:operator scalar:type "
    + "f:function! w:vector =:operator 1:number /:operator n:dimension *:operator norm2:function X:matrix *:operator w:vector ^:operator 2:number +:operator g:function X:matrix *:operator w:vector "
    + "gradient:keyword f:function w:vector wrt:keyword w:vector layout:keyword numerator:modifier jacobian:keyword X:matrix *:operator w:vector layout:keyword denominator:modifier as:keyword index:modifier check:keyword X:matrix ==:operator X:matrix");
});
test('semantic tokens of a range, in a host file', () => {
  const analysis = analysed('# mcalc: a = 1\n#   b = 2\n', 'python');
  expect(semanticTokens(analysis, { start: { line: 1, character: 0 }, end: { line: 1, character: 9 } }).map(({ range }) => covered(analysis, range))).toEqual(['b', '=', '2']);
});

describe('links', () => {
  test.each([
    ['no formula',               'f = logdet(A) + tr(A)\ngradient f wrt A\n',                      []],
    ['a name of the author',     'higham : scalar\nf = higham^2\n',                               []],
    ['an equation',              'f = logdet(A)   # see Matrix Cookbook (57)\n',                  ['Matrix Cookbook (57) → https://www2.imm.dtu.dk/pubdb/pubs/3274-full.html: d logdet(X) = tr(inv(X)*dX) (Petersen, Pedersen: The Matrix Cookbook, (57))']],
    ['a section',                '# Parr and Howard, section 4.5\n',                               ['Parr and Howard, section 4.5 → https://arxiv.org/abs/1802.01528: Parr, Howard: The Matrix Calculus You Need For Deep Learning, 4.5']],
    ['works without a place',    '// Magnus & Neudecker; Minka, and MIT 18.S096.\n',               ['Magnus & Neudecker → https://doi.org/10.1002/9781119541219: Magnus, Neudecker: Matrix Differential Calculus', 'Minka → https://tminka.github.io/papers/matrix/: Minka: Old and New Matrix Algebra Useful for Statistics', 'MIT 18.S096 → https://arxiv.org/abs/2501.14787: Bright, Edelman, Johnson: Matrix Calculus for Machine Learning and Beyond (MIT 18.S096)']],
    ['an equation that no rule is', '# The Matrix Cookbook, eq. (9999)\n',                         ['The Matrix Cookbook, eq. (9999) → https://www2.imm.dtu.dk/pubdb/pubs/3274-full.html: Petersen, Pedersen: The Matrix Cookbook, (9999)']],
  ])('%s', (_, text, links) => {
    const analysis = analysed(text);
    expect(documentLinks(analysis).map(({ range, url, tooltip }) => `${covered(analysis, range)} → ${url}: ${tooltip}`)).toEqual(links);
  });
});
