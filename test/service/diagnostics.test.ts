import { expect, test } from 'vitest';
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
