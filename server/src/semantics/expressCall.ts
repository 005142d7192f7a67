/** Function calls → expressions: what each function of the language is in terms of the nodes of the engine. One row per function. */
import type { Expr, PrimitiveName } from '../algebra/expression';
import { apply } from '../algebra/construct/apply';
import { allOnes, hadamard } from '../algebra/construct/hadamard';
import { dimension, identity, numeral, ones, zero } from '../algebra/construct/leaf';
import { inverse, reciprocal, square, squareRoot } from '../algebra/construct/power';
import { product, scale } from '../algebra/construct/product';
import { add, subtract } from '../algebra/construct/sum';
import { trace } from '../algebra/construct/trace';
import { transpose } from '../algebra/construct/transpose';
import { functionNamed, type FunctionName } from '../operators/signatures';
import { ONE, type Dimension } from '../shapes/dimension';
import { isColumn, isRow, SCALAR, shape, type Shape } from '../shapes/shape';
import type { Tree } from '../syntax/tree';
import { refuse } from './refusal';

type Call = Extract<Tree, { kind: 'call' }>;
interface Context {
  readonly call: Call;
  /** The inferred shape of the value: what `vector(1)` needs. */
  readonly shape: Shape | undefined;
  /** The dimension that an argument is. */
  readonly size: (index: number) => Dimension;
}
type Row = (args: readonly Expr[], context: Context) => Expr;

const unary = (make: (x: Expr) => Expr): Row => ([x], { call }) => (x === undefined ? missing(call) : make(x));
const binary = (make: (a: Expr, b: Expr) => Expr): Row => ([a, b], { call }) => (a === undefined || b === undefined ? missing(call) : make(a, b));
const node = (name: PrimitiveName): Row => (args) => apply(name, args);
const missing = (call: Call): never => refuse(call, `${call.callee} lacks an argument`);

const HALF = { n: 1, d: 2 };
const onesRow = (size: Dimension): Expr => transpose(ones(size));
/** The sum of all entries. */
const total = (x: Expr): Expr => product([onesRow(x.shape.rows), x, ones(x.shape.cols)]);
const count = (x: Expr): Expr => hadamard([dimension(x.shape.rows), dimension(x.shape.cols)]);
/** Σ x_ij²: one node, the squared Frobenius norm. */
const squaredNorm = (x: Expr): Expr => (x.shape === SCALAR ? square(x) : isColumn(x.shape) ? product([transpose(x), x]) : isRow(x.shape) ? product([x, transpose(x)]) : trace([transpose(x), x]));
const norm = (x: Expr): Expr => squareRoot(squaredNorm(x));
const broadcast = (x: Expr, like: Expr): Expr => (x.shape === SCALAR && like.shape !== SCALAR ? scale(x, allOnes(like.shape)) : x);
const extremum = (name: 'max' | 'min'): Row => ([a, b], { call }) => (a === undefined ? missing(call) : b === undefined ? apply(name, [a]) : apply(name, [broadcast(a, b), broadcast(b, a)]));
const joined = (name: 'hcat' | 'vcat' | 'blkdiag'): Row => ([first, ...more], { call }) => (first === undefined ? missing(call) : more.reduce((left, right) => apply(name, [left, right]), first));

const rows: Readonly<Record<FunctionName, Row>> = {
  inv: unary(inverse), pinv: node('pinv'), tr: unary((x) => trace([x])), det: node('det'), logdet: node('logdet'), adj: node('adj'), transpose: unary(transpose),
  sum: unary(total), mean: unary((x) => scale(reciprocal(count(x)), total(x))), prod: node('prod'),
  norm: unary(norm), norm2: unary(norm), normF: unary(norm), norm1: unary((x) => total(apply('abs', [x]))), norminf: unary((x) => apply('max', [apply('abs', [x])])), nuc: node('nuc'), spec: node('spec'),
  dot: binary((a, b) => (isColumn(a.shape) ? product([transpose(a), b]) : trace([transpose(a), b]))), outer: binary((a, b) => product([a, transpose(b)])), cross: node('cross'),
  kron: node('kron'), hadamard: binary((a, b) => hadamard([a, b])),
  vec: node('vec'), unvec: ([x], { size, call }) => (x === undefined ? missing(call) : apply('unvec', [x], { dimensions: [size(1), size(2)] })),
  diag: ([x], { call }) => (x === undefined ? missing(call) : isColumn(x.shape) ? apply('diag', [x]) : apply('diagonal', [x])), diagonal: node('diagonal'),
  sym: unary((x) => scale(numeral(HALF), add(x, transpose(x)))), skew: unary((x) => scale(numeral(HALF), subtract(x, transpose(x)))), tril: node('tril'), triu: node('triu'),
  exp: node('exp'), log: node('log'), log1p: unary((x) => apply('log', [add(allOnes(x.shape), x)])), expm1: unary((x) => subtract(apply('exp', [x]), allOnes(x.shape))), sqrt: unary(squareRoot),
  abs: node('abs'), sign: node('sign'), sin: node('sin'), cos: node('cos'), tan: node('tan'), asin: node('asin'), acos: node('acos'), atan: node('atan'),
  sinh: node('sinh'), cosh: node('cosh'), tanh: node('tanh'), atan2: binary((a, b) => apply('atan2', [broadcast(a, b), broadcast(b, a)])),
  sigmoid: node('sigmoid'), softplus: node('softplus'), relu: node('relu'), leakyrelu: node('leakyrelu'), gelu: node('gelu'), elu: node('elu'), silu: node('silu'), erf: node('erf'), step: node('step'),
  max: extremum('max'), min: extremum('min'),
  argmax: node('argmax'), softmax: node('softmax'), logsoftmax: unary((x) => subtract(x, scale(apply('logsumexp', [x]), ones(x.shape.rows)))), logsumexp: node('logsumexp'),
  rowsoftmax: node('rowsoftmax'), rowlogsumexp: node('rowlogsumexp'),
  expm: node('expm'), logm: node('logm'), sqrtm: node('sqrtm'), sinm: node('sinm'), cosm: node('cosm'), chol: node('chol'), eigmax: node('eigmax'), eigmin: node('eigmin'), eigvals: node('eigvals'), svdvals: node('svdvals'),
  solve: binary((a, b) => product([inverse(a), b])),
  eye: (_, { size }) => identity(size(0)),
  ones: (args, { size, shape: inferred, call }) => onesOf(args, size, inferred, call),
  zeros: (args, { size }) => zero(args.length > 1 ? shape(size(0), size(1)) : shape(size(0), ONE)),
  unit: ([, i], { size, call }) => (i === undefined ? missing(call) : apply('unit', [i], { dimensions: [size(0)] })),
  vech: node('vech'), dup: (_, { size }) => apply('dup', [], { dimensions: [size(0)] }), elim: (_, { size }) => apply('elim', [], { dimensions: [size(0)] }),
  comm: (_, { size }) => apply('comm', [], { dimensions: [size(0), size(1)] }),
  rowsum: unary((x) => product([x, ones(x.shape.cols)])), colsum: unary((x) => product([onesRow(x.shape.rows), x])),
  rowmean: unary((x) => scale(reciprocal(dimension(x.shape.cols)), product([x, ones(x.shape.cols)]))), colmean: unary((x) => scale(reciprocal(dimension(x.shape.rows)), product([onesRow(x.shape.rows), x]))),
  rownorm: unary((x) => squareRoot(product([square(x), ones(x.shape.cols)]))),
  blkdiag: joined('blkdiag'), hcat: joined('hcat'), vcat: joined('vcat'),
  frechet: ([x, e], { call }) => {
    const head = call.arguments[0];
    const inner = head?.kind === 'name' ? functionNamed(head.name) : undefined;
    return x === undefined || e === undefined || inner === undefined ? missing(call) : apply('frechet', [x, e], { inner });
  },
  eigvecs: node('eigvecs'), eigvec: node('eigvec'), eigvecmin: node('eigvecmin'), leftsv: node('leftsv'), rightsv: node('rightsv'),
};

/** `ones(n)`, `ones(m, n)`, and matrixcalculus.org's `vector(1)`, `matrix(1)`: ones of whatever shape the place asks for. */
function onesOf(args: readonly Expr[], size: (index: number) => Dimension, inferred: Shape | undefined, call: Call): Expr {
  if (call.callee === 'vector' || call.callee === 'matrix') {
    const [value] = args;
    if (inferred === undefined || value === undefined) refuse(call, `the shape of ${call.callee}(1) does not follow from its place; write ones(n)`);
    return scale(value, allOnes(inferred));
  }
  return args.length > 1 ? allOnes(shape(size(0), size(1))) : ones(size(0));
}

/** The expression of a call whose arguments are expressed. */
export function expressCall(name: FunctionName, call: Call, args: readonly Expr[], inferred: Shape | undefined, size: (index: number) => Dimension): Expr {
  return rows[name](args, { call, shape: inferred, size });
}

