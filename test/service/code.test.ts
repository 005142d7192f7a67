import { describe, expect, test } from 'vitest';
import type { Wishes } from '../../server/src/service/analysis';
import { analysed } from './setup';

const codeOf = async (text: string, wishes: Wishes = {}) => {
  const analysis = analysed(text);
  const outcomes = [];
  for (const { answers } of analysis.queries) for (const answer of answers) {
    const outcome = await analysis.code(answer, 'numpy', wishes);
    outcomes.push(outcome.ok ? `${outcome.code.name}(${outcome.code.inputs.join(', ')})` : outcome.reason);
  }
  return outcomes;
};

test.each([
  ['as the definition is called',       'f = norm2(X*w - y)^2\ngradient f wrt w',                      ['grad_f(X, w, y)']],
  ['a function per variable',           'f = norm2(X*w - y)^2\ngradient f wrt w, y',                   ['grad_f_w(X, w, y)', 'grad_f_y(X, w, y)']],
  ['without a name',                    'jacobian X*w wrt w',                                          ['jac(X, w)']],
  ['a variable the function does not have', 'w : vector(n)\nz : scalar\ngradient norm2(w) wrt z',       ['grad(w, z)']],
  ['the direction last',                'differential norm2(w) wrt w',                                 ['diff(w, dw)']],
  ['a direction that is given',         'w, v : vector(d)\njvp X*w wrt w along v',                                     ['jvp(X, w, v)']],
  ['through definitions, in the order of the reading', 'a = X*w\nb = a - y\nf = norm2(b)^2 + norm2(a)^2\ngradient f wrt w', ['grad_f(X, w, y)']],
  ['the metric of an inner product',    "M : posdef(n); w, a : vector(n)\ninner w: <u, v> = u'*M*v\ngradient a'*w wrt w", ['grad(a, w, M)']],
])('%s', async (_, text, expected) => {
  expect(await codeOf(text)).toEqual(expected);
});

test('a name can be wished', async () => {
  expect(await codeOf('gradient norm2(w)', { name: 'descent' })).toEqual(['descent(w)']);
});

describe('quantities', () => {
  const scalar = "X : matrix(n, d); y : vector(n); w, c : vector(d)\nf = norm2(X*w - y)^2 + (c'*w)^2\ngradient f wrt w, c";
  const array = 'X : matrix(n, d); v, w : vector(d)\njacobian sigmoid(X*w) + X*v wrt w';
  test.each([
    ['value',              scalar, ['f(X, w, y, c)', 'f(X, w, y, c)']],
    ['gradient',           scalar, ['grad_f_w(X, w, y, c)', 'grad_f_c(X, w, y, c)']],
    ['value-and-gradient', scalar, ['value_and_grad_f(X, w, y, c)', 'value_and_grad_f(X, w, y, c)']],
    ['jacobian',           scalar, ['jac_f_w(X, w, y, c)', 'jac_f_c(X, w, y, c)']],
    ['hessian',            scalar, ['hess_f_w(X, w, y, c)', 'hess_f_c(X, w, y, c)']],
    ['hvp',                scalar, ['hvp_f_w(X, w, y, c, v)', 'hvp_f_c(X, w, y, c, v)']],
    ['jvp',                scalar, ['jvp_f_w(X, w, y, c, v)', 'jvp_f_c(X, w, y, c, v)']],
    ['vjp',                scalar, ['vjp_f_w(X, w, y, c, u)', 'vjp_f_c(X, w, y, c, u)']],
    ['value',              array,  ['value(X, w, v)']],
    ['gradient',           array,  ['a gradient is of a scalar; use jacobian for a function with several values']],
    ['jvp',                array,  ['jvp(X, w, v, u)']],
    ['vjp',                array,  ['vjp(X, w, v, u)']],
  ] as const)('%s of %s', async (quantity, text, expected) => { expect(await codeOf(text, { quantity })).toEqual(expected); });

  test('what a file has is not taken for the direction', async () => { expect(await codeOf('x, v, u, direction : vector(n)\ngradient norm2(x - v)^2 wrt x', { quantity: 'hvp' })).toEqual(['hvp(x, v, v_)']); });
  test('the direction of a symmetric matrix is symmetric', async () => {
    const analysis = analysed("S, A : symmetric matrix(n, n)\ngradient tr(S*A*S) wrt S");
    const outcome = await analysis.code(analysis.queries[0]?.answers[0] ?? expect.fail('no answer'), 'numpy', { quantity: 'jvp' });
    expect(outcome.ok ? outcome.code.source : outcome.reason).toContain('v : (n, n), symmetric');
  });
  test.each([
    ['of the solution of an equation', 'A : invertible matrix(n, n); b, c : vector(n)\nimplicit A*x == b solve x\ngradient c\'*x wrt b', 'a function of the solution of an equation has no self-test yet'],
    ['in another inner product', 'M : posdef(n); w, a : vector(n)\ninner w: <u, v> = u\'*M*v\ngradient a\'*w wrt w', 'a gradient in another inner product has no self-test yet'],
    ['of an unknown function', 'g : vector(n) -> scalar; x : vector(n)\ngradient g(x) wrt x', 'a self-test of a function with parts that are only known by their shapes has no numpy code yet'],
    ['of an expansion', 'x : vector(n)\ntaylor sum(exp(x)) wrt x', 'a self-test of a value, which has no derivative to compare, has no numpy code yet'],
  ] as const)('no self-test %s', async (_, text, reason) => { expect(await codeOf(text, { selfTest: true })).toEqual([reason]); });
  test('a value needs no derivative', async () => { expect(await codeOf('gradient sum(leftsv(A)) wrt A', { quantity: 'value' })).toEqual(['value(A)']); });
  test('a query that names its direction keeps it', async () => { expect(await codeOf('w, dir : vector(d)\njvp X*w wrt w along dir', { quantity: 'jvp' })).toEqual(['jvp(X, w, dir)']); });
});

test('the docstring says what is computed', async () => {
  const analysis = analysed('x : positive vector(n)\nr = log(x)\nf = sum(r)\ngradient f wrt x');
  const outcome = await analysis.code(analysis.queries[0]?.answers[0] ?? expect.fail('no answer'), 'numpy');
  const source = outcome.ok ? outcome.code.source : outcome.reason;
  for (const line of ['r = log(x)', 'f = sum(r)', 'gradient = 1./x', 'x : (n,), positive']) expect(source).toContain(line);
});

test('what is not there is refused in words', async () => {
  const analysis = analysed('x : vector(n)\ngradient norm2(x)\ngradient sum(leftsv(A)) wrt A');
  const [, bad] = analysis.queries.map(({ answers }) => answers[0] ?? expect.fail('no answer'));
  expect(await analysis.code(bad ?? expect.fail(), 'numpy')).toEqual({ ok: false, reason: 'the derivative of leftsv has no closed form in the language yet' });
});

test('what fails its check gets no code', async () => {
  const analysis = analysed('x : vector(n)\ngradient norm2(x)^2 wrt x');
  const answer = analysis.queries[0]?.answers[0] ?? expect.fail('no answer');
  expect(await analysis.code({ ...answer, derivation: answer.derivation, check: () => Promise.resolve({ verdict: 'fail', maxRelativeError: 1, points: 1, reason: 'a test' }) }, 'numpy')).toEqual({ ok: false, reason: 'the result fails its numerical check' });
});
