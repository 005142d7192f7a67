import { describe, expect, test } from 'vitest';
import { closure, type Property } from '../../server/src/shapes/adjectives';
import { add, isFiniteMatrix, map, matrix, multiply, scalar, subtract, transpose, vector, type Matrix } from '../../server/src/numeric/matrix';
import { gradientByDifferences, solveEquation } from '../../server/src/numeric/newton';
import { expectClose } from './setup';

const of = (...properties: readonly Property[]): ReadonlySet<Property> => closure(properties);
const A = matrix(2, 2, Float64Array.of(2, 1, -1, 3));

describe('equations', () => {
  test.each<[string, (x: Matrix) => Matrix, Matrix, Matrix]>([
    ['a linear system', (x) => subtract(multiply(A, x), vector([1, 4])), vector([0, 0]), vector([1, 1])],
    ['a cubic', (x) => map(x, (u) => u ** 3 + u - 2), scalar(5), scalar(1)],
    ['one step from nowhere', (x) => map(x, (u) => Math.atan(u - 3)), scalar(60), scalar(3)],
    ['a Lyapunov equation', (x) => subtract(add(multiply(A, x), multiply(x, transpose(A))), matrix(2, 2, Float64Array.of(4, 0, 0, 6))), matrix(2, 2, new Float64Array(4)), matrix(2, 2, Float64Array.of(1, 0, 0, 1))],
    ['a root of a pair', (x) => { const [a = NaN, b = NaN] = x.data; return vector([a * a + b * b - 2, a - b]); }, vector([2, 0.5]), vector([1, 1])],
  ])('%s', (_, residual, start, solution) => { expectClose(solveEquation(residual, start, of()), solution, 1e-12); });

  test.each<[string, (x: Matrix) => Matrix, Matrix, ReadonlySet<Property>]>([
    ['without a solution', (x) => map(x, (u) => u * u + 1), scalar(0.3), of()],
    ['whose matrix is singular', (x) => subtract(multiply(matrix(2, 2, Float64Array.of(1, 1, 1, 1)), x), vector([2, 2])), vector([3, 5]), of()],
    ['whose solution is not positive', (x) => map(x, (u) => u + 1), scalar(2), of('positive')],
    ['whose solution is not symmetric', (x) => subtract(x, A), A, of('symmetric')],
    ['of a function that is not finite', () => scalar(NaN), scalar(1), of()],
  ])('%s', (_, residual, start, properties) => { expect(isFiniteMatrix(solveEquation(residual, start, properties))).toBe(false); });

  test('a symmetric unknown needs as many equations as it has entries', () => {
    const right = matrix(2, 2, Float64Array.of(2, 6, 6, 4));
    expectClose(solveEquation((x) => subtract(add(x, transpose(x)), right), matrix(2, 2, Float64Array.of(1, 0, 0, 1)), of('symmetric')), matrix(2, 2, Float64Array.of(1, 3, 3, 2)), 1e-12);
  });

  test('gradients by differences', () => {
    expectClose(gradientByDifferences((x) => scalar(x.data.reduce((sum, u) => sum + Math.exp(u) * Math.sin(u), 0)), vector([0.2, -1])), map(vector([0.2, -1]), (u) => Math.exp(u) * (Math.sin(u) + Math.cos(u))), 1e-11);
    expectClose(gradientByDifferences((x) => map(x, Math.log), scalar(0.01)), scalar(100), 1e-8);
    expect(isFiniteMatrix(gradientByDifferences((x) => map(x, Math.log), scalar(1e-5)))).toBe(false);
  });
});
