/** PyTorch: plain functions of tensors (a scalar is a tensor of no dimensions), which torch can differentiate again. */
import { ONE } from '../../shapes/dimension';
import { operandsOf, type Elementary, type OperationName, type Value } from '../schedule/operation';
import { atom, infix, isConstant, LEVEL } from './infix';
import { checkOf, definitionOf, numeral, PYTHON_BUILTINS, PYTHON_KEYWORDS, pythonIdentifier, pythonRows, type PythonDialect } from './python';
import { Lacking, named, type Laid, type Procedures, type Table, type Target, type Text, type Writing } from './target';

const call = (name: string, ...args: readonly string[]): Text => atom(`${name}(${args.join(', ')})`);
const arg = (value: Value, w: Writing): string => w.at(value, LEVEL.none);
const method = (of: Value, name: string, w: Writing, ...args: readonly string[]): Text => atom(`${w.at(of, LEVEL.atom)}.${name}(${args.join(', ')})`);

const arithmetic = infix({
  numeral, plus: () => '+', minus: () => '-', times: () => '*', over: () => '/', matmul: '@', rowsLast: true,
  placed: (item, _, w) => (item.as === 'column' ? atom(`${w.at(item.value, LEVEL.atom)}[:, None]`) : w.text(item.value)),
  transposed: (of, w) => atom(`${w.at(of, LEVEL.atom)}.T`),
});

const FUNCTION: { readonly [Name in Exclude<Elementary, 'softplus' | 'step' | 'maximum' | 'minimum'>]: string } = {
  exp: 'exp', expm1: 'expm1', log: 'log', log1p: 'log1p', sqrt: 'sqrt', abs: 'abs', sign: 'sign', sin: 'sin', cos: 'cos', tan: 'tan', asin: 'asin', acos: 'acos', atan: 'atan',
  sinh: 'sinh', cosh: 'cosh', tanh: 'tanh', atan2: 'atan2', sigmoid: 'sigmoid', relu: 'relu', erf: 'erf',
};

/** A function of numbers alone is a Python number. */
const MATH: ReadonlySet<Elementary> = new Set(['exp', 'expm1', 'log', 'log1p', 'sqrt', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh', 'cosh', 'tanh', 'atan2', 'erf']);

function elementary(name: Elementary, args: readonly Value[], value: Value, w: Writing): Text {
  const [x, y] = args;
  if (x === undefined) return atom('');
  const first = arg(x, w);
  if (isConstant(value) && MATH.has(name)) { w.need('math'); return call(`math.${name}`, ...args.map((item) => arg(item, w))); }
  switch (name) {
    // log(exp(0) + exp(u)); torch's own softplus is linear above its threshold.
    case 'softplus': return call('torch.logaddexp', first, `torch.zeros_like(${first})`);
    case 'step': return call('torch.heaviside', first, `torch.zeros_like(${first})`);
    case 'maximum': case 'minimum': {
      const [tensor, other] = y?.operation.op === 'number' ? [x, y] : [y ?? x, x];
      if (other.operation.op === 'number') return call('torch.clamp', arg(tensor, w), `${name === 'maximum' ? 'min' : 'max'}=${arg(other, w)}`);
      return call(`torch.${name}`, ...args.map((item) => arg(item, w)));
    }
    default: return call(`torch.${FUNCTION[name]}`, ...args.map((item) => arg(item, w)));
  }
}

const size = (of: Value['rows'], w: Writing): string => w.dimension(of, LEVEL.none);
const shapeOf = (value: Value, w: Writing): string => (value.kind === 'vector' ? size(value.rows, w) : `(${size(value.rows, w)}, ${size(value.cols, w)})`);
const zeroBased = (index: Value, w: Writing): string => (index.operation.op === 'number' ? String(index.operation.value.n - 1) : `${w.at(index, LEVEL.sum)} - 1`);

/** A new array of the type and on the device of the arguments. */
function fresh(kind: 'zeros' | 'ones' | 'full', shape: string, w: Writing, ...more: readonly string[]): Text {
  const like = w.likeArray();
  return like === undefined ? call(`torch.${kind}`, shape, ...more) : call(`${like}.new_${kind}`, kind === 'full' && !shape.startsWith('(') ? `(${shape},)` : shape, ...more);
}
function identity(of: Value['rows'], w: Writing): string {
  const like = w.likeArray();
  return `torch.eye(${size(of, w)}${like === undefined ? '' : `, dtype=${like}.dtype, device=${like}.device`})`;
}

/** torch solves with matrices on the right-hand side. */
function withColumns(other: Value, w: Writing, solve: (rhs: string) => string): Text {
  return other.kind === 'vector' ? atom(`${solve(`${w.at(other, LEVEL.atom)}[:, None]`)}[:, 0]`) : atom(solve(arg(other, w)));
}

/** What torch leaves column by column: views, and what LAPACK writes. */
const BY_COLUMNS: ReadonlySet<OperationName> = new Set<OperationName>(['transpose', 'solve', 'inverse', 'cholesky', 'choleskySolve', 'choleskyInverse', 'luSolve', 'pinv', 'unvec']);
/** Operations entry by entry leave it as it is. */
const ENTRYWISE: ReadonlySet<OperationName> = new Set<OperationName>(['sum', 'multiply', 'power', 'call', 'addDiagonal']);

function isByRows(value: Value): boolean {
  const met = new Set([value]);
  for (const { operation } of met) {
    if (BY_COLUMNS.has(operation.op)) return false;
    if (ENTRYWISE.has(operation.op)) for (const operand of operandsOf(operation)) met.add(operand);
  }
  return true;
}

/** torch.kron takes matrices row by row only. */
const contiguous = (of: Value, w: Writing): string => (isByRows(of) ? arg(of, w) : `${w.at(of, LEVEL.atom)}.contiguous()`);

const table: Table = {
  ...arithmetic.rows,
  input: (_, value, w) => atom(named(value, w)),
  ...pythonRows((like, w) => fresh('zeros', shapeOf(like, w), w).text),
  pi: () => atom('torch.pi'),
  dimension: ({ dimension }, _, w) => ({ text: w.dimension(dimension, LEVEL.none), level: dimension.terms.size > 1 ? LEVEL.sum : /\*/.test(dimension.key) ? LEVEL.product : LEVEL.atom }),
  fill: ({ value: of }, value, w) => {
    const constant = of.operation.op === 'number' ? of.operation.value.n / of.operation.value.d : undefined;
    if (constant === 0 || constant === 1) return fresh(constant === 0 ? 'zeros' : 'ones', shapeOf(value, w), w);
    return isConstant(of) ? fresh('full', shapeOf(value, w), w, arg(of, w)) : { text: `${w.at(of, LEVEL.product)} * ${fresh('ones', shapeOf(value, w), w).text}`, level: LEVEL.product };
  },
  identity: (_, value, w) => atom(identity(value.rows, w)),
  power: ({ base, exponent }, _, w) => ({ text: `${w.at(base, LEVEL.atom)} ** ${w.at(exponent, LEVEL.power)}`, level: LEVEL.power }),
  call: ({ name, args }, value, w) => elementary(name, args, value, w),
  outer: ({ left, right }, _, w) => call('torch.outer', arg(left, w), arg(right, w)),
  entrywiseDot: ({ left, right }, _, w) => call('torch.sum', `${arithmetic.operand(left, w)} * ${arithmetic.operand(right, w)}`),
  rowDots: ({ left, right }, _, w) => call('torch.einsum', '"ij,ij->i"', arg(left, w), arg(right, w)),
  columnDots: ({ left, right }, _, w) => call('torch.einsum', '"ij,ij->j"', arg(left, w), arg(right, w)),
  matrixPower: ({ base, exponent }, _, w) => call('torch.linalg.matrix_power', arg(base, w), arg(exponent, w)),

  solve: ({ matrix, transposed, side, other, structure }, _, w) => {
    const turned = transposed !== (side === 'right');
    const of = turned ? `${w.at(matrix, LEVEL.atom)}.T` : arg(matrix, w);
    const isTriangular = structure === 'lower' || structure === 'upper';
    const solved = (rhs: string): string => (isTriangular ? `torch.linalg.solve_triangular(${of}, ${rhs}, upper=${(structure === 'upper') !== turned ? 'True' : 'False'})` : `torch.linalg.solve(${of}, ${rhs})`);
    if (side === 'right') return atom(`${solved(`${w.at(other, LEVEL.atom)}.T`)}.T`);
    return isTriangular ? withColumns(other, w, solved) : atom(solved(arg(other, w)));
  },
  inverse: ({ matrix, structure }, _, w) => (structure === 'general' || structure === 'posdef' ? call('torch.linalg.inv', arg(matrix, w)) : call('torch.linalg.solve_triangular', arg(matrix, w), identity(matrix.rows, w), `upper=${structure === 'upper' ? 'True' : 'False'}`)),
  logdet: ({ matrix, structure }, _, w) => (structure === 'general' || structure === 'posdef' ? atom(`torch.linalg.slogdet(${arg(matrix, w)})[1]`) : call('torch.sum', `torch.log(torch.abs(torch.diagonal(${arg(matrix, w)})))`)),
  det: ({ matrix }, _, w) => call('torch.linalg.det', arg(matrix, w)),
  cholesky: ({ matrix }, _, w) => call('torch.linalg.cholesky', arg(matrix, w)),
  choleskySolve: ({ factor, other }, _, w) => withColumns(other, w, (rhs) => `torch.cholesky_solve(${rhs}, ${arg(factor, w)})`),
  logDiagonal: ({ factor }, _, w) => atom(`torch.log(torch.diagonal(${arg(factor, w)})).sum()`),
  choleskyInverse: ({ factor }, _, w) => call('torch.cholesky_inverse', arg(factor, w)),
  lu: ({ matrix }, _, w) => call('torch.linalg.lu_factor', arg(matrix, w)),
  luSolve: ({ factor, transposed, other }, _, w) => withColumns(other, w, (rhs) => `torch.linalg.lu_solve(${w.parts(factor).join(', ')}, ${rhs}${transposed ? ', adjoint=True' : ''})`),
  luLogdet: ({ factor }, _, w) => atom(`torch.log(torch.abs(torch.diagonal(${w.parts(factor)[0] ?? ''}))).sum()`),
  eigh: ({ matrix }, _, w) => call('torch.linalg.eigh', arg(matrix, w)),
  eigenvalue: ({ of, which }, _, w) => { const values = of.kind === 'tuple' ? w.parts(of)[0] ?? '' : `torch.linalg.eigvalsh(${arg(of, w)})`; return atom(which === 'all' ? values : `${values}[${which === 'max' ? '-1' : '0'}]`); },
  eigenvector: ({ of, which }, _, w) => { const vectors = w.parts(of)[1] ?? ''; return atom(which === 'all' ? vectors : `${vectors}[:, ${which === 'max' ? '-1' : '0'}]`); },
  svd: ({ matrix }, _, w) => call('torch.linalg.svd', arg(matrix, w), 'full_matrices=False'),
  singularVector: ({ of, side }, _, w) => atom(side === 'left' ? `${w.parts(of)[0] ?? ''}[:, 0]` : `${w.parts(of)[2] ?? ''}[0]`),
  singularValues: ({ of, which }, _, w) => {
    if (of.kind === 'tuple') { const values = w.parts(of)[1] ?? ''; return atom(which === 'all' ? values : which === 'max' ? `${values}[0]` : `${values}.sum()`); }
    return which === 'all' ? call('torch.linalg.svdvals', arg(of, w)) : call('torch.linalg.matrix_norm', arg(of, w), which === 'max' ? '2' : '"nuc"');
  },
  pinv: ({ matrix }, _, w) => call('torch.linalg.pinv', arg(matrix, w)),
  matrixFunction: ({ name, of }, _, w) => { if (name !== 'expm') throw new Lacking(name === 'logm' ? 'the matrix logarithm' : 'the matrix square root'); return call('torch.linalg.matrix_exp', arg(of, w)); },
  frechet: ({ name, at, direction }, _, w) => {
    if (name !== 'expm') throw new Lacking(`the derivative of the matrix ${name === 'logm' ? 'logarithm' : 'square root'}`);
    // expm([X, E; 0, X]) has the derivative of expm at X in the direction E in its upper right block.
    const n = size(at.rows, w);
    const x = arg(at, w);
    return atom(`torch.linalg.matrix_exp(torch.vstack((torch.hstack((${x}, ${arg(direction, w)})), torch.hstack((torch.zeros_like(${x}), ${x})))))[:${n}, ${n}:]`);
  },

  sumEntries: ({ of }, _, w) => (w.text(of).level >= LEVEL.atom ? method(of, 'sum', w) : call('torch.sum', arg(of, w))),
  maxEntry: ({ of }, _, w) => method(of, 'max', w),
  rowMax: ({ of }, _, w) => method(of, 'amax', w, 'dim=1'),
  prodEntries: ({ of }, _, w) => call('torch.prod', arg(of, w)),
  logsumexp: ({ of }, _, w) => call('torch.logsumexp', arg(of, w), 'dim=0'),
  rowSums: ({ of }, _, w) => method(of, 'sum', w, 'dim=1'),
  columnSums: ({ of }, _, w) => method(of, 'sum', w, 'dim=0'),
  rowLogsumexp: ({ of }, _, w) => call('torch.logsumexp', arg(of, w), 'dim=1'),
  trace: ({ of }, _, w) => call('torch.trace', arg(of, w)),
  diagonal: ({ of }, _, w) => call('torch.diagonal', arg(of, w)),
  argmax: ({ of }, _, w) => ({ lines: ([name]) => [`is_top = ${arithmetic.operand(of, w)} == torch.max(${arg(of, w)})`, `${name ?? ''} = is_top / torch.count_nonzero(is_top).to(${w.likeArray() ?? name ?? ''}.dtype)`] }),
  softmax: ({ of }, _, w) => call('torch.softmax', arg(of, w), 'dim=0'),
  rowSoftmax: ({ of }, _, w) => call('torch.softmax', arg(of, w), 'dim=1'),

  diagonalMatrix: ({ of }, _, w) => call('torch.diag', arg(of, w)),
  addDiagonal: ({ matrix, diagonal }, _, w) => ({ text: `${w.at(matrix, LEVEL.sum)} + ${diagonal.kind === 'vector' ? `torch.diag(${arg(diagonal, w)})` : diagonal.operation.op === 'number' && diagonal.operation.value.n === diagonal.operation.value.d ? identity(matrix.rows, w) : `${w.at(diagonal, LEVEL.product)} * ${identity(matrix.rows, w)}`}`, level: LEVEL.sum }),
  kron: ({ left, right }, _, w) => call('torch.kron', contiguous(left, w), contiguous(right, w)),
  kronIdentity: ({ side, size: count, of }, _, w) => (side === 'left' ? call('torch.kron', identity(count, w), contiguous(of, w)) : call('torch.kron', contiguous(of, w), identity(count, w))),
  vec: ({ of }, _, w) => atom(`${w.at(of, LEVEL.atom)}.T.reshape(-1)`),
  unvec: ({ of }, value, w) => (value.kind === 'vector' ? w.text(of) : atom(`${w.at(of, LEVEL.atom)}.reshape(${size(value.cols, w)}, ${size(value.rows, w)}).T`)),
  triangle: ({ side, of }, _, w) => call(side === 'lower' ? 'torch.tril' : 'torch.triu', arg(of, w)),
  stack: ({ along, parts }, value, w) => { const all = parts.map((part) => arg(part, w)).join(', '); return along === 'diagonal' ? call('torch.block_diag', all) : call(along === 'rows' && value.kind === 'matrix' ? 'torch.vstack' : 'torch.hstack', `(${all})`); },
  slice: ({ along, start, of }, value, w) => {
    const count = along === 'rows' ? value.rows : value.cols;
    const isFirst = start.terms.size === 0;
    if (value.kind === 'scalar') return atom(`${w.at(of, LEVEL.atom)}[${isFirst ? '0' : '-1'}]`);
    return atom(`${w.at(of, LEVEL.atom)}[${along === 'columns' ? ':, ' : ''}${isFirst ? '' : size(start, w)}:${isFirst ? size(count, w) : ''}]`);
  },
  commute: ({ along, m, n, of }, _, w) => {
    const [first, second] = along === 'rows' ? [n, m] : [m, n];
    return atom(`${w.at(of, LEVEL.atom)}[${along === 'columns' ? ':, ' : ''}torch.arange(${w.dimension(m, LEVEL.product)} * ${w.dimension(n, LEVEL.unary)}).reshape(${size(first, w)}, ${size(second, w)}).T.reshape(-1)]`);
  },
  unit: ({ index }, value, w) => ({ lines: ([name]) => [`${name ?? ''} = ${fresh('zeros', size(value.rows, w), w).text}`, `${name ?? ''}[${zeroBased(index, w)}] = 1.0`] }),
  pick: ({ along, index, of }, _, w) => atom(`${w.at(of, LEVEL.atom)}[${along === 'column' ? ':, ' : ''}${zeroBased(index, w)}]`),
  cross: ({ left, right }, _, w) => call('torch.linalg.cross', arg(left, w), arg(right, w)),
  asRow: ({ of }, _, w) => (of.kind === 'scalar' ? call('torch.reshape', arg(of, w), '(1, 1)') : atom(`${w.at(of, LEVEL.atom)}[None, :]`)),
  asColumn: ({ of }, _, w) => atom(`${w.at(of, LEVEL.atom)}[:, None]`),
  flatten: ({ of }, _, w) => atom(`${w.at(of, LEVEL.atom)}[${of.rows === ONE ? '0' : ':, 0'}]`),
};

const STATEMENTS: readonly OperationName[] = ['argmax', 'unit'];
const NATIVE: readonly OperationName[] = ['softmax', 'logsumexp', 'rowSoftmax', 'rowLogsumexp'];
const RESERVED = new Set<string>([...PYTHON_KEYWORDS, ...PYTHON_BUILTINS, 'torch', 'math', 'is_top']);

const DIALECT: PythonDialect = {
  ndim: (name) => `torch.as_tensor(${name}).ndim`,
  generator: ['rng = torch.Generator().manual_seed(0)'], normal: (shape) => `torch.randn(${shape.length === 1 ? `${shape.join('')},` : `(${shape.join(', ')}),`} generator=rng, dtype=torch.float64)`,
};

function surround({ texts, needs }: Procedures): Laid {
  const definition = texts.join('\n\n\n');
  return { imports: [...(needs.has('math') ? ['import math'] : []), ...(/\btorch\./.test(definition) ? ['import torch'] : [])], helpers: [], definition };
}

export const pytorch: Target = {
  table, statements: new Set(STATEMENTS), native: new Set(NATIVE), reserved: RESERVED, identifier: (name) => pythonIdentifier(name, RESERVED),
  tupleNames: { eigh: ['eigenvalues', 'eigenvectors'], svd: ['U', 'sigma', 'Vt'], lu: ['LU', 'pivots'] },
  dimensionLevel: { sum: LEVEL.sum, product: LEVEL.product, atom: LEVEL.atom, times: ' * ' },
  extent: (argument, rank, axis) => (rank === 1 ? `${argument}.shape[0]` : `${argument}.shape[${axis}]`),
  quotient: (of, by) => `${of} // ${by}`,
  assign: (names, text) => `${names.join(', ')} = ${text}`,
  procedure: (model) => definitionOf(model, DIALECT), selfTest: (model) => checkOf(model, DIALECT), testReserved: ['rng', '_'], surround,
};
