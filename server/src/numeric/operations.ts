/** The operators of the surface tree as functions of matrices (language.md, "Expressions"). */
import type { BinaryOperator } from '../syntax/tree';
import { inverse, solve } from './decompositions';
import { matrixPower } from './matrixFunctions';
import { add, hadamard, isScalarValue, map, matrix, multiply, NotEvaluable, scalar, scale, showSize, storage, subtract, entry, at, valueOfScalar, zip, type Matrix } from './matrix';
import { sizeFrom } from './values';

const quotient = (x: number, y: number): number => x / y;

function power(a: Matrix, b: Matrix): Matrix {
  if (!isScalarValue(b)) throw new NotEvaluable(`exponent of ^ is ${showSize(b)}, not a scalar`);
  const exponent = valueOfScalar(b);
  return isScalarValue(a) ? scalar(valueOfScalar(a) ** exponent) : matrixPower(a, exponent);
}

function entrywisePower(a: Matrix, b: Matrix): Matrix {
  if (isScalarValue(b)) {
    const exponent = valueOfScalar(b);
    return exponent === 2 ? hadamard(a, a) : map(a, (x) => x ** exponent);
  }
  return zip(a, b, '.^', (x, y) => x ** y);
}

/** A/B is A*inv(B); of scalars and arrays by a scalar, the quotient. */
function divide(a: Matrix, b: Matrix): Matrix {
  if (isScalarValue(b)) { const y = valueOfScalar(b); return map(a, (x) => x / y); }
  return multiply(a, inverse(b));
}

export const operations: Readonly<Record<BinaryOperator, (a: Matrix, b: Matrix) => Matrix>> = {
  '+':  add,
  '-':  subtract,
  '*':  multiply,
  '/':  divide,
  '\\': (a, b) => (isScalarValue(a) ? divide(b, a) : solve(a, b)),
  '.*': hadamard,
  './': (a, b) => zip(a, b, './', quotient),
  '^':  power,
  '.^': entrywisePower,
};

export const negated = (a: Matrix): Matrix => scale(a, -1);

function position(index: Matrix, count: number, what: string): number {
  const value = sizeFrom(index);
  if (value < 1 || value > count) throw new NotEvaluable(`index ${value} of ${count} ${what}`);
  return value - 1;
}

/**
 * `x[i]` (an entry of a vector, row i of a matrix as a column), `X[i, j]`, `X[i, :]` (a row), `X[:, j]` (a column); counted from 1.
 * `undefined` stands for `:`.
 */
export function indexed(a: Matrix, indices: readonly (Matrix | undefined)[]): Matrix {
  const [first, second] = indices;
  if (indices.length === 1) {
    if (first === undefined) return matrix(a.data.length, 1, a.data);
    if (a.cols === 1 || a.rows === 1) return scalar(at(a.data, position(first, a.data.length, 'entries')));
    return column(a.cols, (j, row) => entry(a, row, j), position(first, a.rows, 'rows'));
  }
  if (indices.length !== 2) throw new NotEvaluable(`${indices.length} indices`);
  if (first === undefined && second === undefined) return a;
  if (first === undefined) return second === undefined ? a : column(a.rows, (i, j) => entry(a, i, j), position(second, a.cols, 'columns'));
  const i = position(first, a.rows, 'rows');
  if (second !== undefined) return scalar(entry(a, i, position(second, a.cols, 'columns')));
  const row = column(a.cols, (j) => entry(a, i, j), 0);
  return matrix(1, a.cols, row.data);
}

function column(length: number, f: (k: number, fixed: number) => number, fixed: number): Matrix {
  const data = storage(length, 1);
  for (let k = 0; k < length; k++) data[k] = f(k, fixed);
  return matrix(length, 1, data);
}
