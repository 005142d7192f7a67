import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { evaluate } from '../../server/src/numeric/evaluate';
import { fromRows, isFiniteMatrix, matrix, NotEvaluable, type Matrix } from '../../server/src/numeric/matrix';
import { binary, call, name } from '../../server/src/syntax/build';
import type { Tree } from '../../server/src/syntax/tree';
import functions from './fixtures/functions.json';
import corpus from './fixtures/corpus.json';
import { expectClose, value, type Rows } from './setup';

describe('values agree with NumPy, SciPy and the standard library', () => {
  test.each(functions.map((row, i) => ({ ...row, title: `${row.expression} (${i})` })))('$title', ({ expression, inputs, value: expected }) => {
    const target = fromRows(expected), zero = expected.flat().every((x) => x === 0);
    if (zero) expect(value(expression, inputs as Record<string, Rows>).data.every((x) => Math.abs(x) < 1e-14)).toBe(true);
    else expectClose(value(expression, inputs), target, 1e-11, expression);
  });

  test('entry by entry, erf is exact to the last digits', () => {
    for (const row of functions.filter(({ expression }) => expression === 'erf(x)')) {
      const actual = value(row.expression, row.inputs);
      row.value.forEach(([expected = NaN], i) => { expect(Math.abs((actual.data[i] ?? NaN) - expected)).toBeLessThanOrEqual(1e-15 * Math.abs(expected)); });
    }
  });
});

describe('corpus expressions have the values of its oracle', () => {
  const rows = corpus.flatMap((row) => (row.inputs === undefined ? [] : [{ ...row, inputs: row.inputs as unknown as Record<string, Rows> }]));
  test.each(rows)('$expr', ({ expr, expected, inputs, value: whole, derivative }) => {
    const environment: Record<string, Rows> = { m: [[4]], n: [[3]], k: [[2]], p: [[5]], q: [[6]], r: [[7]], ...inputs };
    const compareTo = (text: string, target: Rows): void => {
      const actual = value(text, environment), wanted = fromRows(target);
      if (wanted.data.every((x) => Math.abs(x) < 1e-9)) expect(actual.data.every((x) => Math.abs(x) < 1e-8), text).toBe(true);
      else expectClose(actual.rows === 1 && wanted.cols === 1 ? { ...actual, rows: actual.cols, cols: 1 } : actual, wanted, 1e-8, text);
    };
    compareTo(expr, whole ?? []);
    compareTo(expected, derivative ?? []);
  });
});

describe('operators', () => {
  const A = [[1, 2], [3, 4]], B = [[0, 1], [1, 1], [2, 5]], x = [[1], [2]];
  test.each<[string, Rows]>([
    ['A + 1', [[2, 3], [4, 5]]],
    ['1 - A', [[0, -1], [-2, -3]]],
    ['2*A', [[2, 4], [6, 8]]],
    ['A*A', [[7, 10], [15, 22]]],
    ['A.*A', [[1, 4], [9, 16]]],
    ['12 ./ A', [[12, 6], [4, 3]]],
    ['A/2', [[0.5, 1], [1.5, 2]]],
    ['A.^2', [[1, 4], [9, 16]]],
    ['2.^A', [[2, 4], [8, 16]]],
    ['A^2', [[7, 10], [15, 22]]],
    ['A^0', [[1, 0], [0, 1]]],
    ["A'", [[1, 3], [2, 4]]],
    ['A^T', [[1, 3], [2, 4]]],
    ['-A', [[-1, -2], [-3, -4]]],
    ["x'*x", [[5]]],
    ["x'*x*A", [[5, 10], [15, 20]]],
    ["x*x'", [[1, 2], [2, 4]]],
    ['-2^2', [[-4]]],
    ['x[2]', [[2]]],
    ['A[2]', [[3], [4]]],
    ['A[2, :]', [[3, 4]]],
    ['A[:, 2]', [[2], [4]]],
    ['A[1, 2]', [[2]]],
    ['[A x; 5 6 7]', [[1, 2, 1], [3, 4, 2], [5, 6, 7]]],
    ['sum(i = 1..3) i^2', [[14]]],
    ['sum(i = 1..2) x[i]*A[i]', [[7], [10]]],
    ['sum(i = 1..2) (sum(j = 1..2) A[i, j]*x[j])*x[i]', [[27]]],
    ['sum(i = 1..2) (sum(j = 1..2) A[1, j])', [[6]]],
    ['vec(B)', [[0], [1], [2], [1], [1], [5]]],
    ['unvec(vec(B), 3, 2)', B],
    ['unvec(vec(B), 2, 3)', [[0, 2, 1], [1, 1, 5]]],
    ['hcat(A, x)', [[1, 2, 1], [3, 4, 2]]],
    ['vcat(A, B)', [...A, ...B]],
    ['blkdiag(A, x)', [[1, 2, 0], [3, 4, 0], [0, 0, 1], [0, 0, 2]]],
    ['diag(x)', [[1, 0], [0, 2]]],
    ['diagonal(A)', [[1], [4]]],
    ['cross([1;0;0], [0;1;0])', [[0], [0], [1]]],
    ['max(A)', [[4]]], ['min(A)', [[1]]],
    ['max(A, 2)', [[2, 2], [3, 4]]],
    ['prod(A)', [[24]]], ['mean(A)', [[2.5]]], ['norm1(-A)', [[10]]], ['norminf(-A)', [[4]]],
    ['sym(A)', [[1, 2.5], [2.5, 4]]], ['skew(A)', [[0, -0.5], [0.5, 0]]],
    ['tril(A)', [[1, 0], [3, 4]]], ['triu(A)', [[1, 2], [0, 4]]],
    ['ones(2, 3)', [[1, 1, 1], [1, 1, 1]]], ['zeros(2)', [[0], [0]]], ['eye(2)', [[1, 0], [0, 1]]],
    ['rowsum(B)', [[1], [2], [7]]], ['colsum(B)', [[3, 7]]],
    ['step(-x)', [[0], [0]]], ['step(x)', [[1], [1]]], ['step(0)', [[0]]],
    ["s*s' where s = A*t, t = x", [[25, 55], [55, 121]]],
    ['exp.(0*x)', [[1], [1]]],
  ])('%s', (text, expected) => { expectClose(value(text, { A, B, x }), fromRows(expected), 1e-14, text); });

  test.each([
    ['A*B', 'product of 2×2 and 3×2'],
    ['A + x', 'sum of 2×2 and 2×1'],
    ['inv(B)', 'inv needs a square matrix, not 3×2'],
    ['A*q', 'q has no value'],
    ['foo(A)', 'foo is no function of the language'],
    ['x[3]', 'index 3 of 2 entries'],
    ['d(A)', 'd(…) has a value only along a direction'],
    ['ones(1000, 1000)', 'a 1000×1000 matrix is too large for a numerical check'],
    ['sum(i = 1..100000) i', 'a sum from 1 to 100000 has too many terms for a numerical check'],
    ['s where s = s*A', 'a definition refers to itself'],
    ['frechet(sin, A, A)', 'frechet of sin, which is no matrix function'],
  ])('%s has no value: %s', (text, reason) => { expect(() => value(text, { A, B, x })).toThrow(new NotEvaluable(reason)); });

  test.each(['inv(x*x\')', 'logm(-eye(2))', 'sqrtm(x*x\' - eye(2)*5)', 'chol(-eye(2))', 'chol(A - 2*A\'/3)', 'eigmax(A - 2*A\'/3)', 'log(-x)', "logdet(x*x')", "(-eye(2))^0.5"])('%s is not finite', (text) => {
    expect(isFiniteMatrix(value(text, { A, x }))).toBe(false);
  });
});

describe('identities on random matrices', () => {
  /** Not denormal: their inverses overflow. */
  const entries = fc.double({ min: -2, max: 2, noNaN: true }).map((x) => (Math.abs(x) < 1e-100 ? 0 : x));
  const matrixOf = (rows: number, cols: number): fc.Arbitrary<Matrix> => fc.array(entries, { minLength: rows * cols, maxLength: rows * cols }).map((list) => matrix(rows, cols, Float64Array.from(list)));
  const size = fc.integer({ min: 1, max: 4 });
  /** A is m×n, B n×m, C p×q, X n×p, S and R n×n, x of n. */
  const inputs = fc.tuple(size, size, size, size).chain(([m, n, p, q]) => fc.record({
    A: matrixOf(m, n), B: matrixOf(n, m), C: matrixOf(p, q), X: matrixOf(n, p), D: matrixOf(m, n), S: matrixOf(n, n), R: matrixOf(n, n), x: matrixOf(n, 1),
    m: fc.constant(fromRows([[m]])), n: fc.constant(fromRows([[n]])),
  }));
  test.each([
    ['vec(A*X*C)',                        "kron(C', A)*vec(X)"],
    ['comm(m, n)*vec(A)',                 "vec(A')"],
    ["comm(m, n)'",                       'comm(n, m)'],
    ['tr(A*B)',                           "sum(A.*B')"],
    ['dot(A, D)',                         "vec(A)'*vec(D)"],
    ["inv(eye(n) + A'*A)*(eye(n) + A'*A)", 'eye(n)'],
    ['adj(S)*S',                          'det(S)*eye(n)'],
    ['det(eye(m) + A*B)',                 'det(eye(n) + B*A)'],
    ['expm(S)*expm(-S)',                  'eye(n)'],
    ['logm(expm(sym(S)/4))',              'sym(S)/4'],
    ["sqrtm(eye(n) + A'*A)^2",            "eye(n) + A'*A"],
    ["chol(eye(n) + A'*A)*chol(eye(n) + A'*A)'", "eye(n) + A'*A"],
    ['A*pinv(A)*A',                       'A'],
    ['diag(x)*B',                         "(x*ones(m)').*B"],
    ['spec(A)^2',                         "eigmax(A'*A)"],
    ['sum(eigvals(sym(S)))',              'tr(S)'],
    ['eigvecs(sym(S))*diag(eigvals(sym(S)))*eigvecs(sym(S))\'', 'sym(S)'],
    ['eigvecs(sym(S))\'*eigvecs(sym(S))*X', 'X'],
    ['sum(svdvals(A).^2)',                'normF(A)^2'],
    ['frechet(expm, S, 2*R)',             '2*frechet(expm, S, R)'],
    ['frechet(expm, S, S)',               'S*expm(S)'],
    ['hadamard(A, D)',                    'A.*D'],
    ["kron(A, C)'",                       "kron(A', C')"],
    ['rowmean(A)',                        'A*ones(n)/n'],
    ['X*C - sum(i = 1..n) eye(n)[:, i]*(X*C)[i, :]', '0*(X*C)'],
  ])('%s = %s', (left, right) => {
    fc.assert(fc.property(inputs, (given) => {
      const a = value(left, given), b = value(right, given);
      expect([a.rows, a.cols]).toEqual([b.rows, b.cols]);
      a.data.forEach((x, i) => { expect(Math.abs(x - (b.data[i] ?? NaN))).toBeLessThanOrEqual(1e-8 * (1 + Math.abs(x))); });
    }), { numRuns: 50 });
  });
});

test('decompositions end, whatever the entries', () => {
  const size = fc.integer({ min: 1, max: 4 });
  const any = fc.tuple(size, size).chain(([m, n]) => fc.record({
    A: fc.array(fc.double(), { minLength: m * n, maxLength: m * n }).map((entries) => matrix(m, n, Float64Array.from(entries))),
    S: fc.array(fc.double(), { minLength: n * n, maxLength: n * n }).map((entries) => matrix(n, n, Float64Array.from(entries))),
  }));
  fc.assert(fc.property(any, (given) => {
    for (const text of ['nuc(A)', 'pinv(A)', 'leftsv(A)', 'eigvals(sym(S))', 'eigvec(sym(S))', 'chol(sym(S))', 'inv(S)', 'det(S)', 'logdet(S)', 'expm(S)', 'logm(S)', 'sqrtm(S)', 'adj(S)', 'S^-3', 'sym(S)^0.5']) value(text, given);
  }), { numRuns: 300 });
});

test('depth 10,000 is safe, and a shared node is evaluated once', () => {
  let deep: Tree = name('x'), shared: Tree = name('x');
  for (let i = 0; i < 10_000; i++) deep = call('sin', deep);
  // 2^60 nodes as a tree.
  for (let i = 0; i < 60; i++) shared = binary('+', shared, shared);
  const lookup = (): Matrix => fromRows([[1]]);
  expect(evaluate(deep, { lookup }).data[0]).toBeCloseTo(Math.sqrt(3 / 10_000), 3);
  expect(evaluate(shared, { lookup }).data[0]).toBe(2 ** 60);
});
