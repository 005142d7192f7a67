/** NumPy, with SciPy where it pays: Cholesky and LU solves, special functions, matrix functions. */
import { negR } from '../../algebra/rational';
import { ONE, type Dimension } from '../../shapes/dimension';
import type { Elementary, OperationName, Value } from '../schedule/operation';
import { atom, infix, LEVEL } from './infix';
import { checkOf, definitionOf, numeral, PYTHON_BUILTINS, PYTHON_KEYWORDS, pythonIdentifier, pythonRows, type PythonDialect } from './python';
import { Lacking, named, type Laid, type Procedures, type Table, type Target, type Text, type Writing } from './target';

const call = (name: string, ...args: readonly string[]): Text => atom(`${name}(${args.join(', ')})`);
const method = (of: Value, name: string, w: Writing, ...args: readonly string[]): Text => atom(`${w.at(of, LEVEL.atom)}.${name}(${args.join(', ')})`);
const arg = (value: Value, w: Writing): string => w.at(value, LEVEL.none);

const arithmetic = infix({
  numeral, plus: () => '+', minus: () => '-', times: () => '*', over: () => '/', matmul: '@', rowsLast: true,
  placed: (item, _, w) => (item.as === 'column' ? atom(`${w.at(item.value, LEVEL.atom)}[:, None]`) : w.text(item.value)),
  transposed: (of, w) => atom(`${w.at(of, LEVEL.atom)}.T`),
});
const { operand } = arithmetic;

/** What is imported from where, in the order it is written. */
const FROM = { linalg: 'scipy', dtrtri: 'scipy.linalg.lapack', erf: 'scipy.special', expit: 'scipy.special' } as const;
type Imported = keyof typeof FROM;

const scipy = (name: Imported, w: Writing): string => { w.need(name); return name; };
const linalg = (name: string, w: Writing, ...args: readonly string[]): Text => call(`${scipy('linalg', w)}.${name}`, ...args);

const UFUNC: { readonly [Name in Exclude<Elementary, 'sigmoid' | 'softplus' | 'relu' | 'step' | 'erf'>]: string } = {
  exp: 'exp', expm1: 'expm1', log: 'log', log1p: 'log1p', sqrt: 'sqrt', abs: 'abs', sign: 'sign', sin: 'sin', cos: 'cos', tan: 'tan', asin: 'arcsin', acos: 'arccos', atan: 'arctan',
  sinh: 'sinh', cosh: 'cosh', tanh: 'tanh', atan2: 'arctan2', maximum: 'maximum', minimum: 'minimum',
};

function elementary(name: Elementary, args: readonly Value[], w: Writing): Text {
  const [x] = args;
  const first = x === undefined ? '' : arg(x, w);
  switch (name) {
    case 'sigmoid': return call(scipy('expit', w), first);
    case 'erf': return call(scipy('erf', w), first);
    // log(exp(0) + exp(u))
    case 'softplus': return call('np.logaddexp', '0', first);
    case 'relu': return call('np.maximum', first, '0');
    case 'step': return call('np.heaviside', first, '0');
    default: return call(`np.${UFUNC[name]}`, ...args.map((item) => arg(item, w)));
  }
}

/** `+= λ`, `-= 1`. */
function increment(by: Value, w: Writing): string {
  const { operation } = by;
  if (operation.op === 'number' && operation.value.n < 0) return `-= ${numeral({ n: -operation.value.n, d: operation.value.d }).text}`;
  if (operation.op === 'sum' && operation.terms.length === 1 && operation.terms.every((term) => term.coefficient.n < 0)) return `-= ${arithmetic.sum(operation.terms.map((term) => ({ ...term, coefficient: negR(term.coefficient) })), by, w).text}`;
  return `+= ${arg(by, w)}`;
}

const shapeOf = (value: Value, w: Writing): string => (value.kind === 'vector' ? w.dimension(value.rows, LEVEL.none) : `(${w.dimension(value.rows, LEVEL.none)}, ${w.dimension(value.cols, LEVEL.none)})`);
const size = (dimension: Dimension, w: Writing, level: number = LEVEL.none): string => w.dimension(dimension, level);
const matrixOrIdentity = (value: Value, w: Writing): string => arg(value, w);

/** The schedule writes this out with operations that can be shared. */
const writtenOut = (name: string) => (): never => { throw new Lacking(name); };

const table: Table = {
  input: (_, value, w) => atom(named(value, w)),
  ...pythonRows((like, w) => `np.zeros(${shapeOf(like, w)})`),
  ...arithmetic.rows,
  pi: () => atom('np.pi'),
  dimension: ({ dimension }, _, w) => ({ text: w.dimension(dimension, LEVEL.none), level: dimension.terms.size > 1 ? LEVEL.sum : /\*/.test(dimension.key) ? LEVEL.product : LEVEL.atom }),
  fill: ({ value: of }, value, w) => {
    const constant = of.operation.op === 'number' ? of.operation.value.n / of.operation.value.d : undefined;
    return constant === 0 ? call('np.zeros', shapeOf(value, w)) : constant === 1 ? call('np.ones', shapeOf(value, w)) : call('np.full', shapeOf(value, w), constant === undefined || !Number.isInteger(constant) ? arg(of, w) : `${constant}.0`);
  },
  identity: (_, value, w) => call('np.eye', size(value.rows, w)),

  power: ({ base, exponent }, _, w) => ({ text: `${w.at(base, LEVEL.atom)} ** ${w.at(exponent, LEVEL.power)}`, level: LEVEL.power }),
  call: ({ name, args }, _, w) => elementary(name, args, w),

  outer: ({ left, right }, _, w) => call('np.outer', arg(left, w), arg(right, w)),
  // np.vdot multiplies and adds in one pass over contiguous arrays; of a transpose it would make a copy.
  entrywiseDot: ({ left, right }, _, w) => (left.operation.op === 'transpose' || right.operation.op === 'transpose' ? call('np.sum', `${operand(left, w)} * ${operand(right, w)}`) : call('np.vdot', arg(left, w), arg(right, w))),
  rowDots: ({ left, right }, _, w) => call('np.einsum', '"ij,ij->i"', arg(left, w), arg(right, w)),
  columnDots: ({ left, right }, _, w) => call('np.einsum', '"ij,ij->j"', arg(left, w), arg(right, w)),
  matrixPower: ({ base, exponent }, _, w) => call('np.linalg.matrix_power', arg(base, w), arg(exponent, w)),

  solve: ({ matrix, transposed: isTransposed, side, other, structure }, _, w) => {
    const turned = isTransposed !== (side === 'right');
    const rhs = side === 'right' ? `${w.at(other, LEVEL.atom)}.T` : arg(other, w);
    const of = structure === 'general' || structure === 'posdef' ? (turned ? `${w.at(matrix, LEVEL.atom)}.T` : arg(matrix, w)) : arg(matrix, w);
    const solved = structure === 'general' || structure === 'posdef' ? call('np.linalg.solve', of, rhs)
      : linalg('solve_triangular', w, of, rhs, ...(turned ? ['trans=1'] : []), ...(structure === 'lower' ? ['lower=True'] : []), 'check_finite=False');
    return side === 'right' ? atom(`${solved.text}.T`) : solved;
  },
  inverse: ({ matrix, structure }, _, w) => (structure === 'general' || structure === 'posdef' ? call('np.linalg.inv', arg(matrix, w)) : linalg('solve_triangular', w, arg(matrix, w), `np.eye(${size(matrix.rows, w)})`, ...(structure === 'lower' ? ['lower=True'] : []))),
  logdet: ({ matrix, structure }, _, w) => (structure === 'general' || structure === 'posdef' ? atom(`np.linalg.slogdet(${arg(matrix, w)})[1]`) : call('np.sum', `np.log(np.abs(np.diagonal(${arg(matrix, w)})))`)),
  det: ({ matrix }, _, w) => call('np.linalg.det', arg(matrix, w)),
  cholesky: ({ matrix }, _, w) => call('np.linalg.cholesky', arg(matrix, w)),
  choleskySolve: ({ factor: lower, other }, _, w) => linalg('cho_solve', w, `(${arg(lower, w)}, True)`, arg(other, w), 'check_finite=False'),
  logDiagonal: ({ factor: lower }, _, w) => atom(`np.log(np.diagonal(${arg(lower, w)})).sum()`),
  choleskyInverse: ({ factor: lower }, _, w) => {
    const invert = scipy('dtrtri', w);
    return { lines: ([name]) => [`L_inv = ${invert}(${arg(lower, w)}, lower=1)[0]`, `${name ?? ''} = L_inv.T @ L_inv`] };
  },
  lu: ({ matrix }, _, w) => linalg('lu_factor', w, arg(matrix, w), 'check_finite=False'),
  luSolve: ({ factor: lu, transposed: isTransposed, other }, _, w) => linalg('lu_solve', w, w.parts(lu).join(''), arg(other, w), ...(isTransposed ? ['trans=1'] : []), 'check_finite=False'),
  luLogdet: ({ factor: lu }, _, w) => atom(`np.log(np.abs(np.diagonal(${w.parts(lu).join('')}[0]))).sum()`),
  eigh: ({ matrix }, _, w) => call('np.linalg.eigh', arg(matrix, w)),
  eigenvalue: ({ of, which }, _, w) => {
    const values = of.kind === 'tuple' ? w.parts(of)[0] ?? '' : `np.linalg.eigvalsh(${arg(of, w)})`;
    return atom(which === 'all' ? values : `${values}[${which === 'max' ? '-1' : '0'}]`);
  },
  eigenvector: ({ of, which }, _, w) => { const vectors = w.parts(of)[1] ?? ''; return atom(which === 'all' ? vectors : `${vectors}[:, ${which === 'max' ? '-1' : '0'}]`); },
  svd: ({ matrix }, _, w) => call('np.linalg.svd', arg(matrix, w), 'full_matrices=False'),
  singularVector: ({ of, side }, _, w) => atom(side === 'left' ? `${w.parts(of)[0] ?? ''}[:, 0]` : `${w.parts(of)[2] ?? ''}[0]`),
  singularValues: ({ of, which }, _, w) => {
    if (of.kind === 'tuple') { const values = w.parts(of)[1] ?? ''; return atom(which === 'all' ? values : which === 'max' ? `${values}[0]` : `${values}.sum()`); }
    return which === 'all' ? call('np.linalg.svd', arg(of, w), 'compute_uv=False') : call('np.linalg.norm', arg(of, w), which === 'max' ? '2' : '"nuc"');
  },
  pinv: ({ matrix }, _, w) => call('np.linalg.pinv', arg(matrix, w)),
  matrixFunction: ({ name, of }, _, w) => linalg(name, w, arg(of, w)),
  frechet: ({ name, at, direction }, _, w) => {
    if (name === 'expm') return linalg('expm_frechet', w, arg(at, w), arg(direction, w), 'compute_expm=False');
    // f([X, E; 0, X]) has the derivative of f at X in the direction E in its upper right block.
    const n = size(at.rows, w);
    const x = arg(at, w);
    return atom(`${linalg(name, w, `np.block([[${x}, ${arg(direction, w)}], [np.zeros((${n}, ${n})), ${x}]])`).text}[:${n}, ${n}:]`);
  },

  sumEntries: ({ of }, _, w) => (of.operation.op === 'input' || w.nameOf(of) !== undefined || w.text(of).level === LEVEL.atom ? method(of, 'sum', w) : call('np.sum', arg(of, w))),
  maxEntry: ({ of }, _, w) => method(of, 'max', w),
  rowMax: ({ of }, _, w) => method(of, 'max', w, 'axis=1'),
  prodEntries: ({ of }, _, w) => call('np.prod', arg(of, w)),
  rowSums: ({ of }, _, w) => method(of, 'sum', w, 'axis=1'),
  columnSums: ({ of }, _, w) => method(of, 'sum', w, 'axis=0'),
  trace: ({ of }, _, w) => call('np.trace', arg(of, w)),
  diagonal: ({ of }, _, w) => call('np.diagonal', arg(of, w)),
  argmax: ({ of }, _, w) => ({ lines: ([name]) => [`is_top = ${operand(of, w)} == np.max(${arg(of, w)})`, `${name ?? ''} = is_top / np.count_nonzero(is_top)`] }),
  logsumexp: writtenOut('logsumexp'), rowLogsumexp: writtenOut('rowlogsumexp'), softmax: writtenOut('softmax'), rowSoftmax: writtenOut('rowsoftmax'),

  diagonalMatrix: ({ of }, _, w) => call('np.diag', arg(of, w)),
  addDiagonal: ({ matrix, diagonal }, _, w) => {
    const fresh = w.nameOf(matrix) === undefined && matrix.operation.op !== 'transpose';
    const source = fresh ? arg(matrix, w) : `${w.at(matrix, LEVEL.atom)}.copy()`;
    return { lines: ([name]) => [`${name ?? ''} = ${source}`, `${name ?? ''}.flat[::${size(matrix.rows, w, LEVEL.sum)} + 1] ${increment(diagonal, w)}`] };
  },
  kron: ({ left, right }, _, w) => call('np.kron', matrixOrIdentity(left, w), matrixOrIdentity(right, w)),
  kronIdentity: ({ side, size: count, of }, value, w) => {
    const k = size(count, w);
    const [m, n] = [size(of.rows, w), size(of.cols, w)];
    const block = arg(of, w);
    const whole = `(${size(value.rows, w)}, ${size(value.cols, w)})`;
    // Only the blocks are written; np.kron would multiply k*k of them.
    return side === 'left'
      ? { lines: ([name]) => [`blocks = np.zeros((${k}, ${m}, ${k}, ${n}))`, `blocks[np.arange(${k}), :, np.arange(${k})] = ${block}`, `${name ?? ''} = blocks.reshape${whole}`] }
      : { lines: ([name]) => [`blocks = np.zeros((${m}, ${k}, ${n}, ${k}))`, `blocks[:, np.arange(${k}), :, np.arange(${k})] = ${block}`, `${name ?? ''} = blocks.reshape${whole}`] };
  },
  vec: ({ of }, _, w) => method(of, 'ravel', w, 'order="F"'),
  unvec: ({ of }, value, w) => method(of, 'reshape', w, shapeOf(value, w), 'order="F"'),
  triangle: ({ side, of }, _, w) => call(side === 'lower' ? 'np.tril' : 'np.triu', arg(of, w)),
  stack: ({ along, parts }, value, w) => {
    const all = parts.map((part) => arg(part, w)).join(', ');
    if (along === 'diagonal') return linalg('block_diag', w, all);
    return call(along === 'rows' && value.kind === 'matrix' ? 'np.vstack' : 'np.hstack', `(${all})`);
  },
  slice: ({ along, start, of }, value, w) => {
    const count = along === 'rows' ? value.rows : value.cols;
    const from = start.terms.size === 0 ? '' : size(start, w);
    const to = start.terms.size === 0 ? size(count, w) : '';
    if (value.kind === 'scalar') return atom(`${w.at(of, LEVEL.atom)}[${start.terms.size === 0 ? '0' : '-1'}]`);
    return atom(`${w.at(of, LEVEL.atom)}[${along === 'columns' ? ':, ' : ''}${from}:${to}]`);
  },
  commute: ({ along, m, n, of }, _, w) => {
    const [first, second] = along === 'rows' ? [n, m] : [m, n];
    const order = `np.arange(${w.dimension(m, LEVEL.product)} * ${w.dimension(n, LEVEL.unary)}).reshape(${size(first, w)}, ${size(second, w)}).T.ravel()`;
    return atom(`${w.at(of, LEVEL.atom)}[${along === 'columns' ? ':, ' : ''}${order}]`);
  },
  unit: ({ index }, value, w) => ({ lines: ([name]) => [`${name ?? ''} = np.zeros(${size(value.rows, w)})`, `${name ?? ''}[${zeroBased(index, w)}] = 1.0`] }),
  pick: ({ along, index, of }, _, w) => atom(`${w.at(of, LEVEL.atom)}[${along === 'column' ? ':, ' : ''}${zeroBased(index, w)}]`),
  cross: ({ left, right }, _, w) => call('np.cross', arg(left, w), arg(right, w)),
  asRow: ({ of }, _, w) => (of.kind === 'scalar' ? call('np.full', '(1, 1)', arg(of, w)) : atom(`${w.at(of, LEVEL.atom)}[None, :]`)),
  asColumn: ({ of }, _, w) => atom(`${w.at(of, LEVEL.atom)}[:, None]`),
  flatten: ({ of }, _, w) => atom(`${w.at(of, LEVEL.atom)}[${of.rows === ONE ? '0' : ':, 0'}]`),
};

/** An index counted from 1 as Python counts. */
const zeroBased = (index: Value, w: Writing): string => (index.operation.op === 'number' ? String(index.operation.value.n - 1) : `${w.at(index, LEVEL.sum)} - 1`);

const STATEMENTS: readonly OperationName[] = ['unit', 'addDiagonal', 'argmax', 'kronIdentity', 'choleskyInverse'];
const RESERVED = new Set<string>([...PYTHON_KEYWORDS, ...PYTHON_BUILTINS, 'np', 'expit', 'erf', 'linalg', 'dtrtri', 'blocks', 'is_top', 'L_inv', 'scipy', 'numpy']);
const DIALECT: PythonDialect = {
  ndim: (name) => `np.ndim(${name})`,
  generator: ['rng = np.random.default_rng(0)'], normal: (shape) => `rng.standard_normal(${shape.length > 1 ? `(${shape.join(', ')})` : shape.join('')})`,
};

function surround({ texts, needs }: Procedures): Laid {
  const modules = new Map<string, string[]>();
  for (const [name, module] of Object.entries(FROM)) if (needs.has(name)) modules.set(module, [...(modules.get(module) ?? []), name]);
  const definition = texts.join('\n\n\n');
  const imports = [...modules].map(([module, names]) => `from ${module} import ${names.join(', ')}`);
  return { imports: /\bnp\./.test(definition) ? ['import numpy as np', ...imports] : imports, helpers: [], definition };
}

export const numpy: Target = {
  table, statements: new Set(STATEMENTS), native: new Set(), sharesExponentials: true, reserved: RESERVED, identifier: (name) => pythonIdentifier(name, RESERVED),
  tupleNames: { eigh: ['eigenvalues', 'eigenvectors'], svd: ['U', 'sigma', 'Vt'], lu: ['lu'] },
  dimensionLevel: { sum: LEVEL.sum, product: LEVEL.product, atom: LEVEL.atom, times: ' * ' },
  extent: (argument, rank, axis) => (rank === 1 ? `${argument}.shape[0]` : `${argument}.shape[${axis}]`),
  quotient: (of, by) => `${of} // ${by}`,
  assign: (names, text) => `${names.join(', ')} = ${text}`,
  procedure: (model) => definitionOf(model, DIALECT), selfTest: (model) => checkOf(model, DIALECT), testReserved: ['rng', '_'], surround,
};
