/** Long and deep input is understood, without an overflow and without a mistake. (How long it takes is for the benchmark to say.) */
import { expect, test } from 'vitest';
import { showShape } from '../../server/src/shapes/shape';
import { name } from '../../server/src/syntax/build';
import type { Tree } from '../../server/src/syntax/tree';
import { shapeOfExpression } from '../../server/src/semantics/shapeOfExpression';
import { understand } from '../../server/src/semantics/understand';
import { meaningOf } from './render';

const N = 10_000;
const many = (part: (i: number) => string, by: string): string => Array.from({ length: N }, (_, i) => part(i)).join(by);

test.each([
  ['nested calls',              `x : vector(n)\nf = ${'sigmoid('.repeat(N)}x${')'.repeat(N)}`,                       'n×1'],
  ['nested calls, undeclared',  `f = ${'b + W*tanh('.repeat(N)}x${')'.repeat(N)}`,                                   'n×1'],
  ['a sum',                     `A : matrix(m, n); x : vector(n)\nf = ${many(() => 'A*x', ' + ')}`,                  'm×1'],
  ['a sum, undeclared',         `f = ${many((i) => `x${i}`, ' + ')}`,                                                'n×1'],
  ['a sum nested to the right', `x : vector(n)\nf = ${many(() => 'x + (', '')}x${')'.repeat(N)}`,                    'n×1'],
  ['a product',                 `A : matrix(n, n)\nf = ${many(() => 'A', '*')}`,                                     'n×n'],
  ['transposes',                `A : matrix(m, n)\nf = ${'('.repeat(N)}A${")'".repeat(N)}`,                          'm×n'],
  ['a user function',           `x : vector(n)\ng(x) = 2*x\nf = ${'g('.repeat(N)}x${')'.repeat(N)}`,                 'n×1'],
  ['sums over an index',        `x : vector(n)\nf = ${'sum(i = 1..n) '.repeat(N)}x[i]`,                              'scalar'],
  ['a wide matrix',             `f = [${many(() => '1', ' ')}]`,                                                     `1×${N}`],
  ['a chain of definitions',    `x : vector(n)\nf0 = x\n${many((i) => `f${i + 1} = f${i} + x`, '\n')}\nf = f${N}'*x\ngradient f`, 'scalar'],
])('%s', (_, text, shape) => {
  const meaning = meaningOf(text);
  expect(meaning.diagnostics).toEqual([]);
  const f = meaning.lookup('f', text.length);
  expect(f?.kind === 'definition' && f.shape && showShape(f.shape)).toBe(shape);
});

test('a mistake at the bottom is one report', () => {
  const text = `A : matrix(m, n)\nf = ${'sigmoid('.repeat(N)}A*A${')'.repeat(N)}`;
  expect(meaningOf(text).diagnostics.map(({ code }) => code)).toEqual(['shape-mismatch']);
});

test('an expression that the engine made, deep and shared', () => {
  const meaning = meaningOf('x : vector(n)');
  let tree: Tree = name('x');
  for (let i = 0; i < N; i++) tree = { kind: 'binary', operator: '+', left: tree, right: tree, span: { start: 0, end: 0 }, operatorSpan: { start: 0, end: 0 } };
  expect(showShape(shapeOfExpression(tree, meaning, Infinity) ?? expect.fail('no shape'))).toBe('n×1');
});

test('nothing at all', () => {
  expect(understand({ statements: [], errors: [] })).toMatchObject({ queries: [], claims: [], bindings: [], diagnostics: [] });
});
