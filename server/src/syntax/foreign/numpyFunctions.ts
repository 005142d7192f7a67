/** What the functions and methods of NumPy, SciPy, PyTorch and JAX are in this language, by the last part of their name. */
import { binary, call, name, negate, number, transposed } from '../build';
import type { Tree } from '../tree';
import { entrywise, larger, matrix, product, scalar, transposeOf, vector, type Value } from './arrays';
import { einsum } from './einsum';
import { Unreadable } from './reading';

/** The arguments of a call: by place, by keyword (as they are written), and those that are texts. */
export interface Arguments { readonly given: readonly Value[]; readonly named: ReadonlyMap<string, string>; readonly texts: readonly string[] }

/** A function reads all that it is given: what it leaves over would be left out of the mathematics. */
type Reader = (args: Arguments, what: string) => Value;

/** Keywords that change where a result is kept, not what it is. */
const HARMLESS: ReadonlySet<string> = new Set(['dtype', 'out', 'device', 'optimize', 'check_finite', 'assume_a', 'keepdims=False', 'keepdim=False']);

function refuseRest(what: string, { given, named, texts }: Arguments, count: number, keywords: readonly string[] = [], words = 0): void {
  if (given.length > count || texts.length > words) throw new Unreadable(`${what} is given more than can be read.`);
  for (const [key, value] of named) if (!keywords.includes(key) && !HARMLESS.has(key) && !HARMLESS.has(`${key}=${value}`)) throw new Unreadable(`${what} with ${key}=${value} has no counterpart.`);
}

const one = (f: (x: Value) => Value): Reader => (args, what) => {
  const [x] = args.given;
  if (x === undefined) throw new Unreadable(`${what} needs an argument.`);
  refuseRest(what, args, 1);
  return f(x);
};
const two = (f: (x: Value, y: Value) => Value): Reader => (args, what) => {
  const [x, y] = args.given;
  if (x === undefined || y === undefined) throw new Unreadable(`${what} needs two arguments.`);
  refuseRest(what, args, 2);
  return f(x, y);
};

const same = (callee: string): Reader => one((x) => ({ tree: call(callee, x.tree), rank: x.rank }));
const toScalar = (callee: string): Reader => one((x) => scalar(call(callee, x.tree)));
const toMatrix = (callee: string): Reader => one((x) => matrix(call(callee, x.tree)));

/** The axis of a reduction, by place or by keyword; undefined for all entries. */
function axisOf(args: Arguments, what: string): '0' | '1' | undefined {
  refuseRest(what, args, 2, ['axis', 'dim']);
  const [x, second] = args.given;
  const placed = second?.tree.kind === 'number' ? second.tree.text : second?.tree.kind === 'negate' && second.tree.operand.kind === 'number' ? `-${second.tree.operand.text}` : undefined;
  if (second !== undefined && placed === undefined) throw new Unreadable(`The axis of ${what} is not understood.`);
  const axis = args.named.get('axis') ?? args.named.get('dim') ?? placed;
  if (axis === undefined || axis === 'None' || (x?.rank === 'vector' && (axis === '0' || axis === '-1'))) return undefined;
  if (axis === '0' || axis === '-2') return '0';
  if (axis === '1' || axis === '-1') return '1';
  throw new Unreadable(`${what} with axis=${axis} has no counterpart.`);
}

/** A reduction of all entries, or along one axis of a matrix. */
const reduction = (all: string, columns: string | undefined, rows: string | undefined): Reader => (args, what) => {
  const [x] = args.given;
  if (x === undefined) throw new Unreadable(`${what} needs an argument.`);
  const axis = axisOf(args, what);
  if (axis === undefined) return scalar(call(all, x.tree));
  const callee = axis === '0' ? columns : rows;
  if (callee === undefined || x.rank !== 'matrix') throw new Unreadable(`${what} along an axis has no counterpart.`);
  return axis === '0' ? { tree: transposed(call(callee, x.tree)), rank: 'vector', row: call(callee, x.tree) } : vector(call(callee, x.tree));
};

/** Of a vector as it is; of each row of a matrix along its last axis. */
const alongRows = (whole: string, rows: string, rank: 'same' | 'reduced'): Reader => (args, what) => {
  const [x] = args.given;
  if (x === undefined) throw new Unreadable(`${what} needs an argument.`);
  const axis = axisOf(args, what);
  if (x.rank !== 'matrix') return { tree: call(whole, x.tree), rank: rank === 'same' ? x.rank : 'scalar' };
  if (axis !== '1') throw new Unreadable(`${what} of a matrix is read along its rows only.`);
  return { tree: call(rows, x.tree), rank: rank === 'same' ? 'matrix' : 'vector' };
};

const NORMS: Readonly<Record<string, string>> = { None: 'norm', 1: 'norm1', 2: 'norm2', fro: 'normF', nuc: 'nuc', inf: 'norminf' };
const norm: Reader = (args, what) => {
  const { given: [x, second], named, texts } = args;
  if (x === undefined) throw new Unreadable(`${what} needs an argument.`);
  refuseRest(what, args, 2, ['ord', 'p', 'axis', 'dim'], 1);
  const order = named.get('ord') ?? named.get('p') ?? texts[0] ?? (second === undefined ? 'None' : second.tree.kind === 'number' ? second.tree.text : second.tree.kind === 'name' ? second.tree.name : '?');
  const axis = named.get('axis') ?? named.get('dim');
  if (axis !== undefined && !(x.rank === 'vector' && (axis === '0' || axis === '-1'))) {
    if ((axis === '1' || axis === '-1') && (order === 'None' || order === '2')) return vector(call('rownorm', x.tree));
    throw new Unreadable(`norm with axis=${axis} has no counterpart.`);
  }
  const callee = x.rank === 'matrix' && order === '2' ? 'spec' : x.rank === 'matrix' && (order === '1' || order === 'inf') ? undefined : NORMS[order];
  if (callee === undefined) throw new Unreadable(`norm with ord=${order} has no counterpart.`);
  return scalar(call(callee, x.tree));
};

const sized = (callee: string): Reader => (args, what) => {
  refuseRest(what, args, 2);
  return { tree: call(callee, ...args.given.map(({ tree }) => tree)), rank: args.given.length > 1 || callee === 'eye' ? 'matrix' : 'vector' };
};
/** Of a list: `np.hstack([A, B])`. */
const joined = (ofMatrices: string): Reader => (args, what) => {
  refuseRest(what, args, Infinity);
  const [first, ...others] = args.given;
  if (first === undefined) throw new Unreadable(`${what} needs arguments.`);
  return others.reduce((left, right) => ({ tree: call(left.rank === 'vector' && right.rank === 'vector' ? 'vcat' : ofMatrices, left.tree, right.tree), rank: larger(left, right) }), first);
};
const chained: Reader = (args, what) => {
  refuseRest(what, args, Infinity);
  const [first, ...others] = args.given;
  if (first === undefined) throw new Unreadable(`${what} needs arguments.`);
  return others.reduce(product, first);
};
const of = (value: number): Value => scalar(number(value));
const log = (base: number): Reader => one((x) => entrywise('/', './', { tree: call('log', x.tree), rank: x.rank }, scalar(call('log', number(base)))));
const meanOf = (tree: Tree): Value => scalar(call('mean', tree));

/** `np.clip(x, 0, 1)` */
const clamped: Reader = (args, what) => {
  const [x, low, high] = args.given;
  if (x === undefined || low === undefined || high === undefined) throw new Unreadable(`${what} is read with both of its bounds.`);
  refuseRest(what, args, 3);
  return { tree: call('min', call('max', x.tree, low.tree), high.tree), rank: x.rank };
};

export const functions: Readonly<Record<string, Reader>> = {
  // Reductions
  sum: reduction('sum', 'colsum', 'rowsum'), mean: reduction('mean', 'colmean', 'rowmean'), prod: reduction('prod', undefined, undefined), norm, vector_norm: norm, matrix_norm: norm,
  max: reduction('max', undefined, undefined), amax: reduction('max', undefined, undefined), min: reduction('min', undefined, undefined), amin: reduction('min', undefined, undefined),
  logsumexp: alongRows('logsumexp', 'rowlogsumexp', 'reduced'), softmax: alongRows('softmax', 'rowsoftmax', 'same'),
  log_softmax: (args, what) => { const [x] = args.given; axisOf(args, what); if (x?.rank !== 'vector') throw new Unreadable(`${what} is read of a vector only.`); return vector(call('logsoftmax', x.tree)); },
  // Entry by entry
  exp: same('exp'), log: same('log'), log1p: same('log1p'), expm1: same('expm1'), sqrt: same('sqrt'), abs: same('abs'), absolute: same('abs'), fabs: same('abs'), sign: same('sign'), log2: log(2), log10: log(10),
  sin: same('sin'), cos: same('cos'), tan: same('tan'), arcsin: same('asin'), arccos: same('acos'), arctan: same('atan'), asin: same('asin'), acos: same('acos'), atan: same('atan'), sinh: same('sinh'), cosh: same('cosh'), tanh: same('tanh'),
  expit: same('sigmoid'), sigmoid: same('sigmoid'), softplus: same('softplus'), relu: same('relu'), erf: same('erf'), gelu: same('gelu'), silu: same('silu'), elu: same('elu'),
  square: one((x) => entrywise('^', '.^', x, of(2))), negative: one((x) => ({ tree: negate(x.tree), rank: x.rank })), neg: one((x) => ({ tree: negate(x.tree), rank: x.rank })), reciprocal: one((x) => entrywise('/', './', of(1), x)),
  rsqrt: one((x) => entrywise('/', './', of(1), { tree: call('sqrt', x.tree), rank: x.rank })),
  maximum: two((x, y) => ({ tree: call('max', x.tree, y.tree), rank: larger(x, y) })), minimum: two((x, y) => ({ tree: call('min', x.tree, y.tree), rank: larger(x, y) })),
  multiply: two((x, y) => entrywise('*', '.*', x, y)), mul: two((x, y) => entrywise('*', '.*', x, y)), divide: two((x, y) => entrywise('/', './', x, y)), div: two((x, y) => entrywise('/', './', x, y)),
  power: two((x, y) => entrywise('^', '.^', x, y)), pow: two((x, y) => entrywise('^', '.^', x, y)), float_power: two((x, y) => entrywise('^', '.^', x, y)),
  add: two((x, y) => ({ tree: binary('+', x.tree, y.tree), rank: larger(x, y) })), subtract: two((x, y) => ({ tree: binary('-', x.tree, y.tree), rank: larger(x, y) })), sub: two((x, y) => ({ tree: binary('-', x.tree, y.tree), rank: larger(x, y) })),
  arctan2: two((x, y) => ({ tree: call('atan2', x.tree, y.tree), rank: larger(x, y) })), logaddexp: two((x, y) => ({ tree: call('log', binary('+', call('exp', x.tree), call('exp', y.tree))), rank: larger(x, y) })),
  clip: clamped, clamp: clamped,
  // Products
  dot: two(product), matmul: two(product), mm: two(product), mv: two(product), vdot: two((x, y) => (x.rank === 'matrix' ? scalar(call('dot', x.tree, y.tree)) : product(x, y))),
  inner: two((x, y) => product(x, y.rank === 'matrix' ? transposeOf(y) : y)), outer: two((x, y) => matrix(call('outer', x.tree, y.tree))), ger: two((x, y) => matrix(call('outer', x.tree, y.tree))),
  kron: two((x, y) => matrix(call('kron', x.tree, y.tree))), cross: two((x, y) => vector(call('cross', x.tree, y.tree))), multi_dot: chained,
  // Linear algebra
  inv: toMatrix('inv'), inverse: toMatrix('inv'), pinv: toMatrix('pinv'), det: toScalar('det'), logdet: toScalar('logdet'), slogdet: toScalar('slogdet'), trace: toScalar('tr'), cholesky: toMatrix('chol'),
  expm: toMatrix('expm'), matrix_exp: toMatrix('expm'), logm: toMatrix('logm'), sqrtm: toMatrix('sqrtm'), sinm: toMatrix('sinm'), cosm: toMatrix('cosm'), eigvalsh: one((x) => vector(call('eigvals', x.tree))), svdvals: one((x) => vector(call('svdvals', x.tree))), tril: toMatrix('tril'), triu: toMatrix('triu'),
  solve: two((x, y) => ({ tree: binary('\\', x.tree, y.tree), rank: y.rank })), matrix_power: two((x, y) => matrix(binary('^', x.tree, y.tree))),
  diag: one((x) => (x.rank === 'matrix' ? vector(call('diagonal', x.tree)) : matrix(call('diag', x.tree)))), diagonal: one((x) => vector(call('diagonal', x.tree))),
  transpose: one(transposeOf), t: one(transposeOf), eye: sized('eye'), identity: sized('eye'), ones: sized('ones'), zeros: sized('zeros'),
  hstack: joined('hcat'), vstack: joined('vcat'), concatenate: joined('vcat'), block_diag: joined('blkdiag'),
  // Losses
  mse_loss: two((x, y) => meanOf(entrywise('^', '.^', { tree: binary('-', x.tree, y.tree), rank: larger(x, y) }, of(2)).tree)),
  l1_loss: two((x, y) => meanOf(call('abs', binary('-', x.tree, y.tree)))),
  // Sums over indices
  einsum: ({ given, named, texts }, what) => { refuseRest(what, { given, named, texts: [] }, Infinity); return einsum(texts[0] ?? '', given); },
};

/** Python's own functions where they are given two numbers; of one they are what NumPy's are. */
export const BUILTINS: Readonly<Record<string, Reader>> = {
  max: two((x, y) => ({ tree: call('max', x.tree, y.tree), rank: larger(x, y) })),
  min: two((x, y) => ({ tree: call('min', x.tree, y.tree), rank: larger(x, y) })),
};

/** Objects that parameters belong to. */
export const OWNERS: ReadonlySet<string> = new Set(['self', 'cls', 'model', 'params', 'args', 'cfg', 'config', 'batch', 'data']);

/** What every array has: `data.T` is a transpose, and nothing that some object owns. */
export const ATTRIBUTES: ReadonlySet<string> = new Set(['T', 'mT', 'H', 'mH', 'shape', 'size', 'ndim', 'dtype', 'real', 'imag', 'flat', 'data', 'grad']);

/** Where libraries keep their functions; `np.pi` is a number. */
export const MODULES: ReadonlySet<string> = new Set(['np', 'numpy', 'jnp', 'jax', 'torch', 'scipy', 'sp', 'math', 'linalg', 'special', 'functional', 'F', 'nn', 'la', 'LA', 'npl', 'lax', 'cp', 'cupy', 'anp', 'onp', 'tf']);

/** Numbers that modules give a name. */
export const CONSTANTS: Readonly<Record<string, Tree>> = { pi: name('pi'), e: call('exp', number(1)), inf: name('inf') };
