/** What each function node becomes. One row per function; the compiler demands every row. */
import type { Expr, PrimitiveName } from '../../algebra/expression';
import { mulR, rational, RATIONAL_ONE } from '../../algebra/rational';
import { isAllOnes, numeral } from '../../algebra/construct/leaf';
import { apply } from '../../algebra/construct/apply';
import { scale } from '../../algebra/construct/product';
import { add } from '../../algebra/construct/sum';
import { transpose } from '../../algebra/construct/transpose';
import { multiply as multiplyDimensions, ONE, type Dimension } from '../../shapes/dimension';
import { SCALAR } from '../../shapes/shape';
import { array, plain } from './builder';
import { vecOf } from './apply';
import { NotScheduled, type Context, type Lowering } from './context';
import { pastOne } from './elementwise';
import { boundedLogarithm, isOneLessExponential } from './exponentials';
import { logsumexpOf, softmaxOf } from './softmax';
import { likeOf } from './sum';
import { byExponential, type Trigonometric } from './trigonometric';
import type { Elementary, MatrixFunction, Operation, Value } from './operation';

type ApplyExpr = Extract<Expr, { op: 'apply' }>;
type Row = (e: ApplyExpr, context: Context) => Lowering;

/** A function of one operand that needs its entries. */
const unary = (make: (x: Value, e: ApplyExpr, context: Context) => Value): Row => function* (e, context) {
  const [x] = e.args;
  if (x === undefined) throw new NotScheduled(e.name);
  return plain(make(context.build.settle(yield { lower: x }), e, context));
};
/** A function of a symmetric matrix. Routines for those read one triangle: of a matrix that is not known to be symmetric they get the symmetric part, as in the language. */
const ofSymmetric = (make: (x: Value, e: ApplyExpr, context: Context) => Value): Row => function* (e, context) {
  const [x] = e.args;
  if (x === undefined) throw new NotScheduled(e.name);
  const symmetric = context.facts.isSymmetric(x) ? x : scale(numeral(rational(1, 2)), add(x, transpose(x)));
  return plain(make(context.build.settle(yield { lower: symmetric }), e, context));
};
const binary = (make: (a: Value, b: Value, e: ApplyExpr, context: Context) => Value): Row => function* (e, context) {
  const [a, b] = e.args;
  if (a === undefined || b === undefined) throw new NotScheduled(e.name);
  const left = context.build.settle(yield { lower: a });
  return plain(make(left, context.build.settle(yield { lower: b }), e, context));
};
const elementary = (name: Elementary): Row => unary((x, _, { build }) => build.call(name, [x]));
const toScalar = (make: (x: Value) => Operation, ofScalar: (x: Value, context: Context) => Value): Row => unary((x, _, context) => (x.kind === 'scalar' ? ofScalar(x, context) : context.build.make(make(x), 'scalar', ONE, ONE)));
/** Refused by name: laws write these out before code is asked for. */
const unscheduled: Row = (e) => { throw new NotScheduled(e.name); };
const itself = (x: Value): Value => x;
const absolute = (x: Value, { build }: Context): Value => build.call('abs', [x]);
const asMatrix = (x: Value, e: Expr, { build }: Context): Value => (x.kind === 'vector' ? build.make({ op: e.shape.cols === ONE ? 'asColumn' : 'asRow', of: x }, 'matrix', e.shape.rows, e.shape.cols) : x);
const norm = (x: Value, { build }: Context): Value => build.call('sqrt', [build.dot(x, x)]);
const spectrum = (x: Value, { build }: Context): Value => build.make({ op: 'eigh', matrix: x }, 'tuple', x.rows, x.rows);
const svdOf = (x: Value, { build }: Context): Value => build.make({ op: 'svd', matrix: x }, 'tuple', x.rows, x.cols);
const matrixFunction = (name: MatrixFunction, ofScalar: Elementary): Row => unary((x, _, { build }) => (x.kind === 'scalar' ? build.call(ofScalar, [x]) : build.make({ op: 'matrixFunction', name, of: x }, 'matrix', x.rows, x.cols)));

const trigonometric = (name: Trigonometric): Row => function* ({ args: [x] }) { if (x === undefined) throw new NotScheduled(name); return yield { lower: byExponential(name, x) }; };
const frechetOf: Row = binary((x, direction, { inner }, { build }) => {
  if (inner !== 'expm' && inner !== 'logm' && inner !== 'sqrtm') throw new NotScheduled(`the Fréchet derivative of ${inner ?? 'this function'}`);
  return build.make({ op: 'frechet', name: inner, at: x, direction }, 'matrix', x.rows, x.cols);
});

const rows: Readonly<Record<PrimitiveName, Row>> = {
  exp: elementary('exp'), abs: elementary('abs'), sign: elementary('sign'), sin: elementary('sin'), cos: elementary('cos'), tan: elementary('tan'), asin: elementary('asin'), acos: elementary('acos'), atan: elementary('atan'),
  sinh: elementary('sinh'), cosh: elementary('cosh'), tanh: elementary('tanh'), sigmoid: elementary('sigmoid'), softplus: elementary('softplus'), relu: elementary('relu'), step: elementary('step'), erf: elementary('erf'),
  log: logarithm,
  atan2: binary((a, b, _, { build }) => build.call('atan2', [a, b])),
  max: extremum('maxEntry', 'maximum'), min: unscheduled,
  leakyrelu: unscheduled, gelu: unscheduled, elu: unscheduled, silu: unscheduled,

  argmax: unary((x, _, { build }) => (x.kind === 'scalar' ? build.number(RATIONAL_ONE) : build.make({ op: 'argmax', of: x }, x.kind, x.rows, x.cols))),
  softmax: unary((x, _, context) => softmaxOf(x, context)),
  logsumexp: unary((x, _, context) => logsumexpOf(x, context)),
  // Of a column every row has one entry.
  rowsoftmax: unary((x, e, context) => (x.kind === 'matrix' || e.shape.cols !== ONE ? softmaxOf(x, context) : x.kind === 'scalar' ? context.build.number(RATIONAL_ONE) : context.build.fill(context.build.number(RATIONAL_ONE), x.rows, ONE))),
  rowlogsumexp: unary((x, e, context) => (x.kind === 'matrix' || e.shape === SCALAR ? logsumexpOf(x, context) : x)),

  det: toScalar((matrix) => ({ op: 'det', matrix }), itself),
  logdet: logDeterminant,
  adj: adjugate,
  pinv: unary((x, _, context) => (x.kind === 'matrix' ? context.build.make({ op: 'pinv', matrix: x }, 'matrix', x.cols, x.rows) : context.build.settle(context.build.multiply([array(x)], [array(context.build.dot(x, x))], x)))),
  prod: toScalar((of) => ({ op: 'prodEntries', of }), itself),
  nuc: unary((x, _, context) => (x.kind === 'scalar' ? absolute(x, context) : x.kind === 'vector' ? norm(x, context) : context.build.make({ op: 'singularValues', of: svdOf(x, context), which: 'sum' }, 'scalar', ONE, ONE))),
  spec: unary((x, _, context) => (x.kind === 'scalar' ? absolute(x, context) : x.kind === 'vector' ? norm(x, context) : context.build.make({ op: 'singularValues', of: svdOf(x, context), which: 'max' }, 'scalar', ONE, ONE))),
  svdvals: unary((x, e, context) => context.build.make({ op: 'singularValues', of: svdOf(x, context), which: 'all' }, 'vector', e.shape.rows, ONE)),
  leftsv: unary((x, e, context) => context.build.make({ op: 'singularVector', of: svdOf(x, context), side: 'left' }, 'vector', e.shape.rows, ONE)),
  rightsv: unary((x, e, context) => context.build.make({ op: 'singularVector', of: svdOf(x, context), side: 'right' }, 'vector', e.shape.rows, ONE)),
  eigmax: ofSymmetric((x, _, context) => (x.kind === 'scalar' ? x : context.build.make({ op: 'eigenvalue', of: spectrum(x, context), which: 'max' }, 'scalar', ONE, ONE))),
  eigmin: ofSymmetric((x, _, context) => (x.kind === 'scalar' ? x : context.build.make({ op: 'eigenvalue', of: spectrum(x, context), which: 'min' }, 'scalar', ONE, ONE))),
  eigvals: ofSymmetric((x, e, context) => context.build.make({ op: 'eigenvalue', of: spectrum(x, context), which: 'all' }, 'vector', e.shape.rows, ONE)),
  eigvecs: ofSymmetric((x, _, context) => context.build.make({ op: 'eigenvector', of: spectrum(x, context), which: 'all' }, 'matrix', x.rows, x.rows)),
  eigvec: ofSymmetric((x, e, context) => context.build.make({ op: 'eigenvector', of: spectrum(x, context), which: 'max' }, 'vector', e.shape.rows, ONE)),
  eigvecmin: ofSymmetric((x, e, context) => context.build.make({ op: 'eigenvector', of: spectrum(x, context), which: 'min' }, 'vector', e.shape.rows, ONE)),
  expm: matrixFunction('expm', 'exp'), logm: matrixFunction('logm', 'log'), sqrtm: matrixFunction('sqrtm', 'sqrt'), sinm: trigonometric('sinm'), cosm: trigonometric('cosm'),
  frechet: function* (e, context) {
    const [x, direction] = e.args, { inner } = e;
    if (x !== undefined && direction !== undefined && (inner === 'sinm' || inner === 'cosm')) return yield { lower: byExponential(inner, x, direction) };
    return yield* frechetOf(e, context);
  },
  chol: ofSymmetric((x, _, { build }) => (x.kind === 'scalar' ? build.call('sqrt', [x]) : build.make({ op: 'cholesky', matrix: x }, 'matrix', x.rows, x.cols))),

  diag: unary((x, _, { build }) => build.make({ op: 'diagonalMatrix', of: x }, 'matrix', x.rows, x.rows)),
  diagonal: function* (e) { const [x] = e.args; if (x === undefined) throw new NotScheduled(e.name); return yield { diagonal: x }; },
  tril: unary((x, _, { build }) => build.make({ op: 'triangle', side: 'lower', of: x }, 'matrix', x.rows, x.cols)),
  triu: unary((x, _, { build }) => build.make({ op: 'triangle', side: 'upper', of: x }, 'matrix', x.rows, x.cols)),
  kron: kronecker,
  vec: function* (e, context) { const [x] = e.args; if (x === undefined) throw new NotScheduled(e.name); const { coefficient, value } = yield { lower: x }; return { coefficient, value: vecOf(value, context) }; },
  unvec: function* (e, context) {
    const [x] = e.args;
    if (x === undefined) throw new NotScheduled(e.name);
    const { coefficient, value } = yield { lower: x };
    const like = likeOf(e.shape);
    return { coefficient, value: like.kind === 'matrix' ? context.build.make({ op: 'unvec', of: value }, 'matrix', like.rows, like.cols) : value };
  },
  comm: (e, context) => multiplyCommutation(e, context),
  vech: notScheduled('vech'), dup: notScheduled('dup'), elim: notScheduled('elim'),
  hcat: stacked('columns'), vcat: stacked('rows'), blkdiag: stacked('diagonal'),
  unit: unary((index, e, { build }) => build.make({ op: 'unit', index }, 'vector', e.shape.rows, ONE)),
  cross: binary((left, right, _, { build }) => build.make({ op: 'cross', left, right }, 'vector', left.rows, ONE)),
};

export const lowerFunction = (e: ApplyExpr, context: Context): Lowering => rows[e.name](e, context);

/** log(1 + u) as log1p(u); log of two exponentials, and of a sum of exponentials over the rows; log of a determinant's size as logdet. */
function* logarithm(e: ApplyExpr, context: Context): Lowering {
  const { build } = context;
  const [u] = e.args;
  if (u === undefined) throw new NotScheduled('log');
  const bounded = boundedLogarithm(u);
  if (bounded !== undefined) return yield { lower: bounded };
  const rest = isOneLessExponential(u) ? undefined : pastOne(u);
  if (rest !== undefined) return plain(build.call('log1p', [build.settle(yield { lower: rest })]));
  const determinant = u.op === 'apply' && u.name === 'abs' ? u.args[0] : u;
  if (determinant?.op === 'apply' && determinant.name === 'det' && determinant.args[0] !== undefined && (determinant !== u || context.facts.hasPositiveDeterminant(determinant.args[0]))) return yield { lower: apply('logdet', determinant.args) };
  if (u.op === 'product' && u.factors.length === 2) {
    const [exponentials, column] = u.factors;
    if (exponentials?.op === 'apply' && exponentials.name === 'exp' && column !== undefined && isAllOnes(column) && exponentials.args[0] !== undefined) return yield { lower: apply('rowlogsumexp', [exponentials.args[0]]) };
  }
  return plain(build.call('log', [build.settle(yield { lower: u })]));
}

function* logDeterminant(e: ApplyExpr, context: Context): Lowering {
  const { build } = context;
  const [x] = e.args;
  if (x === undefined) throw new NotScheduled('logdet');
  const matrix = build.settle(yield { lower: x });
  return plain(build.make({ op: 'logdet', matrix, structure: context.structureOf(x) }, 'scalar', ONE, ONE));
}

/** det(X)*inv(X): of an invertible X. */
function* adjugate(e: ApplyExpr, context: Context): Lowering {
  const { build } = context;
  const [x] = e.args;
  if (x === undefined) throw new NotScheduled('adj');
  const matrix = build.settle(yield { lower: x });
  if (matrix.kind === 'scalar') return plain(build.number(RATIONAL_ONE));
  const inverse = build.make({ op: 'inverse', matrix, structure: 'general' }, 'matrix', matrix.rows, matrix.cols);
  return build.multiply([array(build.make({ op: 'det', matrix }, 'scalar', ONE, ONE)), array(inverse)], [], inverse);
}

function extremum(ofOne: 'maxEntry', ofTwo: Elementary): Row {
  return function* (e, context) {
    const { build } = context;
    const [a, b] = e.args;
    if (a === undefined) throw new NotScheduled(e.name);
    const left = build.settle(yield { lower: a });
    if (b === undefined) return plain(left.kind === 'scalar' ? left : build.make({ op: ofOne, of: left }, 'scalar', ONE, ONE));
    return plain(build.call(ofTwo, [left, build.settle(yield { lower: b })]));
  };
}

function* kronecker(e: ApplyExpr, context: Context): Lowering {
  const { build } = context;
  const [a, b] = e.args;
  if (a === undefined || b === undefined) throw new NotScheduled('kron');
  const like = likeOf(e.shape);
  if (a.op === 'identity' || b.op === 'identity') {
    const [size, block, side] = a.op === 'identity' ? [a.shape.rows, b, 'left' as const] : [b.shape.rows, a, 'right' as const];
    const of = yield { lower: block };
    return { coefficient: of.coefficient, value: build.make({ op: 'kronIdentity', side, size, of: asMatrix(of.value, block, context) }, 'matrix', e.shape.rows, e.shape.cols) };
  }
  const left = yield { lower: a };
  const right = yield { lower: b };
  const coefficient = mulR(left.coefficient, right.coefficient);
  if (like.kind === 'vector') return { coefficient, value: build.make({ op: 'kron', left: left.value, right: right.value }, 'vector', like.rows, ONE) };
  return { coefficient, value: build.make({ op: 'kron', left: asMatrix(left.value, a, context), right: asMatrix(right.value, b, context) }, 'matrix', e.shape.rows, e.shape.cols) };
}

/** Coordinates of a triangle: in code a triangle is a matrix. */
function notScheduled(name: PrimitiveName): Row { return () => { throw new NotScheduled(name); }; }

function* multiplyCommutation(e: ApplyExpr, context: Context): Lowering {
  const [m, n] = e.dimensions ?? [];
  if (m === undefined || n === undefined) throw new NotScheduled('comm');
  const size: Dimension = multiplyDimensions(m, n);
  return yield { apply: e, transposed: false, to: plain(context.build.identity(size)), side: 'left' };
}

function stacked(along: 'rows' | 'columns' | 'diagonal'): Row {
  return function* (e, context) {
    const { build } = context;
    const like = likeOf(e.shape);
    const parts: Value[] = [];
    for (const arg of e.args) {
      const part = build.settle(yield { lower: arg });
      const inVector = like.kind === 'vector' && along !== 'diagonal';
      parts.push(inVector ? part : part.kind === 'scalar' ? build.make({ op: 'asRow', of: part }, 'matrix', ONE, ONE) : asMatrix(part, arg, context));
    }
    return plain(build.make({ op: 'stack', along: like.kind === 'vector' ? 'rows' : along, parts }, like.kind, like.rows, like.cols));
  };
}
