/**
 * What every function of the language is worth: one row per function, arguments and result as matrices. Independent of the
 * operator table, of which the checks in `verify.ts` are the proof.
 *
 * Outside its domain a function is NaN (the point is drawn again); arguments of impossible size throw `NotEvaluable`.
 */
import { MATRIX_FUNCTIONS, type FunctionName } from '../operators/signatures';
import { adjugate, cholesky, determinant, inverse, pseudoInverse, singular, solve, symmetricEigen, type SymmetricEigen } from './decompositions';
import { erf, gelu, sigmoid, softplus, step } from './special';
import { cosm, expm, frechet, logm, sinm, sqrtm } from './matrixFunctions';
import {
  add, at, entry, filled, frobenius, hadamard, identity, inner, isScalarValue, kron, map, matrix, maxAbs, multiply, NotEvaluable, notANumber, requireSquare,
  reshape, scalar, scale, showSize, stack, storage, subtract, tabulate, total, trace, transpose, valueOfScalar, vec, zip, type Matrix,
} from './matrix';

export type Value = (...args: Matrix[]) => Matrix;
/** `frechet` takes the name of a function first. */
export type Values = Readonly<Record<Exclude<FunctionName, 'frechet'>, Value>> & { readonly frechet: (inner: FunctionName, x: Matrix, e: Matrix) => Matrix };

const LEAKY_SLOPE = 0.01;

const entrywise = (f: (x: number) => number): Value => (a: Matrix) => map(a, f);
const entrywise2 = (what: string, f: (x: number, y: number) => number): Value => (a: Matrix, b: Matrix) => zip(a, b, what, f);

/** The entry of a 1×1 matrix that is a size. */
export function sizeFrom(a: Matrix): number {
  const size = Math.round(valueOfScalar(a));
  if (!isScalarValue(a) || !(size >= 0) || Math.abs(size - valueOfScalar(a)) > 1e-9) throw new NotEvaluable(`a dimension must be a whole number, not ${isScalarValue(a) ? String(valueOfScalar(a)) : showSize(a)}`);
  return size;
}

const largest = (a: Matrix): number => a.data.reduce((x, y) => Math.max(x, y), -Infinity);
const smallest = (a: Matrix): number => a.data.reduce((x, y) => Math.min(x, y), Infinity);

function extremum(what: string, ofAll: (a: Matrix) => number, ofTwo: (x: number, y: number) => number): Value {
  return (...args) => {
    const [a, b] = args;
    if (a === undefined) throw new NotEvaluable(`${what} of nothing`);
    return b === undefined ? scalar(ofAll(a)) : zip(a, b, what, ofTwo);
  };
}

function rowwise(a: Matrix, f: (row: Float64Array) => number): Matrix {
  const result = storage(a.rows, 1), row = new Float64Array(a.cols);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.cols; j++) row[j] = entry(a, i, j);
    result[i] = f(row);
  }
  return matrix(a.rows, 1, result);
}

const columnwise = (a: Matrix, f: (column: Float64Array) => number): Matrix => transpose(rowwise(transpose(a), f));

const sumOf = (entries: Float64Array): number => { let sum = 0; for (const x of entries) sum += x; return sum; };
const meanOf = (entries: Float64Array): number => sumOf(entries) / entries.length;
const lengthOf = (entries: Float64Array): number => { let sum = 0; for (const x of entries) sum += x * x; return Math.sqrt(sum); };

function logSumExp(entries: Float64Array): number {
  let top = -Infinity, sum = 0;
  for (const x of entries) top = Math.max(top, x);
  for (const x of entries) sum += Math.exp(x - top);
  return top + Math.log(sum);
}

const softmax = (a: Matrix): Matrix => { const shift = logSumExp(a.data); return map(a, (x) => Math.exp(x - shift)); };

function ofEigen(what: string, f: (eigen: SymmetricEigen) => Matrix, size: (n: number) => readonly [number, number]): Value {
  return (a: Matrix) => {
    const eigen = symmetricEigen(a, what);
    return eigen === undefined ? notANumber(...size(a.rows)) : f(eigen);
  };
}

const ONE_BY_ONE = (): readonly [number, number] => [1, 1];
const AS_COLUMN = (n: number): readonly [number, number] => [n, 1];

/** Column j, with the sign that makes its largest entry positive: the sign that is free is fixed, and continuously so. */
function signedColumn(a: Matrix, j: number): Matrix {
  const column = a.data.slice(j * a.rows, (j + 1) * a.rows);
  let top = 0;
  for (const x of column) if (Math.abs(x) > Math.abs(top) * (1 + 1e-9)) top = x;
  return scale(matrix(a.rows, 1, column), top < 0 ? -1 : 1);
}

function singularValues(a: Matrix): Float64Array { return singular(a)?.values ?? new Float64Array(Math.min(a.rows, a.cols)).fill(NaN); }

function diag(a: Matrix): Matrix {
  const n = a.data.length, result = storage(n, n);
  if (a.rows !== 1 && a.cols !== 1) throw new NotEvaluable(`diag of ${showSize(a)}: it takes a vector (diagonal(X) is the diagonal of a matrix)`);
  for (let i = 0; i < n; i++) result[i * (n + 1)] = at(a.data, i);
  return matrix(n, n, result);
}

function cross(a: Matrix, b: Matrix): Matrix {
  if (a.data.length !== 3 || b.data.length !== 3) throw new NotEvaluable(`cross of ${showSize(a)} and ${showSize(b)}: it takes vectors of three entries`);
  const c = (i: number, j: number): number => at(a.data, i) * at(b.data, j) - at(a.data, j) * at(b.data, i);
  return matrix(3, 1, Float64Array.of(c(1, 2), c(2, 0), c(0, 1)));
}

/** The commutation matrix: comm(m, n)*vec(X) = vec(X') for X of m×n (Magnus & Neudecker, section 3.7). */
function commutation(rows: Matrix, cols: Matrix): Matrix {
  const m = sizeFrom(rows), n = sizeFrom(cols), result = storage(m * n, m * n);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) result[i * n + j + (j * m + i) * m * n] = 1;
  return matrix(m * n, m * n, result);
}

/** Where the entries on and below the diagonal of n×n stand in vec, in the order of vech. */
const triangleOf = (n: number): readonly number[] => Array.from({ length: n }, (_, j) => Array.from({ length: n - j }, (_unused, k) => j * n + j + k)).flat();

/** The duplication matrix: dup(n)*vech(S) = vec(S) for symmetric S (Magnus & Neudecker, section 3.8). */
function duplication(n: number): Matrix {
  const kept = triangleOf(n);
  return tabulate(n * n, kept.length, (position, k) => {
    const [i, j] = [position % n, Math.floor(position / n)];
    return kept[k] === Math.min(i, j) * n + Math.max(i, j) ? 1 : 0;
  });
}

const constant = (value: number): Value => (...args) => {
  const [rows, cols] = args;
  return filled(rows === undefined ? 1 : sizeFrom(rows), cols === undefined ? 1 : sizeFrom(cols), value);
};

const square = (what: string, f: (a: Matrix) => Matrix): Value => (a: Matrix) => { requireSquare(a, what); return f(a); };

export const values: Values = {
  inv:           inverse,
  pinv:          pseudoInverse,
  tr:            (a: Matrix) => scalar(trace(a)),
  det:           (a: Matrix) => scalar(determinant(a)),
  logdet:        (a: Matrix) => scalar(Math.log(Math.abs(determinant(a)))),
  adj:           adjugate,
  transpose,
  sum:           (a: Matrix) => scalar(total(a)),
  mean:          (a: Matrix) => scalar(total(a) / a.data.length),
  prod:          (a: Matrix) => scalar(a.data.reduce((product, x) => product * x, 1)),
  norm:          (a: Matrix) => scalar(frobenius(a)),
  norm1:         (a: Matrix) => scalar(a.data.reduce((sum, x) => sum + Math.abs(x), 0)),
  norm2:         (a: Matrix) => scalar(frobenius(a)),
  normF:         (a: Matrix) => scalar(frobenius(a)),
  norminf:       (a: Matrix) => scalar(maxAbs(a)),
  nuc:           (a: Matrix) => scalar(sumOf(singularValues(a))),
  spec:          (a: Matrix) => scalar(at(singularValues(a), 0)),
  dot:           (a: Matrix, b: Matrix) => scalar(inner(a, b)),
  outer:         (a: Matrix, b: Matrix) => multiply(a, transpose(b)),
  cross,
  kron,
  hadamard,
  vec,
  unvec:         (a: Matrix, rows: Matrix, cols: Matrix) => reshape(a, sizeFrom(rows), sizeFrom(cols)),
  diag,
  diagonal:      square('diagonal', (a) => tabulate(a.rows, 1, (i) => entry(a, i, i))),
  sym:           square('sym', (a) => scale(add(a, transpose(a)), 0.5)),
  skew:          square('skew', (a) => scale(subtract(a, transpose(a)), 0.5)),
  tril:          (a: Matrix) => tabulate(a.rows, a.cols, (i, j) => (i >= j ? entry(a, i, j) : 0)),
  triu:          (a: Matrix) => tabulate(a.rows, a.cols, (i, j) => (i <= j ? entry(a, i, j) : 0)),
  exp:           entrywise(Math.exp),
  log:           entrywise(Math.log),
  log1p:         entrywise(Math.log1p),
  expm1:         entrywise(Math.expm1),
  sqrt:          entrywise(Math.sqrt),
  abs:           entrywise(Math.abs),
  sign:          entrywise(Math.sign),
  sin:           entrywise(Math.sin),
  cos:           entrywise(Math.cos),
  tan:           entrywise(Math.tan),
  asin:          entrywise(Math.asin),
  acos:          entrywise(Math.acos),
  atan:          entrywise(Math.atan),
  sinh:          entrywise(Math.sinh),
  cosh:          entrywise(Math.cosh),
  tanh:          entrywise(Math.tanh),
  atan2:         entrywise2('atan2', Math.atan2),
  sigmoid:       entrywise(sigmoid),
  softplus:      entrywise(softplus),
  relu:          entrywise((x) => Math.max(x, 0)),
  leakyrelu:     (a: Matrix, slope?: Matrix) => { const k = slope === undefined ? LEAKY_SLOPE : valueOfScalar(slope); return map(a, (x) => (x > 0 ? x : k * x)); },
  gelu:          entrywise(gelu),
  elu:           (a: Matrix, slope?: Matrix) => { const k = slope === undefined ? 1 : valueOfScalar(slope); return map(a, (x) => (x > 0 ? x : k * Math.expm1(x))); },
  silu:          entrywise((x) => x * sigmoid(x)),
  erf:           entrywise(erf),
  step:          entrywise(step),
  max:           extremum('max', largest, Math.max),
  min:           extremum('min', smallest, Math.min),
  /** Ties are shared out, so that the entries always sum to one. */
  argmax:        (a: Matrix) => { let top = -Infinity; for (const x of a.data) if (x > top) top = x; let count = 0; for (const x of a.data) if (x === top) count++; return map(a, (x) => (x === top ? 1 / count : 0)); },
  softmax,
  unit:          (n: Matrix, i: Matrix) => tabulate(Math.round(n.data[0] ?? 0), 1, (row) => (row + 1 === Math.round(i.data[0] ?? 0) ? 1 : 0)),
  logsoftmax:    (a: Matrix) => { const shift = logSumExp(a.data); return map(a, (x) => x - shift); },
  logsumexp:     (a: Matrix) => scalar(logSumExp(a.data)),
  rowsoftmax:    (a: Matrix) => { const shift = rowwise(a, logSumExp); return tabulate(a.rows, a.cols, (i, j) => Math.exp(entry(a, i, j) - at(shift.data, i))); },
  rowlogsumexp:  (a: Matrix) => rowwise(a, logSumExp),
  expm,
  logm,
  sqrtm,
  sinm,
  cosm,
  chol:          cholesky,
  eigmax:        ofEigen('eigmax', (eigen) => scalar(at(eigen.values, eigen.values.length - 1)), ONE_BY_ONE),
  eigmin:        ofEigen('eigmin', (eigen) => scalar(at(eigen.values, 0)), ONE_BY_ONE),
  eigvals:       ofEigen('eigvals', (eigen) => matrix(eigen.values.length, 1, eigen.values), AS_COLUMN),
  svdvals:       (a: Matrix) => { const s = singularValues(a); return matrix(s.length, 1, s); },
  solve,
  eye:           (n: Matrix) => identity(sizeFrom(n)),
  ones:          constant(1),
  zeros:         constant(0),
  vech:          square('vech', (a) => { const kept = triangleOf(a.rows); return tabulate(kept.length, 1, (k) => at(a.data, kept[k] ?? -1)); }),
  dup:           (n: Matrix) => duplication(sizeFrom(n)),
  elim:          (n: Matrix) => { const kept = triangleOf(sizeFrom(n)); return tabulate(kept.length, sizeFrom(n) ** 2, (k, j) => (kept[k] === j ? 1 : 0)); },
  comm:          commutation,
  rowsum:        (a: Matrix) => rowwise(a, sumOf),
  colsum:        (a: Matrix) => columnwise(a, sumOf),
  rowmean:       (a: Matrix) => rowwise(a, meanOf),
  colmean:       (a: Matrix) => columnwise(a, meanOf),
  rownorm:       (a: Matrix) => rowwise(a, lengthOf),
  blkdiag:       (...args) => args.reduce((a, b) => stack([[a, filled(a.rows, b.cols, 0)], [filled(b.rows, a.cols, 0), b]])),
  hcat:          (...args) => stack([args]),
  vcat:          (...args) => stack(args.map((a) => [a])),
  frechet:       (name, x, e) => frechet(matrixFunction(name), x, e),
  eigvecs:       ofEigen('eigvecs', (eigen) => stack([Array.from(eigen.values, (_, j) => signedColumn(eigen.vectors, j))]), (n) => [n, n]),
  eigvec:        ofEigen('eigvec', (eigen) => signedColumn(eigen.vectors, eigen.values.length - 1), AS_COLUMN),
  eigvecmin:     ofEigen('eigvecmin', (eigen) => signedColumn(eigen.vectors, 0), AS_COLUMN),
  leftsv:        (a: Matrix) => { const v = rightVector(a); return scale(multiply(a, v), 1 / at(singularValues(a), 0)); },
  rightsv:       rightVector,
};

function rightVector(a: Matrix): Matrix {
  const s = singular(a);
  return s === undefined ? notANumber(a.cols, 1) : signedColumn(s.right, 0);
}

/** The functions of a square matrix whose Fréchet derivative the block identity gives. */
const DIFFERENTIABLE: ReadonlySet<FunctionName> = new Set<FunctionName>([...MATRIX_FUNCTIONS, 'inv']);

function matrixFunction(name: FunctionName): (a: Matrix) => Matrix {
  if (name === 'frechet' || !DIFFERENTIABLE.has(name)) throw new NotEvaluable(`frechet of ${name}, which is no matrix function`);
  return values[name];
}
