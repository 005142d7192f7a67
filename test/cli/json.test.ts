/** The machine-readable contract. */
import { expect, test } from 'vitest';
import { mcalc, type Around } from './setup';

const NOTES = "X : matrix(n, d); w : vector(d); y : vector(n); λ : scalar\nf = 1/2*norm2(X*w - y)^2 + λ/2*norm2(w)^2\ngradient f wrt w, λ\n";

const json = async (args: readonly string[], around: Around = {}) => {
  const { status, out, err } = await mcalc(['derive', '--format', 'json', ...args], around);
  expect(err).toBe('');
  return { status, files: JSON.parse(out) as readonly { file: string; diagnostics: readonly Record<string, unknown>[]; results: readonly Record<string, unknown>[] }[] };
};

test('a query has one result per variable, with exactly the fields of the contract', async () => {
  const { status, files } = await json(['notes.mcalc', '--target', 'numpy'], { files: { 'notes.mcalc': NOTES } });
  expect(status).toBe(0);
  const [file] = files;
  expect([file?.file, file?.diagnostics]).toEqual(['notes.mcalc', []]);
  const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 19 } };
  const check = { verdict: 'pass', maxRelativeError: expect.any(Number) as number, points: 3, reason: null };
  expect(file?.results).toEqual([
    {
      query: 'gradient f wrt w, λ', kind: 'gradient', of: 'f', wrt: 'w', shape: ['d'], text: "X'*(X*w - y) + λ*w", latex: expect.stringContaining('\\nabla_{w} f =') as string,
      conditions: [], check, steps: expect.any(Array) as unknown[], range,
      code: { target: 'numpy', name: 'grad_f_w', parameters: ['X', 'w', 'y', 'λ'], inputs: ['X', 'w', 'y', 'λ'], source: expect.stringMatching(/^def grad_f_w\(X, w, y, λ\):\n[^]*\n$/) as string },
    },
    {
      query: 'gradient f wrt w, λ', kind: 'gradient', of: 'f', wrt: 'λ', shape: [], text: expect.any(String) as string, latex: expect.any(String) as string,
      conditions: [], check, steps: expect.any(Array) as unknown[], range, code: expect.objectContaining({ name: 'grad_f_λ' }) as object,
    },
  ]);
  for (const step of (file?.results[0]?.['steps'] ?? []) as readonly object[]) expect(step).toEqual({ rule: expect.any(String) as string, text: expect.any(String) as string, latex: expect.any(String) as string, check });
});

test('a paper stands with the first result of its query', async () => {
  const { out } = await mcalc(['derive', '--format', 'json', '--target', 'typst', '-'], { input: "x, y : vector(n)\ngradient x'*y wrt x, y" });
  const { results } = (JSON.parse(out) as readonly { readonly results: readonly Record<string, unknown>[] }[])[0] ?? expect.fail('no file');
  expect(results.map(({ code, paper }) => [code, paper])).toEqual([[undefined, { target: 'typst', source: expect.stringMatching(/^The gradients of \$x\^top y\$ /) as string }], [undefined, undefined]]);
});

test('without a target there is no code', async () => {
  const { files } = await json(['-'], { input: NOTES });
  expect(files[0]?.file).toBe('-');
  expect(files[0]?.results[0]).not.toHaveProperty('code');
});

test('a query without an answer has no result and an error in its range', async () => {
  const { status, files } = await json(['-'], { input: 'A : matrix(n, n)\nf = norm2(svdvals(A))^3\ngradient f wrt A\ngradient tr(A) wrt A' });
  expect(status).toBe(1);
  expect(files[0]?.results.map(({ text }) => text)).toEqual(['eye(n)']);
  expect(files[0]?.diagnostics.filter(({ severity }) => severity === 'error')).toContainEqual(
    { severity: 'error', code: 'unsupported', message: expect.any(String) as string, range: { start: { line: 2, character: 0 }, end: { line: 2, character: 16 } } });
});

test('every file has its object, in the order given, and a file that cannot be read says so', async () => {
  const { status, files } = await json(['b.py', 'missing.mcalc', 'a.mcalc', '.'], { files: { 'a.mcalc': NOTES, 'b.py': '# mcalc: gradient x\'*x wrt x\nx = 1\n' } });
  expect(status).toBe(1);
  expect(files.map(({ file, diagnostics, results }) => [file, results.length, diagnostics.map(({ code }) => code)])).toEqual([
    ['b.py', 1, []], ['missing.mcalc', 0, ['unreadable-file']], ['a.mcalc', 2, []], ['.', 0, ['unreadable-file']],
  ]);
  expect(files[0]?.results[0]?.['range']).toEqual({ start: { line: 0, character: 9 }, end: { line: 0, character: 28 } });
});

test('a differential takes its direction, last', async () => {
  const { files } = await json(['-', '--target', 'numpy'], { input: "X : matrix(n, n)\ndifferential tr(X*X) wrt X\ndifferential 3*λ wrt X" });
  expect(files[0]?.results.map((result) => (result['code'] as { inputs: string[] }).inputs)).toEqual([['X', 'dX'], ['λ', 'X', 'dX']]);
});

test('the layout is for the eye; code keeps the shape of the variable', async () => {
  const { files } = await json(['-', '--target', 'numpy', '--layout', 'numerator'], { input: 'a, x : vector(n)\ngradient a\'*x wrt x' });
  expect(files[0]?.results[0]).toMatchObject({ text: "a'", shape: [1, 'n'] });
  expect((files[0]?.results[0]?.['code'] as { source: string }).source).toContain('return a');
});

test('what a false claim says is a diagnostic; the queries are answered all the same', async () => {
  const { status, files } = await json(['-'], { input: 'x : vector(n)\ngradient norm2(x)^2\ncheck gradient norm2(x)^2 wrt x == x' });
  expect([status, files[0]?.diagnostics.map(({ code }) => code)]).toEqual([0, ['claim-failed']]);
});

test('check has a document of its own', async () => {
  const { status, out } = await mcalc(['check', '--format', 'json', '-'], { input: 'x : vector(n)\ncheck gradient norm2(x)^2 wrt x == x\ncheck tr(x*x\') == x\'*x' });
  expect(status).toBe(1);
  expect(JSON.parse(out)).toEqual([{
    file: '-', queries: [], diagnostics: [expect.objectContaining({ code: 'claim-failed', severity: 'error' })],
    claims: [expect.objectContaining({ claim: 'check gradient norm2(x)^2 wrt x == x', proved: false }), expect.objectContaining({ claim: "check tr(x*x') == x'*x", proved: true, message: 'This holds.' })],
  }]);
});

test('a form stands beside the kind, and its text is text of the language', async () => {
  const { files } = await json(['-', '--target', 'numpy'], { input: 'X : matrix(n, d); w : vector(d); y : vector(n)\nf = 1/2*norm2(X*w - y)^2\ngradient f wrt w as index\nhessian f wrt w as vec\nderivative f wrt w order 2 as index' });
  expect(files[0]?.results.map(({ kind, form, shape, text, check }) => [kind, form, shape, text, (check as { verdict: string }).verdict])).toEqual([
    ['gradient', 'index', ['d'], 'sum(k = 1..n) X[k, i]*(sum(j = 1..d) X[k, j]*w[j] - y[k])', 'pass'],
    ['hessian', 'kronecker', ['d', 'd'], "X'*X", 'pass'],
    ['derivative', 'index', [1, 'd*d'], 'sum(k = 1..n) X[k, i]*X[k, j]', 'pass'],
  ]);
  // Code gives the numbers of the word, in whatever form the result is written.
  expect((files[0]?.results[0]?.['code'] as { source: string }).source).toContain('X.T @ (X @ w - y)');
});
