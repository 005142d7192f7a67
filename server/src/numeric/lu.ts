/**
 * LU decomposition with partial pivoting, in place on a column-major copy. Its own, not the library's: inverses and determinants of
 * matrices of three or four rows are most of the work of a Gaussian or a matrix logarithm, and there the library's objects cost
 * ten times the arithmetic.
 */
import { at, matrix, type Matrix } from './matrix';

export interface Lu {
  readonly n: number;
  /** Unit lower and upper triangle in one. */
  readonly packed: Float64Array;
  /** Row of the original that stands in each row. */
  readonly pivots: Int32Array;
  readonly determinant: number;
}

export function luOf({ rows: n, data }: Matrix): Lu {
  const packed = data.slice(), pivots = new Int32Array(n);
  for (let i = 0; i < n; i++) pivots[i] = i;
  let determinant = 1;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(at(packed, i + k * n)) > Math.abs(at(packed, pivot + k * n))) pivot = i;
    if (pivot !== k) {
      determinant = -determinant;
      for (let j = 0; j < n; j++) { const x = at(packed, k + j * n); packed[k + j * n] = at(packed, pivot + j * n); packed[pivot + j * n] = x; }
      const row = pivots[k] ?? k;
      pivots[k] = pivots[pivot] ?? pivot;
      pivots[pivot] = row;
    }
    const head = at(packed, k + k * n);
    determinant *= head;
    if (head === 0) continue;
    for (let i = k + 1; i < n; i++) packed[i + k * n] = at(packed, i + k * n) / head;
    for (let j = k + 1; j < n; j++) {
      const x = at(packed, k + j * n);
      if (x !== 0) for (let i = k + 1; i < n; i++) packed[i + j * n] = at(packed, i + j * n) - at(packed, i + k * n) * x;
    }
  }
  return { n, packed, pivots, determinant };
}

/** The inverse of the matrix decomposed; entries are not finite where it is singular. */
export function inverseFrom({ n, packed, pivots }: Lu): Matrix {
  const result = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const column = (pivots[j] ?? j) * n;
    result[j + column] = 1;
    for (let k = j; k < n; k++) {
      const x = at(result, k + column);
      if (x !== 0) for (let i = k + 1; i < n; i++) result[i + column] = at(result, i + column) - at(packed, i + k * n) * x;
    }
    for (let k = n - 1; k >= 0; k--) {
      const x = at(result, k + column) / at(packed, k + k * n);
      result[k + column] = x;
      for (let i = 0; i < k; i++) result[i + column] = at(result, i + column) - at(packed, i + k * n) * x;
    }
  }
  return matrix(n, n, result);
}
