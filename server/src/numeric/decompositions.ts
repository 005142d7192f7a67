/**
 * Decompositions on our matrices, all but LU from ml-matrix. A matrix that is singular to working precision has no inverse here: the result is
 * full of NaN, so that the point it came from is drawn again instead of comparing rounding errors.
 */
import { Matrix as Dense, EigenvalueDecomposition, SingularValueDecomposition, CholeskyDecomposition, QrDecomposition } from 'ml-matrix';
import { inverseFrom, luOf, type Lu } from './lu';
import { add, at, entry, map, matrix, maxAbs, multiply, NotEvaluable, notANumber, oneNorm, requireSquare, scale, showSize, storage, transpose, type Matrix } from './matrix';

/** Condition number (1-norm) beyond which a matrix counts as singular: what is left of 16 digits would not carry a check to 1e-6. */
const MAX_CONDITION = 1e9;
/** |det| against the product of the lengths of the columns (Hadamard's bound), below which rounding made it and the determinant is 0. */
const DETERMINANT_ROUNDING = 1e-13;
/** Asymmetry, relative to the largest entry, up to which a matrix stands for its symmetric part: the usual steps of the differences stay within. */
const MAX_ASYMMETRY = 0.05;
/** Entries this much smaller than the largest are zero to the iterative solvers: products of them would underflow. */
const NEGLIGIBLE = 1e-100;

/** A matrix as the iterative solvers can take it, with its size taken out: without, squares of entries may leave the range of doubles, and they do not end. */
function solvable(a: Matrix): { readonly dense: Dense; readonly size: number } | undefined {
  const size = maxAbs(a);
  if (!Number.isFinite(size)) return undefined;
  return size === 0 ? { dense: toDense(a), size: 1 } : { dense: toDense(map(a, (x) => (Math.abs(x) <= NEGLIGIBLE * size ? 0 : x / size))), size };
}

function toDense(a: Matrix): Dense {
  const dense = new Dense(a.rows, a.cols);
  for (let j = 0, k = 0; j < a.cols; j++) for (let i = 0; i < a.rows; i++, k++) dense.set(i, j, at(a.data, k));
  return dense;
}

function fromDense(dense: Dense): Matrix {
  const { rows, columns } = dense, data = storage(rows, columns);
  for (let j = 0, k = 0; j < columns; j++) for (let i = 0; i < rows; i++, k++) data[k] = dense.get(i, j);
  return matrix(rows, columns, data);
}

interface Factored { readonly lu: Lu; /** Undefined until asked for. */ inverse: Matrix | undefined }

/** The matrix factored last: `logdet`, `inv` and solves of one matrix follow each other. (A weak map of all costs more than it saves: matrices are short-lived.) */
let last: { readonly of: Matrix; readonly factored: Factored } | undefined;

function factor(a: Matrix, what: string): Factored {
  requireSquare(a, what);
  if (last?.of === a) return last.factored;
  const made: Factored = { lu: luOf(a), inverse: undefined };
  last = { of: a, factored: made };
  return made;
}

/** The inverse; NaN throughout where the matrix is singular to working precision. */
export function inverse(a: Matrix): Matrix {
  const f = factor(a, 'inv');
  if (f.inverse !== undefined) return f.inverse;
  const n = a.rows;
  let result = notANumber(n, n);
  if (Number.isFinite(f.lu.determinant)) {
    const candidate = inverseFrom(f.lu);
    if (oneNorm(candidate) * oneNorm(a) <= MAX_CONDITION) result = candidate;
  }
  f.inverse = result;
  return result;
}

/** The solution of a*x = b. */
export function solve(a: Matrix, b: Matrix): Matrix {
  requireSquare(a, 'a solve');
  if (a.rows !== b.rows) throw new NotEvaluable(`solve of ${showSize(a)} with ${showSize(b)}`);
  return multiply(a.rows === 1 ? map(a, (x) => 1 / x) : inverse(a), b);
}

export function determinant(a: Matrix): number {
  const value = factor(a, 'det').lu.determinant;
  let bound = DETERMINANT_ROUNDING;
  for (let j = 0; j < a.cols; j++) {
    let square = 0;
    for (let i = 0; i < a.rows; i++) square += entry(a, i, j) ** 2;
    bound *= Math.sqrt(square);
  }
  return Math.abs(value) <= bound ? 0 : value;
}

/** The transpose of the matrix of cofactors; exists for singular matrices too. */
export function adjugate(a: Matrix): Matrix {
  requireSquare(a, 'adj');
  const n = a.rows, data = storage(n, n);
  if (n === 1) { data[0] = 1; return matrix(1, 1, data); }
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) {
    const minor = storage(n - 1, n - 1);
    for (let q = 0, k = 0; q < n; q++) if (q !== j) for (let p = 0; p < n; p++) if (p !== i) minor[k++] = entry(a, p, q);
    data[j + i * n] = ((i + j) % 2 === 0 ? 1 : -1) * determinant(matrix(n - 1, n - 1, minor));
  }
  return matrix(n, n, data);
}

/**
 * (A + A')/2 where A is symmetric up to a small perturbation, undefined elsewhere. The functions of symmetric matrices are
 * continued to the neighbourhood that differences visit as functions of the symmetric part.
 */
function symmetricPart(a: Matrix, what: string): Matrix | undefined {
  requireSquare(a, what);
  const t = transpose(a), part = scale(add(a, t), 0.5), asymmetry = maxAbs(add(part, scale(a, -1)));
  return asymmetry <= MAX_ASYMMETRY * maxAbs(part) ? part : undefined;
}

export interface SymmetricEigen { /** Ascending. */ readonly values: Float64Array; /** Orthonormal columns, in the order of the values. */ readonly vectors: Matrix }

/** Eigenvalues and eigenvectors of a symmetric matrix; undefined where it is not symmetric or not finite. */
export function symmetricEigen(a: Matrix, what: string): SymmetricEigen | undefined {
  const part = symmetricPart(a, what);
  const given = part === undefined ? undefined : solvable(part);
  if (given === undefined) return undefined;
  const evd = new EigenvalueDecomposition(given.dense, { assumeSymmetric: true });
  const order = evd.realEigenvalues.map((value, index) => ({ value, index })).sort((x, y) => x.value - y.value);
  const n = a.rows, data = storage(n, n), values = Float64Array.from(order, (pair) => pair.value * given.size);
  order.forEach(({ index }, j) => { for (let i = 0; i < n; i++) data[i + j * n] = evd.eigenvectorMatrix.get(i, index); });
  return { values, vectors: matrix(n, n, data) };
}

export interface SingularValues { readonly left: Matrix; /** Descending. */ readonly values: Float64Array; readonly right: Matrix }

/** The thin singular value decomposition A = left * diag(values) * right'; undefined where A is not finite. */
export function singular(a: Matrix): SingularValues | undefined {
  if (a.data.length === 0) return undefined;
  if (a.rows < a.cols) {
    const t = singular(transpose(a));
    return t === undefined ? undefined : { left: t.right, values: t.values, right: t.left };
  }
  const given = solvable(a);
  if (given === undefined) return undefined;
  const svd = new SingularValueDecomposition(given.dense);
  const k = Math.min(a.rows, a.cols);
  const firstColumns = (m: Matrix): Matrix => matrix(m.rows, k, m.data.slice(0, m.rows * k));
  return { left: firstColumns(fromDense(svd.leftSingularVectors)), values: Float64Array.from(svd.diagonal.slice(0, k), (x) => x * given.size), right: firstColumns(fromDense(svd.rightSingularVectors)) };
}

/** The lower Cholesky factor; NaN where the matrix is not symmetric positive definite. */
export function cholesky(a: Matrix): Matrix {
  const part = symmetricPart(a, 'chol');
  if (part === undefined || !Number.isFinite(maxAbs(part))) return notANumber(a.rows, a.cols);
  const decomposition = new CholeskyDecomposition(toDense(part));
  return decomposition.isPositiveDefinite() ? fromDense(decomposition.lowerTriangularMatrix) : notANumber(a.rows, a.cols);
}

/** An orthogonal matrix: the Q of A = Q*R for square A. */
export function orthogonalFactor(a: Matrix): Matrix {
  return fromDense(new QrDecomposition(toDense(a)).orthogonalMatrix);
}

/** Moore–Penrose inverse, from the singular values above `rounding` relative to the largest. */
export function pseudoInverse(a: Matrix): Matrix {
  const s = singular(a);
  if (s === undefined) return notANumber(a.cols, a.rows);
  const rounding = 1e-12 * at(s.values, 0), k = s.values.length;
  const scaledRight = storage(a.cols, k);
  for (let j = 0; j < k; j++) {
    const value = at(s.values, j);
    for (let i = 0; i < a.cols; i++) scaledRight[i + j * a.cols] = value > rounding ? entry(s.right, i, j) / value : 0;
  }
  return multiply(matrix(a.cols, k, scaledRight), transpose(s.left));
}

/** V * diag(f(values)) * V'. */
export function symmetricFunction(eigen: SymmetricEigen, f: (x: number) => number): Matrix {
  const n = eigen.values.length, data = storage(n, n);
  for (let j = 0; j < n; j++) { const y = f(at(eigen.values, j)); for (let i = 0; i < n; i++) data[i + j * n] = y * entry(eigen.vectors, i, j); }
  return multiply(matrix(n, n, data), transpose(eigen.vectors));
}
