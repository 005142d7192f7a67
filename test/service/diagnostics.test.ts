import { expect, test } from 'vitest';
import { edited } from '../features/setup';
import { analysed, shown, textAt } from './setup';

test('a file without mistakes has nothing to say', async () => {
  expect(await analysed('X : matrix(n, d); w : vector(d); y : vector(n)\nf = norm2(X*w - y)^2\ngradient f wrt w\ncheck gradient f wrt w == 2*X\'*(X*w - y)').diagnostics()).toEqual([]);
});

test.each([
  ['the syntax', 'gradient (x wrt x', [
    'error[syntax] at "(": \'(\' is not closed; \')\' is missing.',
    "error[syntax] at \"wrt\": An operator is missing before 'wrt'; write 'x*wrt' for a product.",
    "error[syntax] at \"x\": An operator is missing before 'x'; write 'wrt*x' for a product.",
  ]],
  ['what cannot be derived, at the sub-expression', 'A : matrix(n, n)\ngradient sum(leftsv(A)) wrt A', [
    'error[unsupported] at "leftsv(A)": The derivative of leftsv has no closed form in the language yet.',
  ]],
  ['what cannot be derived in a definition, there and at the query', 'A : matrix(n, n)\nf = sum(leftsv(A))\ngradient f wrt A', [
    'error[unsupported] at "leftsv(A)": The derivative of leftsv has no closed form in the language yet.',
    'error[unsupported] at "gradient f wrt A": This gradient has no answer: the derivative of leftsv has no closed form in the language yet.',
  ]],
  ['a query about something that has an error', 'x : vector(n); y : vector(m)\nf = norm2(x + y)\ngradient f wrt x', [
    expect.stringMatching(/^error\[shape-mismatch\] at "\+"/),
    'error[unknown-name] at "gradient f wrt x": This gradient has no answer: there is an error in what it is about.',
  ]],
  ['a claim that is false', "x : vector(n)\ncheck gradient x'*x wrt x == 3*x", [
    'error[claim-failed] at "check gradient x\'*x wrt x == 3*x": This does not hold: the right side is 3/2 times the gradient. The gradient is 2*x.',
  ]],
])('%s', async (_, text, expected) => {
  const analysis = analysed(text);
  expect((await analysis.diagnostics()).map((diagnostic) => shown(analysis, diagnostic))).toEqual(expected);
});

test('ranges and fixes are of the file, in a comment too', async () => {
  const analysis = analysed('def f(x, y):\n    # mcalc: x : vector(n); y : vector(n)\n    #   f = x*y\n    #   gradient f wrt x\n    return x @ y\n', 'python');
  const [first] = await analysis.diagnostics();
  expect(first?.range).toEqual({ start: { line: 2, character: 13 }, end: { line: 2, character: 14 } });
  expect(first?.fixes[0]).toEqual({ title: "Use x'*y (the inner product)", edits: [{ range: { start: { line: 2, character: 13 }, end: { line: 2, character: 13 } }, newText: "'" }] });
});

const BLOCK = '# mcalc: X : matrix(n, d); w : vector(d)\n';
const DOCSTRING = (query: string): string => `def f():\n    '''\n    mcalc: w : vector(d)\n    ${query}\n    '''\n`;
test.each([
  ['a query',                   `${BLOCK}# gradient norm2(X*w)^2 wrt w\nx = 1\n`,                  'python', `${BLOCK}#   gradient norm2(X*w)^2 wrt w\nx = 1\n`],
  ['without a space',           '#mcalc: w : vector(d)\n#gradient norm2(w)^2 wrt w\n',             'python', '#mcalc: w : vector(d)\n#  gradient norm2(w)^2 wrt w\n'],
  ['definitions, then a query', `${BLOCK}# f = norm2(X*w)^2\n# gradient f wrt w\n# Some words.\n`, 'python', `${BLOCK}#   f = norm2(X*w)^2\n#   gradient f wrt w\n# Some words.\n`],
  ['a declaration and a claim', '/*\n * mcalc: w : vector(d)\n * b : scalar\n * check b == b\n */\n', 'cpp', '/*\n * mcalc: w : vector(d)\n *   b : scalar\n *   check b == b\n */\n'],
  ['in a docstring',            DOCSTRING('gradient norm2(w)^2 wrt w'),                            'python', DOCSTRING('  gradient norm2(w)^2 wrt w')],
])('lines that are not indented are told of, and indented: %s', (_, text, languageId, mended) => {
  const analysis = analysed(text, languageId);
  const [diagnostic, ...others] = analysis.quickDiagnostics;
  expect([diagnostic?.severity, diagnostic?.code, others]).toEqual(['information', 'not-indented', []]);
  const after = edited(analysis, diagnostic?.fixes[0]?.edits ?? []);
  expect(after).toBe(mended);
  expect(analysed(after, languageId).quickDiagnostics).toEqual([]);
});
test.each([
  `${BLOCK}# The gradient of the loss wrt w is what we want.\n`,
  `${BLOCK}# gradient of the loss wrt w\n`,
  `${BLOCK}# f = norm2(X*w)^2\n`,
  `${BLOCK}# TODO: a matrix(n, d)\n# x: float\n# note: see above\n`,
  `${BLOCK}\n# gradient w'*w wrt w\n`,
  `${BLOCK}#   gradient w'*w wrt w\n`,
])('but not of other comments: %j', (text) => { expect(analysed(text, 'python').quickDiagnostics).toEqual([]); });

test('two queries about one definition report its problem once', async () => {
  const analysis = analysed('A : matrix(n, n); B : matrix(n, n)\nf = sum(leftsv(A*B))\ngradient f wrt A\ngradient f wrt B');
  expect((await analysis.diagnostics()).map(({ range }) => textAt(analysis, range))).toEqual(['leftsv(A*B)', 'gradient f wrt A', 'gradient f wrt B']);
});

test('what is known without deriving is there at once, and is part of all there is', async () => {
  const analysis = analysed('x : vector(n)\nf = x + g\ncheck gradient norm2(x)^2 wrt x == x\ngradient q wrt x');
  const all = await analysis.diagnostics();
  expect(analysis.quickDiagnostics.length).toBeGreaterThan(0);
  expect(all).toEqual(expect.arrayContaining([...analysis.quickDiagnostics]));
  expect(all.map(({ code }) => code)).toContain('claim-failed');
});
