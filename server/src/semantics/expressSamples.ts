/**
 * Sums over samples in matrix form: `sum(i = 1..N) log(1 + exp(-y[i]*x[i]'*w))` is 1'*log(1 + exp(-y.*(X*w))).
 *
 * Every part of the summand that depends on the index is carried for all samples at once: a scalar as the column of its values, a
 * vector as the matrix with a row for each sample, a matrix as a sum of dyads. What has no such form is refused, at its place.
 */
import type { Expr, PrimitiveName } from '../algebra/expression';
import { apply, ELEMENTWISE } from '../algebra/construct/apply';
import { allOnes, hadamard } from '../algebra/construct/hadamard';
import { dimension, integer, ones } from '../algebra/construct/leaf';
import { power, reciprocal, squareRoot } from '../algebra/construct/power';
import { product, scale } from '../algebra/construct/product';
import { add, negate, sum } from '../algebra/construct/sum';
import { transpose } from '../algebra/construct/transpose';
import { RATIONAL_ONE } from '../algebra/rational';
import { functionNamed, type FunctionName } from '../operators/signatures';
import { isColumn, isRow, SCALAR, shape } from '../shapes/shape';
import { operands, postorder, type SumOverNode, type Tree } from '../syntax/tree';
import { binary as combineConstants } from './expressArithmetic';
import { dimensionOf } from './dimensionOf';
import type { Meaning } from './meaning';
import { refuse } from './refusal';

/** A part of the summand for all samples at once. */
type Batch =
  | { readonly is: 'constant'; readonly value: Expr }
  /** The column of its values. */
  | { readonly is: 'scalar'; readonly values: Expr }
  /** A row for each sample; `row`: the part itself is a row vector. */
  | { readonly is: 'vector'; readonly rows: Expr; readonly row: boolean }
  /** Σ of uᵢ*vᵢ', each factor as the matrix of its samples. */
  | { readonly is: 'matrix'; readonly dyads: readonly { readonly left: Expr; readonly right: Expr }[] };

/** Summands are walked by recursion: deeper ones than people write are refused. */
const MAX_DEPTH = 200;

const dependsOn = (tree: Tree, node: SumOverNode): boolean => postorder(tree).some((part) => part.kind === 'name' && part.name === node.index.name);

/** The largest parts of a sum that do not depend on its index, bounds first: these are expressed as they stand. */
export function freeParts(node: SumOverNode): readonly Tree[] {
  const parts: Tree[] = [node.from, node.to];
  const stack: Tree[] = [node.body];
  for (let tree = stack.pop(); tree !== undefined; tree = stack.pop()) {
    if (!dependsOn(tree, node)) { parts.push(tree); continue; }
    stack.push(...operands(tree).toReversed());
  }
  return parts;
}

/** The sum, in matrix form. `free` holds the expressions of `freeParts`. */
export function sumOverSamples(node: SumOverNode, free: ReadonlyMap<Tree, Expr>, meaning: Meaning): Expr {
  const to = free.get(node.to);
  const from = free.get(node.from);
  const count = to === undefined ? undefined : dimensionOf(to);
  if (count === undefined || from === undefined || dimensionOf(from)?.key !== '1') refuse(node, 'a sum over samples runs from 1 to a dimension, such as i = 1..N');
  const summand = batched(node.body, { node, free, meaning, count }, 0);
  switch (summand.is) {
    case 'constant': return scale(free.get(node.to) ?? refuse(node, 'the bound is missing'), summand.value);
    case 'scalar': return product([transpose(ones(count)), summand.values]);
    case 'vector': { const total = product([transpose(ones(count)), summand.rows]); return summand.row ? total : transpose(total); }
    case 'matrix': return sum(summand.dyads.map(({ left, right }) => ({ coefficient: RATIONAL_ONE, expr: product([transpose(left), right]) })), shapeOfDyads(summand.dyads, node));
  }
}

function shapeOfDyads(dyads: Extract<Batch, { is: 'matrix' }>['dyads'], node: Tree): ReturnType<typeof shape> {
  const [first] = dyads;
  return first === undefined ? refuse(node, 'an empty sum has no shape') : shape(first.left.shape.cols, first.right.shape.cols);
}

interface Context { readonly node: SumOverNode; readonly free: ReadonlyMap<Tree, Expr>; readonly meaning: Meaning; readonly count: ReturnType<typeof shape>['rows'] }

const NO_MATRIX_FORM = 'this part of the sum has no matrix form yet';
const constant = (value: Expr): Batch => ({ is: 'constant', value });

function batched(tree: Tree, context: Context, depth: number): Batch {
  const known = context.free.get(tree);
  if (known !== undefined) return constant(known);
  if (depth > MAX_DEPTH) refuse(tree, 'the summand is nested too deep');
  const below = (part: Tree): Batch => batched(part, context, depth + 1);
  switch (tree.kind) {
    case 'index': return sample(tree, context);
    case 'negate': return mapped(below(tree.operand), negate, tree);
    case 'transpose': return transposed(below(tree.operand), tree);
    case 'binary': return arithmetic(tree, below(tree.left), below(tree.right), context);
    case 'call': return called(tree, tree.arguments.map(below), context);
    case 'name': return refuse(tree, `the index ${tree.name} can only pick entries, rows and columns`);
    case 'sumOver': return refuse(tree, 'a sum inside a sum has no matrix form yet');
    default: return refuse(tree, NO_MATRIX_FORM);
  }
}

/** `y[i]` is all of y, `x[i]` and `X[i, :]` all rows, `X[:, i]` all columns. */
function sample(tree: Extract<Tree, { kind: 'index' }>, { free, node, count }: Context): Batch {
  const object = free.get(tree.object);
  const isIndex = (index: Tree | 'all' | undefined): boolean => index !== undefined && index !== 'all' && index.kind === 'name' && index.name === node.index.name;
  const [first, second] = tree.indices;
  if (object === undefined) refuse(tree, NO_MATRIX_FORM);
  if (tree.indices.length === 1 && isIndex(first) && object.shape.rows === count) return isColumn(object.shape) ? { is: 'scalar', values: object } : { is: 'vector', rows: object, row: false };
  if (isIndex(first) && second === 'all' && object.shape.rows === count) return { is: 'vector', rows: object, row: true };
  if (first === 'all' && isIndex(second) && object.shape.cols === count) return { is: 'vector', rows: transpose(object), row: false };
  return refuse(tree, `a sum over ${node.index.name} = 1..${count.key} picks whole rows or columns: the indexed dimension must be ${count.key}`);
}

function mapped(batch: Batch, by: (e: Expr) => Expr, at: Tree): Batch {
  switch (batch.is) {
    case 'constant': return constant(by(batch.value));
    case 'scalar': return { is: 'scalar', values: by(batch.values) };
    case 'vector': return { ...batch, rows: by(batch.rows) };
    case 'matrix': return refuse(at, NO_MATRIX_FORM);
  }
}

function transposed(batch: Batch, at: Tree): Batch {
  switch (batch.is) {
    case 'constant': return constant(transpose(batch.value));
    case 'scalar': return batch;
    case 'vector': return { ...batch, row: !batch.row };
    case 'matrix': return batch.dyads.length === 0 ? refuse(at, NO_MATRIX_FORM) : { is: 'matrix', dyads: batch.dyads.map(({ left, right }) => ({ left: right, right: left })) };
  }
}

/** The batch of a constant: the same value for every sample. */
function spread(batch: Batch, like: Batch, { count }: Context, at: Tree): Batch {
  if (batch.is !== 'constant') return batch;
  const { value } = batch;
  if (value.shape === SCALAR) {
    if (like.is === 'scalar') return { is: 'scalar', values: scale(value, ones(count)) };
    if (like.is === 'vector') return { is: 'vector', rows: scale(value, allOnes(like.rows.shape)), row: like.row };
  }
  if (isColumn(value.shape)) return { is: 'vector', rows: product([ones(count), transpose(value)]), row: false };
  if (isRow(value.shape)) return { is: 'vector', rows: product([ones(count), value]), row: true };
  return refuse(at, NO_MATRIX_FORM);
}

function arithmetic(tree: Extract<Tree, { kind: 'binary' }>, left: Batch, right: Batch, context: Context): Batch {
  switch (tree.operator) {
    case '+': case '-': {
      const a = spread(left, right, context, tree);
      const b = tree.operator === '-' ? negated(spread(right, left, context, tree), tree) : spread(right, left, context, tree);
      return added(a, b, context, tree);
    }
    case '*': return multiplied(left, right, context, tree);
    case '/': return multiplied(left, inverted(right, tree), context, tree);
    case '.*': case './': {
      const b = tree.operator === './' ? inverted(right, tree) : right;
      if (isScalar(left) || isScalar(b)) return multiplied(left, b, context, tree);
      return entrywise(spread(left, b, context, tree), spread(b, left, context, tree), tree);
    }
    case '^': case '.^': {
      if (right.is !== 'constant') return refuse(tree, NO_MATRIX_FORM);
      if (tree.operator === '^' && left.is !== 'scalar') return refuse(tree, NO_MATRIX_FORM);
      return mapped(left, (e) => power(e, right.value), tree);
    }
    case '\\': return left.is === 'constant' ? multiplied(constant(combineConstants('^', left.value, integer(-1))), right, context, tree) : refuse(tree, NO_MATRIX_FORM);
  }
}

const isScalar = (batch: Batch): boolean => batch.is === 'scalar' || (batch.is === 'constant' && batch.value.shape === SCALAR);
const inverted = (batch: Batch, at: Tree): Batch => mapped(batch, reciprocal, at);

function negated(batch: Batch, at: Tree): Batch {
  return batch.is === 'matrix' ? { is: 'matrix', dyads: batch.dyads.map(({ left, right }) => ({ left: negate(left), right })) } : mapped(batch, negate, at);
}

function added(a: Batch, b: Batch, context: Context, at: Tree): Batch {
  if (a.is === 'scalar' && b.is === 'scalar') return { is: 'scalar', values: add(a.values, b.values) };
  if (a.is === 'matrix' && b.is === 'matrix') return { is: 'matrix', dyads: [...a.dyads, ...b.dyads] };
  // A scalar beside a vector adds to every entry.
  if (a.is === 'vector' && b.is === 'scalar') return { ...a, rows: add(a.rows, product([b.values, transpose(ones(a.rows.shape.cols))])) };
  if (a.is === 'scalar' && b.is === 'vector') return added(b, a, context, at);
  if (a.is === 'vector' && b.is === 'vector' && a.row === b.row) return { ...a, rows: add(a.rows, b.rows) };
  return refuse(at, NO_MATRIX_FORM);
}

function entrywise(a: Batch, b: Batch, at: Tree): Batch {
  return a.is === 'vector' && b.is === 'vector' && a.row === b.row ? { ...a, rows: hadamard([a.rows, b.rows]) } : refuse(at, NO_MATRIX_FORM);
}

/** The product of two parts, sample by sample. */
function multiplied(a: Batch, b: Batch, context: Context, at: Tree): Batch {
  if (a.is === 'constant' && b.is === 'constant') return constant(product([a.value, b.value]));
  if (isScalar(a)) return scaledBy(a, b, context, at);
  if (isScalar(b)) return scaledBy(b, a, context, at);
  const rowSums = (e: Expr): Expr => product([e, ones(e.shape.cols)]);
  if (a.is === 'vector' && b.is === 'vector') {
    if (a.row && !b.row) return { is: 'scalar', values: rowSums(hadamard([a.rows, b.rows])) };
    if (!a.row && b.row) return { is: 'matrix', dyads: [{ left: a.rows, right: b.rows }] };
    return refuse(at, NO_MATRIX_FORM);
  }
  if (a.is === 'constant') {
    const { value } = a;
    // row * xᵢ is a scalar, A*xᵢ a vector, u*xᵢ' a matrix.
    if (b.is === 'vector' && !b.row) return isRow(value.shape) ? { is: 'scalar', values: product([b.rows, transpose(value)]) } : { is: 'vector', rows: product([b.rows, transpose(value)]), row: false };
    if (b.is === 'vector' && isColumn(value.shape)) return { is: 'matrix', dyads: [{ left: product([ones(context.count), transpose(value)]), right: b.rows }] };
    if (b.is === 'matrix' && !isRow(value.shape)) return { is: 'matrix', dyads: b.dyads.map(({ left, right }) => ({ left: product([left, transpose(value)]), right })) };
    return refuse(at, NO_MATRIX_FORM);
  }
  // What is left mirrors the above.
  return transposed(multiplied(transposed(b, at), transposed(a, at), context, at), at);
}

function scaledBy(scalar: Batch, batch: Batch, context: Context, at: Tree): Batch {
  if (scalar.is === 'constant') return batch.is === 'matrix' ? { is: 'matrix', dyads: batch.dyads.map(({ left, right }) => ({ left: scale(scalar.value, left), right })) } : mapped(batch, (e) => scale(scalar.value, e), at);
  if (scalar.is !== 'scalar') return refuse(at, NO_MATRIX_FORM);
  const rowwise = (rows: Expr): Expr => product([apply('diag', [scalar.values]), rows]);
  switch (batch.is) {
    case 'scalar': return { is: 'scalar', values: hadamard([scalar.values, batch.values]) };
    case 'vector': return { ...batch, rows: rowwise(batch.rows) };
    case 'matrix': return { is: 'matrix', dyads: batch.dyads.map(({ left, right }) => ({ left: rowwise(left), right })) };
    case 'constant': {
      if (batch.value.shape === SCALAR) return { is: 'scalar', values: scale(batch.value, scalar.values) };
      const all = spread(batch, scalar, context, at);
      return all.is === 'vector' ? { ...all, rows: rowwise(all.rows) } : refuse(at, NO_MATRIX_FORM);
    }
  }
}

/** Functions of a vector that have a form for every row of a matrix. */
const OF_ROWS: { readonly [Name in FunctionName]?: (rows: Expr) => Expr } = {
  sum:       (rows) => product([rows, ones(rows.shape.cols)]),
  mean:      (rows) => scale(reciprocal(dimension(rows.shape.cols)), product([rows, ones(rows.shape.cols)])),
  norm:      (rows) => squareRoot(product([power(rows, integer(2)), ones(rows.shape.cols)])),
  norm2:     (rows) => squareRoot(product([power(rows, integer(2)), ones(rows.shape.cols)])),
  norm1:     (rows) => product([apply('abs', [rows]), ones(rows.shape.cols)]),
  logsumexp: (rows) => apply('rowlogsumexp', [rows]),
};

/** The elementwise function of this name. */
const elementwiseNamed = (name: FunctionName): PrimitiveName | undefined => [...ELEMENTWISE].find((elementwise) => elementwise === name);

function called(tree: Extract<Tree, { kind: 'call' }>, args: readonly Batch[], context: Context): Batch {
  const name = functionNamed(tree.callee);
  const [a, b] = args;
  if (name === undefined || a === undefined || context.meaning.calleeOf(tree) !== undefined) return refuse(tree, NO_MATRIX_FORM);
  if (b === undefined) {
    if (name === 'sqrt') return mapped(a, squareRoot, tree);
    if (name === 'log1p') return mapped(a, (e) => apply('log', [add(allOnes(e.shape), e)]), tree);
    const elementwise = elementwiseNamed(name);
    if (elementwise !== undefined) return mapped(a, (e) => apply(elementwise, [e]), tree);
    if (name === 'transpose') return transposed(a, tree);
    if (name === 'softmax' && a.is === 'vector') return { ...a, rows: apply('rowsoftmax', [a.rows]) };
    const ofRows = OF_ROWS[name];
    if (ofRows !== undefined && a.is === 'vector') return { is: 'scalar', values: ofRows(a.rows) };
    return refuse(tree, NO_MATRIX_FORM);
  }
  if ((name === 'max' || name === 'min')) {
    const x = spread(a, b, context, tree);
    const y = spread(b, a, context, tree);
    if (x.is === 'scalar' && y.is === 'scalar') return { is: 'scalar', values: apply(name, [x.values, y.values]) };
  }
  if (name === 'dot') return multiplied(transposed(a, tree), b, context, tree);
  if (name === 'outer') return multiplied(a, transposed(b, tree), context, tree);
  return refuse(tree, NO_MATRIX_FORM);
}
