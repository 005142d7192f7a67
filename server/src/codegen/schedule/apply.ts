/** Applying a matrix to a vector or matrix without forming it where that is cheaper: sums term by term, products from the vector outwards, inverses as solves, diagonals as scalings. */
import type { Expr } from '../../algebra/expression';
import { invR, mulR } from '../../algebra/rational';
import { outerProduct } from '../../algebra/construct/hadamard';
import { integerOf } from '../../algebra/construct/leaf';
import { add, asInteger, multiply as multiplyDimensions, ONE, ZERO, type Dimension } from '../../shapes/dimension';
import { array, plain, type Like, type Scaled } from './builder';
import type { Context, Lowering, Side } from './context';
import { distributedCost, formingCost, isSelection } from './cost';
import type { LinearTerm, Value } from './operation';

/** Repeated application up to this power; above it the power is formed. */
const APPLIED_POWER = 4;
/** A sum is applied term by term to a matrix only when that is of smaller order: the residual form is also the accurate one. */
const SMALLER_ORDER = 8;

export function* applyTo(e: Expr, transposed: boolean, to: Scaled, side: Side, context: Context): Lowering {
  const { build } = context;
  const cols = side === 'left' ? to.value.cols : to.value.rows;
  if (e.op === 'transpose') return yield { apply: e.of, transposed: !transposed, to, side };
  if (e.op === 'identity') return to;
  if (e.op === 'scale') {
    const scalar = yield { lower: e.scalar };
    return scaleBy(scalar, yield { apply: e.body, transposed, to, side }, context);
  }
  if (e.op === 'apply' && e.name === 'diag' && e.args[0] !== undefined) return scaleRows(yield { lower: e.args[0] }, to, side, context);
  const outer = e.op === 'product' ? outerProduct(e) : undefined;
  if (outer !== undefined) {
    // (c*r)*M is c*(r*M), and never the matrix c*r.
    const c = yield { lower: transposed ? outer.row : outer.column };
    const r = yield { lower: transposed ? outer.column : outer.row };
    const coefficient = mulR(mulR(c.coefficient, r.coefficient), to.coefficient);
    if (to.value.kind === 'vector') return scaleBy({ coefficient, value: build.dot(r.value, to.value) }, plain(c.value), context);
    return { coefficient, value: side === 'left' ? build.outer(c.value, build.matmul(build.transpose(to.value), r.value)) : build.outer(build.matmul(to.value, c.value), r.value) };
  }
  if (e.op === 'apply' && isSelection(e)) return select(e, transposed, to, side, context);
  if (e.op === 'apply' && e.name === 'comm') return commute(e, transposed, to, side, context);
  if (!context.isFormed(e) && !context.isKnown(e)) {
    if (e.op === 'sum' && isWorthDistributing(e, to, cols, context)) {
      const terms: LinearTerm[] = [];
      let like: Like | undefined;
      for (const term of e.terms) {
        const part = yield { apply: term.expr, transposed, to, side };
        like ??= part.value;
        terms.push({ coefficient: mulR(term.coefficient, part.coefficient), value: part.value, as: 'array' });
      }
      if (like !== undefined) return build.sum(terms, like);
    }
    if (e.op === 'product' && isWorthApplying(e, cols, context)) {
      let result = to;
      const inwards = transposed === (side === 'left') ? e.factors : e.factors.toReversed();
      for (const factor of inwards) result = yield { apply: factor, transposed, to: result, side };
      return result;
    }
    if (e.op === 'matrixPower') {
      const k = integerOf(e.exponent);
      if (k !== undefined && k > 1 && k <= APPLIED_POWER && to.value.kind === 'vector') {
        let result = to;
        for (let i = 0; i < k; i++) result = yield { apply: e.base, transposed, to: result, side };
        return result;
      }
      if (k === -1) {
        const base = yield { lower: e.base };
        const matrix = base.value;
        const solved = solve(matrix, transposed, side, to.value, context.structureOf(e.base), context);
        return { coefficient: mulR(invR(base.coefficient), to.coefficient), value: solved };
      }
    }
    if (e.op === 'apply' && e.name === 'kron' && to.value.kind === 'vector' && e.args[0] !== undefined && e.args[1] !== undefined) {
      // kron(A, B)*vec(M) is vec(B*M*A').
      const [a, b] = e.args;
      const rows = transposed ? b.shape.rows : b.shape.cols;
      const width = transposed ? a.shape.rows : a.shape.cols;
      const matrix = build.make({ op: 'unvec', of: to.value }, width === ONE ? 'vector' : 'matrix', rows, width);
      const columnwise = yield { apply: b, transposed, to: { coefficient: to.coefficient, value: matrix }, side: 'left' };
      const both = width === ONE ? columnwise : yield { apply: a, transposed: !transposed, to: columnwise, side: 'right' };
      return { coefficient: both.coefficient, value: vecOf(both.value, context) };
    }
  }
  return multiplyBy(yield { lower: e }, transposed, to, side, context);
}

/** `matrix*to` or `to*matrix` for a matrix in memory. A column of constants gives row sums. */
export function multiplyBy(matrix: Scaled, transposed: boolean, to: Scaled, side: Side, context: Context): Scaled {
  const { build } = context;
  const coefficient = mulR(matrix.coefficient, to.coefficient);
  if (matrix.value.kind !== 'matrix') return multiplyByVector(matrix, to, side, context);
  const operand = transposed ? build.transpose(matrix.value) : matrix.value;
  const { operation } = to.value;
  if (to.value.kind === 'vector' && operation.op === 'fill') {
    const along = transposed === (side === 'left') ? 'columnSums' as const : 'rowSums' as const;
    const source = matrix.value.operation.op === 'transpose' ? matrix.value.operation.of : matrix.value;
    const turned = source !== matrix.value;
    const actual = turned ? (along === 'rowSums' ? 'columnSums' as const : 'rowSums' as const) : along;
    const sums = build.make({ op: actual, of: source }, 'vector', actual === 'rowSums' ? source.rows : source.cols, ONE);
    return scaleBy({ coefficient, value: operation.value }, plain(sums), context);
  }
  if (operation.op === 'unit' && to.value.kind === 'vector') {
    const isColumn = (side === 'left') !== transposed;
    const turned = matrix.value.operation.op === 'transpose';
    const source = matrix.value.operation.op === 'transpose' ? matrix.value.operation.of : matrix.value;
    const along = isColumn !== turned ? 'column' as const : 'row' as const;
    return { coefficient, value: build.make({ op: 'pick', along, index: operation.index, of: source }, 'vector', along === 'column' ? source.rows : source.cols, ONE) };
  }
  if (to.value.kind === 'vector' && side === 'right') return { coefficient, value: build.matmul(build.transpose(operand), to.value) };
  return { coefficient, value: side === 'left' ? build.matmul(operand, to.value) : build.matmul(to.value, operand) };
}

/** A vector that stands where a matrix could: a column times a row. */
function multiplyByVector(vector: Scaled, to: Scaled, side: Side, { build }: Context): Scaled {
  const coefficient = mulR(vector.coefficient, to.coefficient);
  if (to.value.kind === 'vector') return { coefficient, value: side === 'left' ? build.outer(vector.value, to.value) : build.outer(to.value, vector.value) };
  return { coefficient, value: build.matmul(side === 'left' ? build.transpose(to.value) : to.value, vector.value) };
}

export function solve(matrix: Value, transposed: boolean, side: Side, other: Value, structure: 'general' | 'posdef' | 'lower' | 'upper', { build }: Context): Value {
  const source = matrix.operation.op === 'transpose' ? matrix.operation.of : matrix;
  const turned = source !== matrix;
  const mirroredStructure = turned && structure === 'lower' ? 'upper' : turned && structure === 'upper' ? 'lower' : structure;
  const actualSide = other.kind === 'vector' ? 'left' : side;
  const flip = other.kind === 'vector' && side === 'right';
  return build.make({ op: 'solve', matrix: source, transposed: structure === 'posdef' ? false : (transposed !== turned) !== flip, side: actualSide, other, structure: mirroredStructure }, other.kind, other.rows, other.cols);
}

export function scaleBy(scalar: Scaled, body: Scaled, { build }: Context): Scaled {
  const { operation } = body.value;
  if (operation.op === 'outer' && scalar.value.operation.op !== 'number') {
    const left = build.multiply([array(scalar.value), array(operation.left)], [], operation.left);
    return { coefficient: mulR(mulR(scalar.coefficient, body.coefficient), left.coefficient), value: build.outer(left.value, operation.right) };
  }
  const product = build.multiply([array(scalar.value), array(body.value)], [], body.value);
  return { coefficient: mulR(mulR(scalar.coefficient, body.coefficient), product.coefficient), value: product.value };
}

function scaleRows(diagonal: Scaled, to: Scaled, side: Side, { build }: Context): Scaled {
  const as = to.value.kind === 'vector' ? 'array' as const : side === 'left' ? 'column' as const : 'row' as const;
  const scaled = build.multiply([{ value: diagonal.value, as }, array(to.value)], [], to.value);
  return { coefficient: mulR(mulR(diagonal.coefficient, to.coefficient), scaled.coefficient), value: scaled.value };
}

export function vecOf(value: Value, { build }: Context): Value {
  return value.kind === 'matrix' ? build.make({ op: 'vec', of: value }, 'vector', multiplyDimensions(value.rows, value.cols), ONE) : value;
}

function isWorthDistributing(e: Extract<Expr, { op: 'sum' }>, to: Scaled, cols: Dimension, context: Context): boolean {
  const width = context.size(cols);
  const whole = formingCost(e, context) + 2 * context.size(e.shape.rows) * context.size(e.shape.cols) * width;
  const apart = distributedCost(e, width, context);
  return to.value.kind === 'vector' ? apart < whole : apart * SMALLER_ORDER < whole;
}

function isWorthApplying(e: Extract<Expr, { op: 'product' }>, cols: Dimension, context: Context): boolean {
  const width = context.size(cols);
  const whole = formingCost(e, context) + 2 * context.size(e.shape.rows) * context.size(e.shape.cols) * width;
  return e.factors.reduce((total, factor) => total + 2 * context.size(factor.shape.rows) * context.size(factor.shape.cols) * width, 0) < whole;
}

/** `[I; 0]*to` pads, `[I, 0]*to` picks. */
function select(e: Extract<Expr, { op: 'apply' }>, transposed: boolean, to: Scaled, side: Side, { build }: Context): Scaled {
  const [a, b] = e.args;
  if (a === undefined || b === undefined) return to;
  const stackedRows = e.name === 'vcat';
  const identityFirst = a.op === 'identity';
  const kept = (identityFirst ? a : b).shape.rows;
  const other = identityFirst ? b : a;
  const dropped = stackedRows ? other.shape.rows : other.shape.cols;
  // E = [I; 0] has more rows than columns: E*M pads, E'*M picks; from the right the other way round.
  const pads = (stackedRows !== transposed) === (side === 'left');
  const along = side === 'left' ? 'rows' as const : 'columns' as const;
  const { value } = to;
  const wide = (size: Dimension): Like => (value.kind === 'vector' || value.kind === 'scalar' ? { kind: asInteger(size) === 1 ? 'scalar' : 'vector', rows: size, cols: ONE } : along === 'rows' ? { kind: 'matrix', rows: size, cols: value.cols } : { kind: 'matrix', rows: value.rows, cols: size });
  if (!pads) {
    const like = wide(kept);
    return { coefficient: to.coefficient, value: build.make({ op: 'slice', along: value.kind === 'vector' ? 'rows' : along, start: identityFirst ? ZERO : dropped, of: value }, like.kind, like.rows, like.cols) };
  }
  const padding = wide(dropped);
  const zeros = padding.kind === 'scalar' ? build.number({ n: 0, d: 1 }) : build.fill(build.number({ n: 0, d: 1 }), padding.rows, padding.cols);
  const like = wide(add(kept, dropped));
  return { coefficient: to.coefficient, value: build.make({ op: 'stack', along: value.kind === 'vector' ? 'rows' : along, parts: identityFirst ? [value, zeros] : [zeros, value] }, like.kind, like.rows, like.cols) };
}

/** comm(m, n)*M and M*comm(m, n) are permutations; the transpose is comm(n, m). */
function commute(e: Extract<Expr, { op: 'apply' }>, transposed: boolean, to: Scaled, side: Side, { build }: Context): Scaled {
  const [m, n] = transposed ? (e.dimensions ?? []).toReversed() : e.dimensions ?? [];
  if (m === undefined || n === undefined) return to;
  const { value } = to;
  return { coefficient: to.coefficient, value: build.make({ op: 'commute', along: side === 'left' ? 'rows' : 'columns', m, n, of: value }, value.kind, value.rows, value.cols) };
}
