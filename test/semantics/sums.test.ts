/** Sums over indices in matrix form have the value that their text has, term by term. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { postorderOf } from '../../server/src/algebra/expression';
import { notate } from '../../server/src/presentation/present';
import { printTree } from '../../server/src/syntax/print';
import { workbench } from '../algebra/express';

const RUNS = 150;
const TIME = { timeout: 60_000 };
const DECLARATIONS = 'A, B : matrix(n, n)\nx, y : vector(n)\nX, Y : matrix(n, d)\nw : vector(d)\nC : matrix(d, d)\nt : scalar';

/** A scalar summand in which these indices run from 1 to n. */
function summand(depth: number, indices: readonly string[]): fc.Arbitrary<string> {
  const index = fc.constantFrom(...indices);
  const row = fc.tuple(fc.constantFrom('X', 'Y'), index).map(([name, i]) => `${name}[${i}, :]`);
  const leaves = fc.oneof(
    fc.tuple(fc.constantFrom('x', 'y'), index).map(([name, i]) => `${name}[${i}]`),
    fc.tuple(fc.constantFrom('A', 'B'), index, index).map(([name, i, j]) => `${name}[${i}, ${j}]`),
    row.map((r) => `${r}*w`), fc.tuple(row, row).map(([r, s]) => `${r}*C*${s}'`), fc.tuple(row, row).map(([r, s]) => `norm2(${r} - ${s})^2`),
    fc.constantFrom('t', '2', 'x[1]'),
  );
  if (depth === 0) return leaves;
  const part = summand(depth - 1, indices);
  const inner = ['i', 'j', 'k'].find((name) => !indices.includes(name));
  const nested = inner === undefined ? part : fc.tuple(fc.constantFrom(`1..n`, `${indices[0] ?? 'i'}..n`, `1..${indices[0] ?? 'i'}`, `${indices[0] ?? 'i'}+1..n`), summand(depth - 1, [...indices, inner])).map(([range, body]) => `(sum(${inner} = ${range}) ${body})`);
  return fc.oneof(
    leaves, nested, nested,
    fc.tuple(part, part).map(([a, b]) => `(${a} + ${b})`), fc.tuple(part, part).map(([a, b]) => `(${a} - ${b})`), fc.tuple(part, part).map(([a, b]) => `(${a})*(${b})`),
    part.map((a) => `(${a})^2`), fc.tuple(fc.constantFrom('sin', 'sigmoid', 'relu', 'abs'), part).map(([f, a]) => `${f}(${a})`), fc.tuple(part, part).map(([a, b]) => `max(${a}, ${b})`),
  );
}

describe('a sum over indices', TIME, () => {
  test('has its value in matrix form', () => {
    let inMatrixForm = 0;
    fc.assert(fc.property(summand(3, ['i']), (body) => {
      const text = `sum(i = 1..n) ${body}`;
      const bench = workbench(DECLARATIONS);
      const made = bench.expr(text);
      if (!postorderOf(made).some(({ op }) => op === 'indexedSum')) inMatrixForm++;
      const verdict = bench.sameValue(text, made);
      expect(verdict.verdict, `${text}\n${printTree(bench.inside(() => notate(made)))}\n${verdict.verdict === 'pass' ? '' : verdict.reason}`).not.toBe('fail');
    }), { numRuns: RUNS, seed: 21 });
    // Three indices at once under a function have none.
    expect(inMatrixForm / RUNS).toBeGreaterThan(0.8);
  });

  test.each([
    ['a matrix of samples',   "sum(i = 1..n) X[i, :]'*Y[i, :]",                   "X'*Y"],
    ['a quadratic form',      'sum(i = 1..n) sum(j = 1..n) x[i]*A[i, j]*y[j]',    "x'*A*y"],
    ['a trace',               'sum(i = 1..n) sum(j = 1..n) A[i, j]*B[j, i]',      'tr(A*B)'],
    ['a product of three',    'sum(i = 1..n) sum(j = 1..n) sum(k = 1..n) A[i, j]*B[j, k]*A[k, i]', 'tr(A*B*A)'],
    ['a diagonal',            'sum(i = 1..n) A[i, i]*x[i]',                       "x'*diagonal(A)"],
    ['pairs',                 'sum(i = 1..n) sum(j = i+1..n) x[i]*x[j]',          "sum(x)^2/2 - x'*x/2"],
    ['a triangle',            'sum(i = 1..n) sum(j = 1..i) A[i, j]',              'sum(tril(A))'],
    ['rows',                  "sum(i = 1..n) X[i, :]*C*X[i, :]'",                 'sum((X*C).*X)'],
    ['nothing that varies',   'sum(i = 1..n) t',                                  'n*t'],
  ])('%s', (_, sum, matrix) => {
    const bench = workbench(DECLARATIONS);
    const text = (of: string): string => printTree(bench.inside(() => notate(bench.expr(of))));
    expect(text(sum)).toBe(text(matrix));
  });

  test('with three indices under a function stays a sum', () => {
    const bench = workbench(DECLARATIONS);
    const made = bench.expr('sum(i = 1..n) sum(j = 1..n) sum(k = 1..d) exp(X[i, k]*X[j, k]*A[i, j])');
    expect(postorderOf(made).map(({ op }) => op)).toContain('indexedSum');
    expect(bench.sameValue('sum(i = 1..n) sum(j = 1..n) sum(k = 1..d) exp(X[i, k]*X[j, k]*A[i, j])', made)).toMatchObject({ verdict: 'pass' });
  });
});
