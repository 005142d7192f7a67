import { expect, test } from 'vitest';
import { analysed } from './setup';

const DECLARED = 'A, B : matrix(n, n); S : symmetric matrix(n, n); x, y : vector(n); X : matrix(m, n); t : scalar\n';
const claimed = async (line: string): Promise<ReturnType<typeof summary>> => summary(await analysed(DECLARED + line).claims[0]?.check());
const summary = (found: Awaited<ReturnType<NonNullable<ReturnType<typeof analysed>['claims'][number]>['check']>>) => ({ verdict: found?.verdict.verdict, proved: found?.proved, message: found?.message, fix: found?.fixes[0]?.edits[0]?.newText });

test.each([
  "check gradient x'*A*x wrt x == (A + A')*x",
  "check gradient x'*A*x wrt x == A*x + A'*x",
  "check jacobian A*x wrt x == A",
  "check hessian x'*S*x wrt x == 2*S",
  "check differential inv(A) wrt A == -inv(A)*dA*inv(A)",
  'check tr(A*B) == tr(B*A)',
  "check (A*B)' == B'*A'",
])('%s holds, and is proved', async (line) => {
  expect(await claimed(line)).toEqual({ verdict: 'pass', proved: true, message: 'This holds.', fix: undefined });
});

test.each([
  ["check gradient tr(A*B) wrt A == B", 'This does not hold: the right side is the transpose of the gradient (the Jacobian, a row). The gradient is B\'.', "B'"],
  ["check gradient norm2(x)^2 wrt x == x", 'This does not hold: the right side is 1/2 times the gradient. The gradient is 2*x.', '2*x'],
  ["check gradient norm2(x - y)^2 wrt x == 2*(y - x)", 'This does not hold: the right side has the opposite sign of the gradient. The gradient is 2*(x - y).', '2*(x - y)'],
  ["check gradient x'*A*x wrt x == 2*A*x", "This does not hold: it is true only for symmetric A, and A is not declared so. The gradient is (A + A')*x.", "(A + A')*x"],
  ['check tr(A*B) == 2*tr(B*A)', 'This does not hold: the right side is 2 times the left side.', undefined],
  ["check gradient norm2(X*x)^2 wrt x == X", "This does not hold: the gradient is n×1 where the right side is m×n. The gradient is 2*X'*X*x.", "2*X'*X*x"],
  ["check gradient norm2(X*x)^2 wrt x == t", "This does not hold: the gradient is n×1 where the right side is a scalar. The gradient is 2*X'*X*x.", "2*X'*X*x"],
  ['check A*B == B*A', expect.stringMatching(/^This does not hold: at point 1 /), undefined],
])('%s: how it fails, and what is right', async (line, message, fix) => {
  expect(await claimed(line)).toEqual({ verdict: 'fail', proved: false, message, fix });
});

test.each([
  "check jacobian A*X' wrt X as kronecker == kron(eye(m), A)*comm(m, n)",
  'check gradient tr(A*B) wrt A as kronecker == vec(B\')',
  "check gradient x'*A*x wrt x as index == sum(j = 1..n) (A[i, j] + A[j, i])*x[j]",
  'check jacobian A*B wrt A as index == eye(n)[i, k]*B[l, j]',
  'check differential A*B wrt A as index == sum(k = 1..n) dA[i, k]*B[k, j]',
  'check hessian logdet(A) wrt A as bilinear == -tr(inv(A)*dA1*inv(A)*dA2)',
  "check hessian logdet(A) wrt A as operator == -inv(A)'*dA'*inv(A)'",
  'check derivative sin(t) wrt t order 3 == -cos(t)',
  'check derivative sum(x.^3) wrt x order 3 == 6*sum(dx1.*dx2.*dx3)',
])('in a form: %s', async (line) => {
  expect(await claimed(line)).toMatchObject({ verdict: 'pass', message: 'This holds.' });
});

test.each([
  ['check jacobian A*B wrt A as kronecker == kron(B, eye(n))', "the right side is the transpose of the Jacobian. The Jacobian is kron(B', eye(n)).", "kron(B', eye(n))"],
  ["check gradient tr(A*B) wrt A as kronecker == B'", "the gradient is n*n×1 where the right side is n×n. The gradient is vec(B').", "vec(B')"],
  ['check gradient tr(A*B) wrt A as index == B[i, j]', 'the right side is the transpose of the gradient (the Jacobian, a row). The gradient is B[j, i].', 'B[j, i]'],
  ["check gradient x'*A*x wrt x as index == sum(j = 1..n) 2*A[i, j]*x[j]", 'it is true only for symmetric A, and A is not declared so. The gradient is sum(j = 1..n) x[j]*(A[i, j] + A[j, i]).', undefined],
  ['check differential A*B wrt A as index == sum(k = 1..n) 2*dA[i, k]*B[k, j]', 'the right side is 2 times the differential. The differential is sum(k = 1..n) dA[i, k]*B[k, j].', undefined],
  ['check hessian logdet(A) wrt A as bilinear == tr(inv(A)*dA1*inv(A)*dA2)', 'the right side has the opposite sign of the Hessian. The Hessian is -tr(inv(A)*dA1*inv(A)*dA2).', '-tr(inv(A)*dA1*inv(A)*dA2)'],
  ['check derivative sum(x.^3) wrt x order 3 == sum(dx1.*dx2.*dx3)', 'the right side is 1/6 times the derivative. The derivative is 6*sum(dx1.*dx2.*dx3).', undefined],
  ['check derivative sin(t) wrt t order 3 == cos(t)', 'the right side has the opposite sign of the derivative. The derivative is -cos(t).', '-cos(t)'],
])('in a form, how it fails: %s', async (line, message, fix) => {
  const found = await claimed(line);
  expect(found).toMatchObject({ verdict: 'fail', message: `This does not hold: ${message}` });
  if (fix !== undefined) expect(found.fix).toBe(fix);
});

test.each([
  ["check gradient norm2(X*x)^2/2 + t/2*norm2(x)^2 wrt x == X'*X*x + 2*t*x", 'the right side has 2*t*x where the gradient has t*x'],
  ['check differential A^2 wrt A == 2*A*dA', 'the right side lacks the term dA*A and has 2*A*dA where the differential has A*dA'],
  ["check taylor x'*S*x wrt x order 2 == x'*S*x + 2*x'*S*dx + 2*dx'*S*dx", "the right side has 2*dx'*S*dx where the expansion has dx'*S*dx"],
  ['check gradient sum(exp(A*x)) wrt x == exp(A*x)', "the right side lacks the factor A' on the left"],
  ["check gradient norm2(X*x)^2 wrt x == 2*X*x", "the right side lacks the factor X' on the left"],
  ['check gradient norm2(x - y) wrt x == x - y', 'the right side lacks the factor 1/norm2(x - y)'],
  ["check gradient y'*exp(x) wrt x == exp(x)", 'the right side lacks the factor y, entry by entry'],
  ["check gradient x'*S*x wrt S == 2*x*x' - diag(x.*x)", "the right side is the derivative by the entries of S each taken once, where those off the diagonal count twice: that is 'as vech'"],
  ['check norm2(x + y)^2 == norm2(x)^2 + norm2(y)^2', "the right side lacks the term 2*x'*y"],
  ['check (A + B)^2 == A^2 + 2*A*B + B^2', 'the right side lacks the term B*A and has 2*A*B where the left side has A*B'],
])('%s: in the terms of both sides', async (line, how) => {
  expect((await claimed(line)).message).toMatch(new RegExp(`^This does not hold: ${how.replaceAll(/[.*+?^$()|[\]\\]/gu, '\\$&')}\\.`, 'u'));
});

test('a claim about what cannot be derived is decided by numbers alone', async () => {
  expect(await claimed('check gradient sum(svdvals(X).^2) wrt X == 2*X')).toEqual({ verdict: 'pass', proved: false, message: 'This holds.', fix: undefined });
  expect(await claimed('check gradient sum(svdvals(X).^2) wrt X == X')).toMatchObject({ verdict: 'fail', fix: undefined });
  expect(await claimed('check gradient sum(svdvals(X).^2) wrt X as kronecker == 2*vec(X)')).toMatchObject({ verdict: 'pass' });
  expect(await claimed('check hessian sum(svdvals(X).^2) wrt X as bilinear == 2*tr(dX1\'*dX2)')).toMatchObject({ verdict: 'pass' });
  expect(await claimed('check gradient sum(svdvals(X).^2) wrt X as index == 2*X[i, j]')).toMatchObject({ verdict: 'unchecked' });
});

test('the fix stands in the place of the right side, with its brackets', async () => {
  const analysis = analysed("# mcalc: x : vector(n)\n#   check gradient norm2(x)^2 wrt x == (3*x)\n", 'python');
  const found = await analysis.claims[0]?.check();
  const [edit] = found?.fixes[0]?.edits ?? [];
  const { start, end } = analysis.lines.spanOf(edit?.range ?? expect.fail('no fix'));
  expect(analysis.document.text.slice(0, start) + (edit?.newText ?? '') + analysis.document.text.slice(end)).toBe('# mcalc: x : vector(n)\n#   check gradient norm2(x)^2 wrt x == (2*x)\n');
});
