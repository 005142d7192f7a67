/**
 * Small dense real matrices: everything numerical is one, a scalar is 1×1 and a vector a single column. Entries are stored column by
 * column, so `vec(X)` and `unvec` share the entries of their argument. A matrix is never changed once it has been handed out.
 */

export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  /** Column-major: entry (i, j) is at `i + j*rows`. */
  readonly data: Float64Array;
}

/**
 * Entries a matrix may have. Sizes are drawn small, so only towers of Kronecker products and commutation matrices come near; a
 * matrix of this size costs about a millisecond an evaluation, and a verdict takes some fifty.
 */
export const MAX_ENTRIES = 60_000;

/** What stands in the way of a number: the sub-expression has no value, whatever the point. Caught at the rim and made a verdict. */
export class NotEvaluable extends Error {}
/** What is too large to be evaluated, not wrong. */
export class BeyondLimit extends NotEvaluable {}

/** The entry at a position that is known to exist. */
export const at = (data: Float64Array, position: number): number => data[position] ?? NaN;

export const entry = (a: Matrix, i: number, j: number): number => at(a.data, i + j * a.rows);

export function matrix(rows: number, cols: number, data: Float64Array): Matrix { return { rows, cols, data }; }

/** Room for rows × cols entries. */
export function storage(rows: number, cols: number): Float64Array {
  const entries = rows * cols;
  if (!(entries >= 0 && entries <= MAX_ENTRIES && Number.isInteger(entries))) throw new BeyondLimit(`a ${rows}×${cols} matrix is too large for a numerical check`);
  return new Float64Array(entries);
}

export const scalar = (value: number): Matrix => {
  const data = new Float64Array(1);
  data[0] = value;
  return { rows: 1, cols: 1, data };
};

export const vector = (entries: ArrayLike<number>): Matrix => ({ rows: entries.length, cols: 1, data: Float64Array.from(entries) });

/** The matrix with these rows. */
export function fromRows(rows: readonly (readonly number[])[]): Matrix {
  return tabulate(rows.length, rows[0]?.length ?? 0, (i, j) => rows[i]?.[j] ?? NaN);
}

/** The rows, for tests and messages. */
export const toRows = (a: Matrix): number[][] => Array.from({ length: a.rows }, (_, i) => Array.from({ length: a.cols }, (_unused, j) => entry(a, i, j)));

export function tabulate(rows: number, cols: number, f: (i: number, j: number) => number): Matrix {
  const data = storage(rows, cols);
  for (let j = 0, k = 0; j < cols; j++) for (let i = 0; i < rows; i++, k++) data[k] = f(i, j);
  return { rows, cols, data };
}

export const filled = (rows: number, cols: number, value: number): Matrix => ({ rows, cols, data: storage(rows, cols).fill(value) });
export const notANumber = (rows: number, cols: number): Matrix => filled(rows, cols, NaN);
export const identity = (n: number): Matrix => {
  const data = storage(n, n);
  for (let i = 0; i < n; i++) data[i * (n + 1)] = 1;
  return { rows: n, cols: n, data };
};

export const isScalarValue = (a: Matrix): boolean => a.rows === 1 && a.cols === 1;
export const valueOfScalar = (a: Matrix): number => at(a.data, 0);
export const showSize = (a: Matrix): string => `${a.rows}×${a.cols}`;
export const sameSize = (a: Matrix, b: Matrix): boolean => a.rows === b.rows && a.cols === b.cols;

export function requireSquare(a: Matrix, what: string): void {
  if (a.rows !== a.cols) throw new NotEvaluable(`${what} needs a square matrix, not ${showSize(a)}`);
}

export function map(a: Matrix, f: (x: number) => number): Matrix {
  const { rows, cols, data } = a, size = data.length, result = new Float64Array(size);
  for (let k = 0; k < size; k++) result[k] = f(at(data, k));
  return { rows, cols, data: result };
}

/** Entry by entry; a scalar stands for a matrix of equal entries. */
export function zip(a: Matrix, b: Matrix, what: string, f: (x: number, y: number) => number): Matrix {
  if (a.rows === b.rows && a.cols === b.cols) {
    const size = a.data.length, result = new Float64Array(size);
    for (let k = 0; k < size; k++) result[k] = f(at(a.data, k), at(b.data, k));
    return { rows: a.rows, cols: a.cols, data: result };
  }
  if (isScalarValue(b)) { const y = valueOfScalar(b); return map(a, (x) => f(x, y)); }
  if (isScalarValue(a)) { const x = valueOfScalar(a); return map(b, (y) => f(x, y)); }
  throw new NotEvaluable(`${what} of ${showSize(a)} and ${showSize(b)}`);
}

/** Sum, difference and entrywise product have loops of their own: they are most of an everyday loss. */
export function add(a: Matrix, b: Matrix): Matrix {
  if (a.rows !== b.rows || a.cols !== b.cols) return zip(a, b, 'sum', (x, y) => x + y);
  const size = a.data.length, result = new Float64Array(size);
  for (let k = 0; k < size; k++) result[k] = at(a.data, k) + at(b.data, k);
  return { rows: a.rows, cols: a.cols, data: result };
}

export function subtract(a: Matrix, b: Matrix): Matrix {
  if (a.rows !== b.rows || a.cols !== b.cols) return zip(a, b, 'difference', (x, y) => x - y);
  const size = a.data.length, result = new Float64Array(size);
  for (let k = 0; k < size; k++) result[k] = at(a.data, k) - at(b.data, k);
  return { rows: a.rows, cols: a.cols, data: result };
}

export function hadamard(a: Matrix, b: Matrix): Matrix {
  if (a.rows !== b.rows || a.cols !== b.cols) return zip(a, b, 'elementwise product', (x, y) => x * y);
  const size = a.data.length, result = new Float64Array(size);
  for (let k = 0; k < size; k++) result[k] = at(a.data, k) * at(b.data, k);
  return { rows: a.rows, cols: a.cols, data: result };
}

export function scale(a: Matrix, factor: number): Matrix {
  const size = a.data.length, result = new Float64Array(size);
  for (let k = 0; k < size; k++) result[k] = at(a.data, k) * factor;
  return { rows: a.rows, cols: a.cols, data: result };
}

/** a + factor*b, for matrices of one size. */
export function addScaled(a: Matrix, b: Matrix, factor: number): Matrix {
  const size = a.data.length, result = new Float64Array(size);
  for (let k = 0; k < size; k++) result[k] = at(a.data, k) + factor * at(b.data, k);
  return { rows: a.rows, cols: a.cols, data: result };
}

/** The matrix product; a 1×1 factor scales. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  if (isScalarValue(a)) return scale(b, valueOfScalar(a));
  if (isScalarValue(b)) return scale(a, valueOfScalar(b));
  const m = a.rows, inner = a.cols, n = b.cols;
  if (inner !== b.rows) throw new NotEvaluable(`product of ${showSize(a)} and ${showSize(b)}`);
  const result = storage(m, n), left = a.data, right = b.data;
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < m; i++) {
      let sum = 0;
      for (let k = 0, p = i, q = j * inner; k < inner; k++, p += m, q++) sum += at(left, p) * at(right, q);
      result[i + j * m] = sum;
    }
  }
  return { rows: m, cols: n, data: result };
}

export function transpose(a: Matrix): Matrix {
  const { rows, cols, data } = a;
  if (rows === 1 || cols === 1) return { rows: cols, cols: rows, data };
  const result = new Float64Array(data.length);
  for (let j = 0, k = 0; j < cols; j++) for (let i = 0; i < rows; i++, k++) result[j + i * cols] = at(data, k);
  return { rows: cols, cols: rows, data: result };
}

export function total(a: Matrix): number {
  let sum = 0;
  for (let k = 0; k < a.data.length; k++) sum += at(a.data, k);
  return sum;
}

/** ⟨a, b⟩ = Σ aᵢⱼ bᵢⱼ. */
export function inner(a: Matrix, b: Matrix): number {
  if (!sameSize(a, b)) throw new NotEvaluable(`inner product of ${showSize(a)} and ${showSize(b)}`);
  let sum = 0;
  for (let k = 0; k < a.data.length; k++) sum += at(a.data, k) * at(b.data, k);
  return sum;
}

/** The Euclidean norm of all entries. */
export const frobenius = (a: Matrix): number => Math.sqrt(inner(a, a));

export function trace(a: Matrix): number {
  requireSquare(a, 'tr');
  let sum = 0;
  for (let i = 0; i < a.rows; i++) sum += entry(a, i, i);
  return sum;
}

/** The largest absolute entry; NaN if there is one. */
export function maxAbs(a: Matrix): number {
  let largest = 0;
  for (let k = 0; k < a.data.length; k++) {
    const x = Math.abs(at(a.data, k));
    if (x > largest) largest = x;
    else if (Number.isNaN(x)) return NaN;
  }
  return largest;
}

/** The largest absolute column sum, the norm that numerical algorithms scale by. */
export function oneNorm(a: Matrix): number {
  let largest = 0;
  for (let j = 0; j < a.cols; j++) {
    let sum = 0;
    for (let i = 0; i < a.rows; i++) sum += Math.abs(entry(a, i, j));
    if (Number.isNaN(sum)) return NaN;
    if (sum > largest) largest = sum;
  }
  return largest;
}

export function isFiniteMatrix(a: Matrix): boolean {
  for (let k = 0; k < a.data.length; k++) if (!Number.isFinite(at(a.data, k))) return false;
  return true;
}

export const vec = (a: Matrix): Matrix => ({ rows: a.data.length, cols: 1, data: a.data });

/** The inverse of `vec`: the same entries as rows × cols. */
export function reshape(a: Matrix, rows: number, cols: number): Matrix {
  if (rows * cols !== a.data.length) throw new NotEvaluable(`${showSize(a)} read as ${rows}×${cols}`);
  return { rows, cols, data: a.data };
}

export function kron(a: Matrix, b: Matrix): Matrix {
  const rows = a.rows * b.rows, cols = a.cols * b.cols, result = storage(rows, cols);
  for (let j = 0, k = 0; j < a.cols; j++) for (let q = 0; q < b.cols; q++) for (let i = 0; i < a.rows; i++) {
    const x = entry(a, i, j);
    for (let p = 0; p < b.rows; p++, k++) result[k] = x * entry(b, p, q);
  }
  return { rows, cols, data: result };
}

/** Rows of blocks put together; blocks of a row have equal heights, rows of blocks equal widths. */
export function stack(blocks: readonly (readonly Matrix[])[]): Matrix {
  const heights = blocks.map((row) => row[0]?.rows ?? 0);
  const width = (row: readonly Matrix[]): number => row.reduce((sum, block) => sum + block.cols, 0);
  const rows = heights.reduce((sum, height) => sum + height, 0), cols = width(blocks[0] ?? []);
  const result = storage(rows, cols);
  let top = 0;
  for (const row of blocks) {
    const height = row[0]?.rows ?? 0;
    if (width(row) !== cols || row.some((block) => block.rows !== height)) throw new NotEvaluable(`blocks ${blocks.map((r) => r.map(showSize).join(' ')).join('; ')} do not fit together`);
    let left = 0;
    for (const block of row) {
      for (let j = 0; j < block.cols; j++) for (let i = 0; i < height; i++) result[top + i + (left + j) * rows] = entry(block, i, j);
      left += block.cols;
    }
    top += height;
  }
  return { rows, cols, data: result };
}
