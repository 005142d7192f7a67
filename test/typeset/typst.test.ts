/** Typst's mathematics: trees in, text out; and Typst itself compiles all that is written. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signatures } from '../../server/src/operators/signatures';
import { call, name } from '../../server/src/syntax/build';
import { parseExpression } from '../../server/src/syntax/parse';
import { nameTypst, typstOf } from '../../server/src/typeset/typst';
import { anyTreeWithBindings } from '../syntax/trees';
import { complaints } from './compileTypst';

/** Each formula with what is wrong with it. */
const wrongOf = (formulas: readonly string[]): readonly (readonly [string, readonly string[]])[] => {
  const whole = complaints(formulas.map((formula) => `$ ${formula} $`).join('\n'));
  return whole.length === 0 ? [] : formulas.map((formula) => [formula, complaints(`$ ${formula} $`)] as const).filter(([, found]) => found.length > 0);
};

test.each([
  ["X'*(X*w - y) + λ*w",           'X^top (X w - y) + lambda w'],
  ['1/2*norm2(X*w - y)^2',         '1/2 norm(X w - y)_2^2'],
  ["inv(X)' - pinv(X)",            'X^(-top) - X^+'],
  ['loss(x, y)*w_max + alpha_1',   'italic("loss")(x, y) w_"max" + alpha_1'],
  ['n*a*(b + c)',                  'n a thin (b + c)'],
  ['2*3*x - -y',                   '2 dot.c 3 x - (-y)'],
  ["[0, b'; C]",                   'mat(delim: "[", mat(delim: #none, 0, b^top); C)'],
  ['[a, b; c, f(x, y)]',           'mat(delim: "[", a, b; c, f(x, y))'],
  ['sum(i = 1..n) x[i]^2/y[i, j]', 'sum_(i = 1)^n (x_i^2)/(y_(i, j))'],
  ["dX'*A .* exp(B).^2",           'dif X^top A ⊙ exp(B)^(⊙ 2)'],
  ['logdet(X) + eigmax(A)*x̂',      'log abs(det X) + lambda_max (A) hat(x)'],
  ['ones(n, m) + 3e7*λ',           'bold(1)_(n times m) + 3 dot.c 10^7 lambda'],
  ['∇²₁₂h(x, y) + ∇₁h(x, y)',      'nabla_12^2 h(x, y) + nabla_1 h(x, y)'],
  ["∇²g(x) + D₂F(x, y)'",          'nabla^2 g(x) + D_2 F(x, y)^top'],
  ['unvec(x, m, n)*expm(t*A)',     'op("vec")_(m times n)^(-1) (x) e^(t A)'],
])('%s', (source, typst) => { expect(typstOf(parseExpression(source).tree)).toBe(typst); });

test.each([
  ['w_\\"#$%',  'w_"\\\\\\"#$%"'],
  ['a#b',       'italic("a#b")'],
  ['weight_ℓ2', 'italic("weight")_"ℓ2"'],
])('nothing that a reader wrote is code: %s', (text, typst) => { expect(nameTypst(text)).toBe(typst); });

describe('Typst compiles everything that is written', () => {
  test('of any tree', () => {
    fc.assert(fc.property(fc.array(anyTreeWithBindings, { minLength: 1, maxLength: 20 }), (trees) => { expect(wrongOf(trees.map((tree) => typstOf(tree)))).toEqual([]); }), { numRuns: 20 });
  });
  test('of every function', () => {
    const calls = Object.keys(signatures).flatMap((callee) => [[name('X')], [name('X'), name('n')], [name('X'), name('n'), name('w_1')]].map((args) => typstOf(call(callee, ...args))));
    expect(wrongOf(calls)).toEqual([]);
  });
  test('of any name', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[\p{L}_][\p{L}\d_₀-₉]*$/u)), { minLength: 1, maxLength: 20 }), (names) => { expect(wrongOf(names.map(nameTypst))).toEqual([]); }), { numRuns: 25 });
  });
  test('of the corpus', () => {
    const corpus = readFileSync(new URL('../fixtures/corpus-expressions.txt', import.meta.url), 'utf8').trim().split('\n');
    expect(wrongOf(corpus.map((text) => typstOf(parseExpression(text).tree)))).toEqual([]);
  });
});
