/**
 * The machine operations a schedule is made of: a small closed set that every target writes down, row by row. A value is a scalar,
 * a vector (one-dimensional, neither row nor column), a matrix, or the tuple a factorisation gives. What a mathematician means by a
 * row or a column is decided where a vector meets a matrix (`as`).
 */
import type { Rational } from '../../algebra/rational';
import type { Dimension } from '../../shapes/dimension';
import type { Derivative } from '../../syntax/derivativeNames';
import { operandsFirst } from '../../syntax/operandsFirst';

export type Kind = 'scalar' | 'vector' | 'matrix' | 'tuple';

export interface Value {
  /** Ascending in the order of construction: operands have smaller numbers. */
  readonly id: number;
  readonly operation: Operation;
  readonly kind: Kind;
  /** Length of a vector; rows of a matrix; 1 for a scalar. */
  readonly rows: Dimension;
  readonly cols: Dimension;
}

/** How an operand meets an array of the result's shape: entry by entry (a scalar meets every entry), or a vector as the row of every row, the column of every column. */
export type Placement = 'array' | 'row' | 'column';
export interface Placed { readonly value: Value; readonly as: Placement }
export interface LinearTerm extends Placed { readonly coefficient: Rational }

/** Functions applied entry by entry. `maximum` and `atan2` take two arguments. */
export type Elementary =
  | 'exp' | 'expm1' | 'log' | 'log1p' | 'sqrt' | 'abs' | 'sign' | 'sin' | 'cos' | 'tan' | 'asin' | 'acos' | 'atan' | 'sinh' | 'cosh' | 'tanh'
  | 'sigmoid' | 'softplus' | 'relu' | 'step' | 'erf' | 'atan2' | 'maximum' | 'minimum';

export type MatrixFunction = 'expm' | 'logm' | 'sqrtm';
/** What is known of a matrix that is solved with or inverted. */
export type Structure = 'general' | 'posdef' | 'lower' | 'upper';

/** One of several results of a function that is called. */
export interface Result { readonly name: string; readonly kind: Kind; readonly rows: Dimension; readonly cols: Dimension }

/** What each operation is made of. */
interface Parts {
  // Leaves
  readonly input: { readonly name: string };
  readonly number: { readonly value: Rational };
  readonly pi: object;
  readonly dimension: { readonly dimension: Dimension };
  readonly fill: { readonly value: Value };
  readonly identity: object;
  /** The index of the loop around. */
  readonly index: { readonly name: string };
  // Functions and loops
  /** A function that is not of this table: an argument of the emitted function, or another emitted function. `results`: what several results are called; `isValueFirst`: a value, and gradients that belong together. */
  readonly invoke: { readonly isValueFirst: boolean; readonly callee: string; readonly entrywise: boolean; readonly args: readonly Value[]; readonly results: readonly Result[] };
  /** One of several results. */
  readonly part: { readonly of: Value; readonly at: number };
  /** The sum of `body` over the whole numbers from `from` to `to`; `past` is the one behind the last. */
  readonly loop: { readonly index: Value; readonly from: Value; readonly to: Value; readonly past: Value; readonly body: Value };
  // Entry by entry
  readonly sum: { readonly terms: readonly LinearTerm[] };
  readonly multiply: { readonly factors: readonly Placed[]; readonly divisors: readonly Placed[] };
  readonly power: { readonly base: Value; readonly exponent: Value };
  readonly call: { readonly name: Elementary; readonly args: readonly Value[] };
  // Products
  readonly matmul: { readonly left: Value; readonly leftTransposed: boolean; readonly right: Value; readonly rightTransposed: boolean };
  readonly dot: { readonly left: Value; readonly right: Value };
  readonly outer: { readonly left: Value; readonly right: Value };
  /** Σ aᵢⱼ bᵢⱼ of two matrices. */
  readonly entrywiseDot: { readonly left: Value; readonly right: Value };
  /** The inner product of corresponding rows, or columns, of two matrices: the diagonal of A*B', or of A'*B. */
  readonly rowDots: { readonly left: Value; readonly right: Value };
  readonly columnDots: { readonly left: Value; readonly right: Value };
  readonly transpose: { readonly of: Value };
  readonly matrixPower: { readonly base: Value; readonly exponent: Value };
  // Factorisations and what they serve
  readonly solve: { readonly matrix: Value; readonly transposed: boolean; readonly side: 'left' | 'right'; readonly other: Value; readonly structure: Structure };
  readonly inverse: { readonly matrix: Value; readonly structure: Structure };
  readonly logdet: { readonly matrix: Value; readonly structure: Structure };
  readonly det: { readonly matrix: Value };
  readonly cholesky: { readonly matrix: Value };
  readonly choleskySolve: { readonly factor: Value; readonly other: Value };
  /** Σ log of the diagonal: half the log-determinant of L*L'. */
  readonly logDiagonal: { readonly factor: Value };
  /** The inverse of L*L' from L. */
  readonly choleskyInverse: { readonly factor: Value };
  readonly lu: { readonly matrix: Value };
  readonly luSolve: { readonly factor: Value; readonly transposed: boolean; readonly other: Value };
  readonly luLogdet: { readonly factor: Value };
  readonly eigh: { readonly matrix: Value };
  readonly eigenvalue: { readonly of: Value; readonly which: 'max' | 'min' | 'all' };
  /** 'all': as columns, in the ascending order of the eigenvalues. */
  readonly eigenvector: { readonly of: Value; readonly which: 'max' | 'min' | 'all' };
  readonly svd: { readonly matrix: Value };
  readonly singularVector: { readonly of: Value; readonly side: 'left' | 'right' };
  readonly singularValues: { readonly of: Value; readonly which: 'max' | 'sum' | 'all' };
  readonly pinv: { readonly matrix: Value };
  readonly matrixFunction: { readonly name: MatrixFunction; readonly of: Value };
  readonly frechet: { readonly name: MatrixFunction; readonly at: Value; readonly direction: Value };
  // Reductions
  readonly sumEntries: { readonly of: Value };
  readonly maxEntry: { readonly of: Value };
  readonly prodEntries: { readonly of: Value };
  readonly logsumexp: { readonly of: Value };
  readonly rowMax: { readonly of: Value };
  readonly rowSums: { readonly of: Value };
  readonly columnSums: { readonly of: Value };
  readonly rowLogsumexp: { readonly of: Value };
  readonly trace: { readonly of: Value };
  readonly diagonal: { readonly of: Value };
  /** 1 where the largest entry stands, shared out between ties; 0 elsewhere. */
  readonly argmax: { readonly of: Value };
  readonly softmax: { readonly of: Value };
  readonly rowSoftmax: { readonly of: Value };
  // Structure
  readonly diagonalMatrix: { readonly of: Value };
  readonly addDiagonal: { readonly matrix: Value; readonly diagonal: Value };
  readonly kron: { readonly left: Value; readonly right: Value };
  /** `kron(eye(size), of)` for the left side, `kron(of, eye(size))` for the right. */
  readonly kronIdentity: { readonly side: 'left' | 'right'; readonly size: Dimension; readonly of: Value };
  readonly vec: { readonly of: Value };
  readonly unvec: { readonly of: Value };
  readonly triangle: { readonly side: 'lower' | 'upper'; readonly of: Value };
  readonly stack: { readonly along: 'rows' | 'columns' | 'diagonal'; readonly parts: readonly Value[] };
  /** Rows (or columns) from `start`, as many as the result has. */
  readonly slice: { readonly along: 'rows' | 'columns'; readonly start: Dimension; readonly of: Value };
  /** `comm(m, n)*of` for rows, `of*comm(m, n)` for columns: a permutation. */
  readonly commute: { readonly along: 'rows' | 'columns'; readonly m: Dimension; readonly n: Dimension; readonly of: Value };
  /** The unit vector with a one at entry `index`, counted from 1. */
  readonly unit: { readonly index: Value };
  /** An entry of a vector, a row or a column of a matrix, counted from 1. */
  readonly pick: { readonly along: 'entry' | 'row' | 'column'; readonly index: Value; readonly of: Value };
  readonly cross: { readonly left: Value; readonly right: Value };
  /** A vector as a matrix of one row or column, and back. */
  readonly asRow: { readonly of: Value };
  readonly asColumn: { readonly of: Value };
  readonly flatten: { readonly of: Value };
}

export type OperationName = keyof Parts;
export type OperationOf<Name extends OperationName> = { [N in Name]: { readonly op: N } & Parts[N] }[Name];
export type Operation = OperationOf<OperationName>;

/** What names a function that is only known by its shapes, or a derivative of it, among the callees of a schedule. */
export const calleeKey = ({ name, order, slots }: Derivative & { readonly name: string }): string => `${order} ${slots.join(' ')} of ${name}`;

/** What names another emitted function. */
const EMITTED = 'emitted ';
export const emittedKey = (name: string): string => EMITTED + name;
export const isEmitted = (key: string): boolean => key.startsWith(EMITTED);

/** The operands of an operation, in the order they are written. */
export function operandsOf(operation: Operation): readonly Value[] {
  switch (operation.op) {
    case 'input': case 'number': case 'pi': case 'dimension': case 'identity': case 'index': return [];
    case 'fill': return [operation.value];
    case 'unit': return [operation.index];
    case 'pick': return [operation.of, operation.index];
    case 'sum': return operation.terms.map((term) => term.value);
    case 'multiply': return [...operation.factors, ...operation.divisors].map((factor) => factor.value);
    case 'power': case 'matrixPower': return [operation.base, operation.exponent];
    case 'call': case 'invoke': return operation.args;
    case 'part': return [operation.of];
    // The index is met in the body.
    case 'loop': return [operation.from, operation.to, operation.past, operation.body];
    case 'matmul': case 'dot': case 'outer': case 'entrywiseDot': case 'rowDots': case 'columnDots': case 'kron': case 'cross': return [operation.left, operation.right];
    case 'solve': return [operation.matrix, operation.other];
    case 'inverse': case 'logdet': case 'det': case 'cholesky': case 'lu': case 'eigh': case 'svd': case 'pinv': return [operation.matrix];
    case 'choleskySolve': case 'luSolve': return [operation.factor, operation.other];
    case 'logDiagonal': case 'choleskyInverse': case 'luLogdet': return [operation.factor];
    case 'frechet': return [operation.at, operation.direction];
    case 'addDiagonal': return [operation.matrix, operation.diagonal];
    case 'stack': return operation.parts;
    case 'rowMax': case 'transpose': case 'eigenvalue': case 'eigenvector': case 'singularVector': case 'singularValues': case 'matrixFunction': case 'sumEntries': case 'maxEntry':
    case 'prodEntries': case 'logsumexp': case 'rowSums': case 'columnSums': case 'rowLogsumexp': case 'trace': case 'diagonal': case 'argmax': case 'softmax': case 'rowSoftmax': case 'diagonalMatrix':
    case 'kronIdentity': case 'vec': case 'unvec': case 'triangle': case 'slice': case 'commute': case 'asRow': case 'asColumn': case 'flatten':
      return [operation.of];
  }
}

/** The operation with its operands replaced, one for one. */
export function withOperands(operation: Operation, replace: (value: Value) => Value): Operation {
  const placed = (all: readonly Placed[]): readonly Placed[] => all.map((item) => ({ ...item, value: replace(item.value) }));
  switch (operation.op) {
    case 'input': case 'number': case 'pi': case 'dimension': case 'identity': case 'index': return operation;
    case 'invoke': return { ...operation, args: operation.args.map(replace) };
    case 'part': return { ...operation, of: replace(operation.of) };
    case 'loop': return { ...operation, from: replace(operation.from), to: replace(operation.to), past: replace(operation.past), body: replace(operation.body) };
    case 'fill': return { ...operation, value: replace(operation.value) };
    case 'unit': return { ...operation, index: replace(operation.index) };
    case 'pick': return { ...operation, index: replace(operation.index), of: replace(operation.of) };
    case 'sum': return { ...operation, terms: operation.terms.map((term) => ({ ...term, value: replace(term.value) })) };
    case 'multiply': return { ...operation, factors: placed(operation.factors), divisors: placed(operation.divisors) };
    case 'power': case 'matrixPower': return { ...operation, base: replace(operation.base), exponent: replace(operation.exponent) };
    case 'call': return { ...operation, args: operation.args.map(replace) };
    case 'matmul': case 'dot': case 'outer': case 'entrywiseDot': case 'rowDots': case 'columnDots': case 'kron': case 'cross': return { ...operation, left: replace(operation.left), right: replace(operation.right) };
    case 'solve': return { ...operation, matrix: replace(operation.matrix), other: replace(operation.other) };
    case 'inverse': case 'logdet': case 'det': case 'cholesky': case 'lu': case 'eigh': case 'svd': case 'pinv': return { ...operation, matrix: replace(operation.matrix) };
    case 'choleskySolve': case 'luSolve': return { ...operation, factor: replace(operation.factor), other: replace(operation.other) };
    case 'logDiagonal': case 'choleskyInverse': case 'luLogdet': return { ...operation, factor: replace(operation.factor) };
    case 'frechet': return { ...operation, at: replace(operation.at), direction: replace(operation.direction) };
    case 'addDiagonal': return { ...operation, matrix: replace(operation.matrix), diagonal: replace(operation.diagonal) };
    case 'stack': return { ...operation, parts: operation.parts.map(replace) };
    case 'rowMax': case 'transpose': case 'eigenvalue': case 'eigenvector': case 'singularVector': case 'singularValues': case 'matrixFunction': case 'sumEntries': case 'maxEntry':
    case 'prodEntries': case 'logsumexp': case 'rowSums': case 'columnSums': case 'rowLogsumexp': case 'trace': case 'diagonal': case 'argmax': case 'softmax': case 'rowSoftmax': case 'diagonalMatrix':
    case 'kronIdentity': case 'vec': case 'unvec': case 'triangle': case 'slice': case 'commute': case 'asRow': case 'asColumn': case 'flatten':
      return { ...operation, of: replace(operation.of) };
  }
}

/** Every value below and including the roots, operands first, each once. */
export const postorder = (roots: readonly Value[]): readonly Value[] => operandsFirst(roots, ({ operation }) => operandsOf(operation));
