import { describe, expect, test } from 'vitest';
import { hadamard, identity, inner, map, matrix, multiply, scalar, scale, transpose, vector, type Matrix } from '../../server/src/numeric/matrix';
import { Contradiction, examine, follow, type StatedDifferential } from '../../server/src/numeric/ruledFunction';
import { verify } from '../../server/src/numeric/verify';
import { settingAt } from '../../server/src/numeric/setting';
import { understand } from '../../server/src/semantics/understand';
import { parseDocument } from '../../server/src/syntax/parse';
import { expectClose, tree } from './setup';

const A = matrix(2, 2, Float64Array.of(1, 2, -1, 0.5));
const exponential: StatedDifferential = (_, h, value) => hadamard(value, h);
const sine: StatedDifferential = (u, h) => hadamard(map(u, Math.cos), h);
const square: StatedDifferential = (u, h) => scalar(2 * inner(u, h));

describe('values beside a point follow the stated differential', () => {
  const u = vector([0.3, -0.8]), to = vector([0.5, -1.1]);
  test.each<[string, StatedDifferential, (x: Matrix) => Matrix]>([
    ['of the exponential, which contains itself', exponential, (x) => map(x, Math.exp)],
    ['of the sine', sine, (x) => map(x, Math.sin)],
    ['of the squared norm', square, (x) => scalar(inner(x, x))],
  ])('%s', (_, stated, f) => { expectClose(follow(stated, u, f(u), to), f(to), 1e-10); });
  test('and are the value itself there', () => { expect(follow(sine, u, u, u)).toBe(u); });
});

describe('a statement is examined', () => {
  const u = vector([0.3, -0.8]);
  test.each<[string, StatedDifferential, Matrix]>([
    ['of the exponential', exponential, map(u, Math.exp)],
    ['of a linear function', (_, h) => multiply(A, h), u],
    ['of the squared norm', square, scalar(1)],
    ['of an outer product', (x, h) => multiply(hadamard(x, h), transpose(vector([1, 2]))), identity(2)],
  ])('%s', (_, stated, value) => { expect(() => { examine('g', stated, u, value); }).not.toThrow(); });
  test.each<[string, StatedDifferential, RegExp]>([
    ['not linear', (_, h) => map(h, Math.abs), /not linear/],
    ['affine', (_, h) => map(h, (x) => x + 1), /not linear/],
    ['of no function', (x, h) => scale(h, inner(x, x)), /differential of no function/],
    ['of no function, by the order of factors', (x, h) => multiply(A, hadamard(x, multiply(A, h))), /differential of no function/],
  ])('%s', (_, stated, reason) => {
    expect(() => { examine('g', stated, u, u); }).toThrow(Contradiction);
    expect(() => { examine('g', stated, u, u); }).toThrow(reason);
  });
});

describe('in verdicts', () => {
  const verdictIn = (text: string, result: string): ReturnType<typeof verify> => {
    const meaning = understand(parseDocument(text)), query = meaning.queries.at(-1), wrt = query?.wrt[0];
    if (query === undefined || wrt === undefined) throw new Error('no query');
    return verify({ of: query.of, wrt, kind: query.node.word, unstructured: false, result: tree(result), setting: settingAt(meaning, query.node.span.start, wrt), seed: 1 });
  };
  const file = 'g : vector(n) -> vector(n); A : matrix(n, n); c, x : vector(n)\n';
  test.each<[string, string, string, string]>([
    ['a gradient', `${file}rule d(g(u)) = A*du\ngradient c'*g(2*x) wrt x`, "2*A'*c", "A'*c"],
    ['a Hessian', `${file}rule d(g(u)) = g(u).*du\nhessian c'*g(x) wrt x`, 'diag(c.*g(x))', 'diag(c)'],
    ['of a call in a call', `${file}rule d(g(u)) = g(u).*du\ngradient c'*g(g(x)) wrt x`, 'c.*g(g(x)).*g(x)', 'c.*g(x)'],
  ])('%s', (_, text, right, wrong) => {
    expect(verdictIn(text, right)).toMatchObject({ verdict: 'pass', assumed: 'the rule of g' });
    expect(verdictIn(text, wrong)).toMatchObject({ verdict: 'fail' });
  });
  test('what contradicts itself fails, whatever the result', () => {
    expect(verdictIn(`${file}rule d(g(u)) = norm2(u)^2*du\njacobian g(x) wrt x`, 'norm2(x)^2*eye(n)')).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('no function') as string });
  });
  test('what the engine writes for a function without a rule has no value for one with a rule', () => {
    expect(verdictIn(`${file}rule d(g(u)) = A*du\njacobian g(x) wrt x`, 'Dg(x)')).toMatchObject({ verdict: 'unchecked' });
  });
});
