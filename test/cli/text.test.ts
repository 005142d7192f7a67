import { describe, expect, test } from 'vitest';
import { mcalc } from './setup';

const TRAIN = "def loss(X, w, y):\n    # mcalc: X : invertible matrix(n, n); w, y : vector(n)\n    #   f = norm2(inv(X)*w - y)\n    #   gradient f wrt w\n    return 0\n";

test('an answer with its place, its verdict and its conditions', async () => {
  const { status, out, err } = await mcalc(['derive', 'train.py'], { files: { 'train.py': TRAIN } });
  expect([status, err]).toEqual([0, '']);
  expect(out.split('\n').map((line) => line.replace(/\(3 points, .*\)/, '(…)'))).toEqual([
    'train.py:4:9  gradient f wrt w',
    '  ∇_w f = X⁻ᵀ(X⁻¹w − y)/‖X⁻¹w − y‖₂   ∈ ℝⁿ',
    '  ✓ checked numerically (…)',
    '  where X⁻¹w − y ≠ 0',
    '',
  ]);
});

test('the derivation on request, a line a step', async () => {
  const { out } = await mcalc(['derive', '--steps', '-'], { input: "x : vector(n); A : matrix(n, n)\ngradient x'*A*x wrt x" });
  const lines = out.split('\n').filter((line) => line.startsWith('    '));
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) expect(line).toMatch(/^ {4}\S.* = .* {3}\S.* ✓$/);
});

test('a mistake as a compiler shows it, on standard error', async () => {
  const { status, out, err } = await mcalc(['derive', 'notes.mcalc'], { files: { 'notes.mcalc': 'x : vector(n); y : vector(n)\n\tf = x*y\ngradient f wrt x\n' } });
  expect([status, out]).toEqual([1, '']);
  expect(err.split('\n').slice(0, 8)).toEqual([
    expect.stringMatching(/^notes\.mcalc:2:7: error\[ambiguous-product\]: x\*y multiplies two column vectors/),
    '2 | \tf = x*y',
    '  | \t     ^',
    expect.stringMatching(/^ {2}notes\.mcalc:1:1: /),
    expect.stringMatching(/^ {2}notes\.mcalc:1:16: /),
    "  help: Use x'*y (the inner product)",
    "  help: Use x*y' (the outer product)",
    '  help: Use x.*y (entry by entry)',
  ]);
});

test('check lists what it checked, and sums up', async () => {
  const { status, out, err } = await mcalc(['check', '-'], { input: "x : vector(n)\ngradient norm2(x)^2 wrt x\ncheck gradient norm2(x)^2 wrt x == 2*x\ncheck gradient norm2(x)^2 wrt x == x\n" });
  expect([status, err]).toEqual([1, '']);
  const lines = out.replace(/\(3 points, .*?\)/g, '(…)').split('\n');
  expect(lines).toEqual(expect.arrayContaining([
    '-:4:1: error[claim-failed]: This does not hold: the right side is 1/2 times the gradient. The gradient is 2*x.',
    '4 | check gradient norm2(x)^2 wrt x == x',
    '  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^',
    '  help: Replace by 2*x',
    '✓ -:2:1  gradient norm2(x)^2 wrt x  checked numerically (…)',
    '✓ -:3:1  check gradient norm2(x)^2 wrt x == 2*x  proved, and checked numerically (…)',
    '-: 2 of 3 checked, 1 error',
  ]));
});

test('quiet leaves only errors', async () => {
  const { status, out } = await mcalc(['check', '--quiet', '-'], { input: "x : vector(n)\ncheck gradient norm2(x)^2 wrt x == 2*x\n" });
  expect([status, out]).toEqual([0, '']);
});

test('Markdown and LaTeX', async () => {
  const input = "x : vector(n)\ngradient norm2(x) wrt x";
  const markdown = (await mcalc(['derive', '--format', 'markdown', '--target', 'numpy', '-'], { input })).out;
  expect(markdown).toMatch(/^## -\n\n### `gradient norm2\(x\) wrt x`\n\n\$\$\n\\nabla_\{x\} .*\n\$\$\n\n✓ checked numerically .*\n\n- where x ≠ 0\n\n```python\n[^]*def grad\(x\):\n[^]*```\n$/);
  const latex = (await mcalc(['derive', '--format', 'latex', '--steps', '-'], { input })).out;
  expect(latex).toMatch(/^% -:2:1: gradient norm2\(x\) wrt x\n% ✓ .*\n\\begin\{align\*\}\n[^]*\\end\{align\*\}\n\\begin\{equation\*\}\n {2}\\nabla_\{x\} .*\n\\end\{equation\*\}\nwhere x \$\\neq\$ 0\.\n$/);
});

describe('for papers', () => {
  const input = 'X : matrix(n, d); w : vector(d)\nr = X*w\njacobian r wrt w\n';
  const VERDICT = /✓ checked numerically \(.*\)/;

  test.each([
    ['latex', `% -:3:1: jacobian r wrt w
% ✓
Let
\\[
  r(w) = Xw.
\\]
The Jacobian of $r$ with respect to $w$ is
\\[
  \\frac{\\partial r}{\\partial w} = X \\in \\mathbb{R}^{n\\times d},
\\]
where $X \\in \\mathbb{R}^{n\\times d}$ and $w \\in \\mathbb{R}^{d}$.
Numerator layout: a row for each of the $n$ outputs, a column for each of the $d$ entries of $w$.
`],
    ['markdown', `<!-- -:3:1: jacobian r wrt w -->
<!-- ✓ -->
Let

$$
r(w) = Xw.
$$

The Jacobian of $r$ with respect to $w$ is

$$
\\frac{\\partial r}{\\partial w} = X \\in \\mathbb{R}^{n\\times d},
$$

where $X \\in \\mathbb{R}^{n\\times d}$ and $w \\in \\mathbb{R}^{d}$.
Numerator layout: a row for each of the $n$ outputs, a column for each of the $d$ entries of $w$.
`],
    ['typst', `// -:3:1: jacobian r wrt w
// ✓
Let
$ r(w) = X w. $
The Jacobian of $r$ with respect to $w$ is
$ (partial r)/(partial w) = X in RR^(n times d), $
where $X in RR^(n times d)$ and $w in RR^d$.
Numerator layout: a row for each of the $n$ outputs, a column for each of the $d$ entries of $w$.
`],
  ])('%s is what stands in one', async (target, text) => {
    const { status, out, err } = await mcalc(['derive', '--target', target, '-'], { input });
    expect([status, err, out.replace(VERDICT, '✓')]).toEqual([0, '', text]);
  });
  test('several variables are one text', async () => {
    const { out } = await mcalc(['derive', '--target', 'typst', '-'], { input: input.replace('wrt w', 'wrt w, X') });
    expect(out.match(/^Let$/gm)).toHaveLength(1);
  });
  test('with what the query does not ask for', async () => {
    const { out } = await mcalc(['derive', '--target', 'typst', '--emit', 'vjp', '-'], { input });
    expect(out).toContain('The vector-Jacobian product of $r$ with respect to $w$ with weights $u$ is\n$ ((partial r)/(partial w))^top u = X^top u in RR^d, $\n');
  });
  test('in a format that is chosen', async () => {
    expect((await mcalc(['derive', '--target', 'latex', '--format', 'text', '-'], { input })).out).toMatch(/^-:3:1 {2}jacobian r wrt w\n {2}∂r\/∂w = X .*\n {2}✓ .*\n(?: {2}.*\n)*\nLet\n\\\[/);
    expect((await mcalc(['derive', '--target', 'typst', '--format', 'markdown', '-'], { input })).out).toMatch(/\n```typst\nLet\n[^]*\n```\n/);
    expect((await mcalc(['derive', '--target', 'markdown', '--format', 'markdown', '-'], { input })).out).toMatch(/\nLet\n\n\$\$\n/);
    expect((await mcalc(['derive', '--target', 'latex', '--format', 'latex', '-'], { input })).out).toMatch(/\\end\{equation\*\}\n.*\nLet\n\\\[\n/);
  });
  test.each(['--self-test', '--assert-shapes'])('%s is about code', async (option) => {
    const { status, err } = await mcalc(['derive', '--target', 'latex', option, '-'], { input });
    expect([status, err.split('\n')[0]]).toEqual([2, `error: ${option} is about code, and LaTeX is read.`]);
  });
});

const ESCAPE = String.fromCharCode(27);
test.each([
  ['on a terminal',                  { isTerminal: true },                             [],               true],
  ['in a pipe',                      { isTerminal: false },                            [],               false],
  ['on a terminal with NO_COLOR',    { isTerminal: true, env: { NO_COLOR: '1' } },     [],               false],
  ['on a dumb terminal',             { isTerminal: true, env: { TERM: 'dumb' } },      [],               false],
  ['in a pipe that wants it',        { isTerminal: false },                            ['--color'],      true],
  ['where it is wanted in spite of NO_COLOR', { isTerminal: true, env: { NO_COLOR: '1' } }, ['--color=always'], true],
  ['on a terminal that does not',    { isTerminal: true },                             ['--no-color'],   false],
  ['never',                          { isTerminal: true },                             ['--color=never'], false],
] as const)('colour %s', async (_, around, options, coloured) => {
  const { out } = await mcalc(['derive', ...options, '-'], { ...around, input: "gradient x'*x wrt x" });
  expect(out.includes(ESCAPE)).toBe(coloured);
});

test('progress is shown on a terminal only, and wiped away', async () => {
  const files = { 'a.mcalc': "gradient x'*x wrt x", 'b.mcalc': "gradient x'*x wrt x" };
  const { err } = await mcalc(['derive', 'a.mcalc', 'b.mcalc'], { files, isTerminal: true });
  expect(err.split('\r').at(-1)).toBe(`${ESCAPE}[K`);
  expect(err).toContain('2 of 2: b.mcalc');
  expect((await mcalc(['derive', 'a.mcalc', 'b.mcalc'], { files })).err).toBe('');
});

test('one function for all variables is written once', async () => {
  const { out } = await mcalc(['derive', '--target', 'numpy', '--emit', 'value-and-gradient', 'f.mcalc'], { files: { 'f.mcalc': "a, b : vector(n)\nf = (a'*b)^2\ngradient f wrt a, b\n" } });
  expect(out.match(/def .*/g)).toEqual(['def value_and_grad_f(a, b):']);
  expect(out).toContain('return value, (gradient_a, gradient_b)');
});

test('a docstring says which derivative its formula is', async () => {
  const { out } = await mcalc(['derive', '--target', 'numpy', '--emit', 'gradient', 'f.mcalc'], { files: { 'f.mcalc': "a : vector(n)\nf = (a'*a)^2\nhessian f wrt a\n" } });
  expect(out).toContain('gradient = 4*');
  expect(out).not.toContain('hessian =');
});

test('the value of a function has its name in the code, unless the code has it', async () => {
  const files = { 'f.mcalc': 'x : vector(n)\nf = norm2(x)\ngradient f wrt x\n' };
  expect((await mcalc(['derive', '--target', 'numpy', '--emit', 'value-and-gradient', 'f.mcalc'], { files })).out).toContain('    f = np.sqrt(x @ x)\n    return f, x / f');
  expect((await mcalc(['derive', '--target', 'numpy', '--emit', 'value', 'f.mcalc'], { files })).out).toContain('return np.sqrt(x @ x)');
});
