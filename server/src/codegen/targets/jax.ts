/** JAX: pure functions of jax.numpy that jit, vmap and differentiate again; no array is written into. */
import { ONE } from '../../shapes/dimension';
import type { Elementary, OperationName, Value } from '../schedule/operation';
import { atom, infix, LEVEL } from './infix';
import { checkOf, definitionOf, numeral, PYTHON_BUILTINS, PYTHON_KEYWORDS, pythonIdentifier, pythonRows, type PythonDialect } from './python';
import { Lacking, named, type Laid, type Procedures, type Table, type Target, type Text, type Writing } from './target';

const call = (name: string, ...args: readonly string[]): Text => atom(`${name}(${args.join(', ')})`);
const arg = (value: Value, w: Writing): string => w.at(value, LEVEL.none);
const method = (of: Value, name: string, w: Writing, ...args: readonly string[]): Text => atom(`${w.at(of, LEVEL.atom)}.${name}(${args.join(', ')})`);
const linalg = (name: string, w: Writing, ...args: readonly string[]): Text => { w.need('jsl'); return call(`jsl.${name}`, ...args); };
const nn = (name: string, w: Writing, ...args: readonly string[]): Text => { w.need('nn'); return call(`jax.nn.${name}`, ...args); };

const arithmetic = infix({
  numeral, plus: () => '+', minus: () => '-', times: () => '*', over: () => '/', matmul: '@', rowsLast: true,
  placed: (item, _, w) => (item.as === 'column' ? atom(`${w.at(item.value, LEVEL.atom)}[:, None]`) : w.text(item.value)),
  transposed: (of, w) => atom(`${w.at(of, LEVEL.atom)}.T`),
});

const UFUNC: { readonly [Name in Exclude<Elementary, 'sigmoid' | 'softplus' | 'relu' | 'step' | 'erf'>]: string } = {
  exp: 'exp', expm1: 'expm1', log: 'log', log1p: 'log1p', sqrt: 'sqrt', abs: 'abs', sign: 'sign', sin: 'sin', cos: 'cos', tan: 'tan', asin: 'arcsin', acos: 'arccos', atan: 'arctan',
  sinh: 'sinh', cosh: 'cosh', tanh: 'tanh', atan2: 'arctan2', maximum: 'maximum', minimum: 'minimum',
};

function elementary(name: Elementary, args: readonly Value[], w: Writing): Text {
  const [x] = args;
  const first = x === undefined ? '' : arg(x, w);
  switch (name) {
    case 'sigmoid': return nn('sigmoid', w, first);
    case 'softplus': return nn('softplus', w, first);
    case 'relu': return nn('relu', w, first);
    case 'erf': w.need('erf'); return call('erf', first);
    case 'step': return call('jnp.heaviside', first, '0');
    default: return call(`jnp.${UFUNC[name]}`, ...args.map((item) => arg(item, w)));
  }
}

const shapeOf = (value: Value, w: Writing): string => (value.kind === 'vector' ? w.dimension(value.rows, LEVEL.none) : `(${w.dimension(value.rows, LEVEL.none)}, ${w.dimension(value.cols, LEVEL.none)})`);
const zeroBased = (index: Value, w: Writing): string => (index.operation.op === 'number' ? String(index.operation.value.n - 1) : `${w.at(index, LEVEL.sum)} - 1`);
const size = (of: Value['rows'], w: Writing): string => w.dimension(of, LEVEL.none);

const table: Table = {
  ...arithmetic.rows,
  input: (_, value, w) => atom(named(value, w)),
  ...pythonRows((like, w) => `jnp.zeros(${shapeOf(like, w)})`),
  pi: () => atom('jnp.pi'),
  dimension: ({ dimension }, _, w) => ({ text: w.dimension(dimension, LEVEL.none), level: dimension.terms.size > 1 ? LEVEL.sum : /\*/.test(dimension.key) ? LEVEL.product : LEVEL.atom }),
  fill: ({ value: of }, value, w) => {
    const constant = of.operation.op === 'number' ? of.operation.value.n / of.operation.value.d : undefined;
    return constant === 0 ? call('jnp.zeros', shapeOf(value, w)) : constant === 1 ? call('jnp.ones', shapeOf(value, w)) : call('jnp.full', shapeOf(value, w), constant === undefined || !Number.isInteger(constant) ? arg(of, w) : `${constant}.0`);
  },
  identity: (_, value, w) => call('jnp.eye', size(value.rows, w)),
  power: ({ base, exponent }, _, w) => ({ text: `${w.at(base, LEVEL.atom)} ** ${w.at(exponent, LEVEL.power)}`, level: LEVEL.power }),
  call: ({ name, args }, _, w) => elementary(name, args, w),
  outer: ({ left, right }, _, w) => call('jnp.outer', arg(left, w), arg(right, w)),
  entrywiseDot: ({ left, right }, _, w) => call('jnp.vdot', arg(left, w), arg(right, w)),
  rowDots: ({ left, right }, _, w) => call('jnp.einsum', '"ij,ij->i"', arg(left, w), arg(right, w)),
  columnDots: ({ left, right }, _, w) => call('jnp.einsum', '"ij,ij->j"', arg(left, w), arg(right, w)),
  matrixPower: ({ base, exponent }, _, w) => call('jnp.linalg.matrix_power', arg(base, w), arg(exponent, w)),

  solve: ({ matrix, transposed, side, other, structure }, _, w) => {
    const turned = transposed !== (side === 'right');
    const rhs = side === 'right' ? `${w.at(other, LEVEL.atom)}.T` : arg(other, w);
    const solved = structure === 'general' || structure === 'posdef' ? call('jnp.linalg.solve', turned ? `${w.at(matrix, LEVEL.atom)}.T` : arg(matrix, w), rhs)
      : linalg('solve_triangular', w, arg(matrix, w), rhs, ...(turned ? ['trans=1'] : []), ...(structure === 'lower' ? ['lower=True'] : []));
    return side === 'right' ? atom(`${solved.text}.T`) : solved;
  },
  inverse: ({ matrix, structure }, _, w) => (structure === 'general' || structure === 'posdef' ? call('jnp.linalg.inv', arg(matrix, w)) : linalg('solve_triangular', w, arg(matrix, w), `jnp.eye(${size(matrix.rows, w)})`, ...(structure === 'lower' ? ['lower=True'] : []))),
  logdet: ({ matrix, structure }, _, w) => (structure === 'general' || structure === 'posdef' ? atom(`jnp.linalg.slogdet(${arg(matrix, w)})[1]`) : call('jnp.sum', `jnp.log(jnp.abs(jnp.diagonal(${arg(matrix, w)})))`)),
  det: ({ matrix }, _, w) => call('jnp.linalg.det', arg(matrix, w)),
  cholesky: ({ matrix }, _, w) => call('jnp.linalg.cholesky', arg(matrix, w)),
  choleskySolve: ({ factor, other }, _, w) => linalg('cho_solve', w, `(${arg(factor, w)}, True)`, arg(other, w)),
  logDiagonal: ({ factor }, _, w) => atom(`jnp.log(jnp.diagonal(${arg(factor, w)})).sum()`),
  choleskyInverse: ({ factor }, _, w) => linalg('cho_solve', w, `(${arg(factor, w)}, True)`, `jnp.eye(${size(factor.rows, w)})`),
  lu: ({ matrix }, _, w) => linalg('lu_factor', w, arg(matrix, w)),
  luSolve: ({ factor, transposed, other }, _, w) => linalg('lu_solve', w, w.parts(factor).join(''), arg(other, w), ...(transposed ? ['trans=1'] : [])),
  luLogdet: ({ factor }, _, w) => atom(`jnp.log(jnp.abs(jnp.diagonal(${w.parts(factor).join('')}[0]))).sum()`),
  eigh: ({ matrix }, _, w) => call('jnp.linalg.eigh', arg(matrix, w)),
  eigenvalue: ({ of, which }, _, w) => { const values = of.kind === 'tuple' ? w.parts(of)[0] ?? '' : `jnp.linalg.eigvalsh(${arg(of, w)})`; return atom(which === 'all' ? values : `${values}[${which === 'max' ? '-1' : '0'}]`); },
  eigenvector: ({ of, which }, _, w) => { const vectors = w.parts(of)[1] ?? ''; return atom(which === 'all' ? vectors : `${vectors}[:, ${which === 'max' ? '-1' : '0'}]`); },
  svd: ({ matrix }, _, w) => call('jnp.linalg.svd', arg(matrix, w), 'full_matrices=False'),
  singularVector: ({ of, side }, _, w) => atom(side === 'left' ? `${w.parts(of)[0] ?? ''}[:, 0]` : `${w.parts(of)[2] ?? ''}[0]`),
  singularValues: ({ of, which }, _, w) => {
    if (of.kind === 'tuple') { const values = w.parts(of)[1] ?? ''; return atom(which === 'all' ? values : which === 'max' ? `${values}[0]` : `${values}.sum()`); }
    return which === 'all' ? call('jnp.linalg.svd', arg(of, w), 'compute_uv=False') : call('jnp.linalg.norm', arg(of, w), which === 'max' ? '2' : '"nuc"');
  },
  pinv: ({ matrix }, _, w) => call('jnp.linalg.pinv', arg(matrix, w)),
  matrixFunction: ({ name, of }, _, w) => { if (name === 'logm') throw new Lacking('the matrix logarithm'); return linalg(name, w, arg(of, w)); },
  frechet: ({ name, at, direction }, _, w) => {
    if (name === 'logm') throw new Lacking('the derivative of the matrix logarithm');
    if (name === 'expm') return linalg('expm_frechet', w, arg(at, w), arg(direction, w), 'compute_expm=False');
    // f([X, E; 0, X]) has the derivative of f at X in the direction E in its upper right block.
    const n = size(at.rows, w);
    const x = arg(at, w);
    return atom(`${linalg(name, w, `jnp.block([[${x}, ${arg(direction, w)}], [jnp.zeros((${n}, ${n})), ${x}]])`).text}[:${n}, ${n}:]`);
  },

  sumEntries: ({ of }, _, w) => (w.text(of).level >= LEVEL.atom ? method(of, 'sum', w) : call('jnp.sum', arg(of, w))),
  maxEntry: ({ of }, _, w) => method(of, 'max', w),
  rowMax: ({ of }, _, w) => method(of, 'max', w, 'axis=1'),
  prodEntries: ({ of }, _, w) => call('jnp.prod', arg(of, w)),
  logsumexp: ({ of }, _, w) => nn('logsumexp', w, arg(of, w)),
  rowSums: ({ of }, _, w) => method(of, 'sum', w, 'axis=1'),
  columnSums: ({ of }, _, w) => method(of, 'sum', w, 'axis=0'),
  rowLogsumexp: ({ of }, _, w) => nn('logsumexp', w, arg(of, w), 'axis=1'),
  trace: ({ of }, _, w) => call('jnp.trace', arg(of, w)),
  diagonal: ({ of }, _, w) => call('jnp.diagonal', arg(of, w)),
  argmax: ({ of }, _, w) => ({ lines: ([name]) => [`is_top = ${arithmetic.operand(of, w)} == jnp.max(${arg(of, w)})`, `${name ?? ''} = is_top / jnp.count_nonzero(is_top)`] }),
  softmax: ({ of }, _, w) => nn('softmax', w, arg(of, w)),
  rowSoftmax: ({ of }, _, w) => nn('softmax', w, arg(of, w), 'axis=1'),

  diagonalMatrix: ({ of }, _, w) => call('jnp.diag', arg(of, w)),
  addDiagonal: ({ matrix, diagonal }, _, w) => ({ text: `${w.at(matrix, LEVEL.sum)} + ${diagonal.kind === 'vector' ? `jnp.diag(${arg(diagonal, w)})` : diagonal.operation.op === 'number' && diagonal.operation.value.n === diagonal.operation.value.d ? `jnp.eye(${size(matrix.rows, w)})` : `${w.at(diagonal, LEVEL.product)} * jnp.eye(${size(matrix.rows, w)})`}`, level: LEVEL.sum }),
  kron: ({ left, right }, _, w) => call('jnp.kron', arg(left, w), arg(right, w)),
  kronIdentity: ({ side, size: count, of }, _, w) => { const identity = `jnp.eye(${size(count, w)})`; return side === 'left' ? call('jnp.kron', identity, arg(of, w)) : call('jnp.kron', arg(of, w), identity); },
  vec: ({ of }, _, w) => method(of, 'ravel', w, 'order="F"'),
  unvec: ({ of }, value, w) => method(of, 'reshape', w, shapeOf(value, w), 'order="F"'),
  triangle: ({ side, of }, _, w) => call(side === 'lower' ? 'jnp.tril' : 'jnp.triu', arg(of, w)),
  stack: ({ along, parts }, value, w) => { const all = parts.map((part) => arg(part, w)).join(', '); return along === 'diagonal' ? linalg('block_diag', w, all) : call(along === 'rows' && value.kind === 'matrix' ? 'jnp.vstack' : 'jnp.hstack', `(${all})`); },
  slice: ({ along, start, of }, value, w) => {
    const count = along === 'rows' ? value.rows : value.cols;
    const isFirst = start.terms.size === 0;
    if (value.kind === 'scalar') return atom(`${w.at(of, LEVEL.atom)}[${isFirst ? '0' : '-1'}]`);
    return atom(`${w.at(of, LEVEL.atom)}[${along === 'columns' ? ':, ' : ''}${isFirst ? '' : size(start, w)}:${isFirst ? size(count, w) : ''}]`);
  },
  commute: ({ along, m, n, of }, _, w) => {
    const [first, second] = along === 'rows' ? [n, m] : [m, n];
    return atom(`${w.at(of, LEVEL.atom)}[${along === 'columns' ? ':, ' : ''}jnp.arange(${w.dimension(m, LEVEL.product)} * ${w.dimension(n, LEVEL.unary)}).reshape(${size(first, w)}, ${size(second, w)}).T.ravel()]`);
  },
  unit: ({ index }, value, w) => atom(`jnp.zeros(${size(value.rows, w)}).at[${zeroBased(index, w)}].set(1.0)`),
  pick: ({ along, index, of }, _, w) => atom(`${w.at(of, LEVEL.atom)}[${along === 'column' ? ':, ' : ''}${zeroBased(index, w)}]`),
  cross: ({ left, right }, _, w) => call('jnp.cross', arg(left, w), arg(right, w)),
  asRow: ({ of }, _, w) => (of.kind === 'scalar' ? call('jnp.full', '(1, 1)', arg(of, w)) : atom(`${w.at(of, LEVEL.atom)}[None, :]`)),
  asColumn: ({ of }, _, w) => atom(`${w.at(of, LEVEL.atom)}[:, None]`),
  flatten: ({ of }, _, w) => atom(`${w.at(of, LEVEL.atom)}[${of.rows === ONE ? '0' : ':, 0'}]`),
};

const STATEMENTS: readonly OperationName[] = ['argmax'];
const RESERVED = new Set<string>([...PYTHON_KEYWORDS, ...PYTHON_BUILTINS, 'jax', 'jnp', 'jsl', 'erf', 'is_top']);
const NATIVE: readonly OperationName[] = ['softmax', 'logsumexp', 'rowSoftmax', 'rowLogsumexp'];

/** Differences need double precision, which JAX has to be asked for. */
const DIALECT: PythonDialect = {
  ndim: (name) => `jnp.ndim(${name})`,
  generator: ['rng = np.random.default_rng(0)'], normal: (shape) => `jnp.asarray(rng.standard_normal(${shape.length > 1 ? `(${shape.join(', ')})` : shape.join('')}))`,
  within: 'with enable_x64():',
};

function surround({ texts, needs }: Procedures): Laid {
  const definition = texts.join('\n\n\n');
  const imports = [
    ...(/\brng\b/.test(definition) ? ['import numpy as np'] : []), ...(/\benable_x64\b/.test(definition) ? ['from jax.experimental import enable_x64'] : []),
    ...(needs.has('nn') || /\bjax\.custom_vjp\b/.test(definition) ? ['import jax'] : []), ...(/\bjnp\./.test(definition) ? ['import jax.numpy as jnp'] : []),
    ...(needs.has('jsl') ? ['import jax.scipy.linalg as jsl'] : []), ...(needs.has('erf') ? ['from jax.scipy.special import erf'] : []),
  ];
  return { imports, helpers: [], definition };
}

export const jax: Target = {
  table, statements: new Set(STATEMENTS), native: new Set(NATIVE), reserved: RESERVED, identifier: (name) => pythonIdentifier(name, RESERVED),
  tupleNames: { eigh: ['eigenvalues', 'eigenvectors'], svd: ['U', 'sigma', 'Vt'], lu: ['lu'] },
  dimensionLevel: { sum: LEVEL.sum, product: LEVEL.product, atom: LEVEL.atom, times: ' * ' },
  extent: (argument, rank, axis) => (rank === 1 ? `${argument}.shape[0]` : `${argument}.shape[${axis}]`),
  quotient: (of, by) => `${of} // ${by}`,
  assign: (names, text) => `${names.join(', ')} = ${text}`,
  procedure: (model) => definitionOf(model, DIALECT), selfTest: (model) => checkOf(model, DIALECT), testReserved: ['rng', 'np', 'enable_x64', '_'], surround,
};
