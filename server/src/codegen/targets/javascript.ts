/**
 * JavaScript and TypeScript on ml-matrix, which is small, well kept and has every decomposition
 * that is needed. Vectors are matrices of one column, as they are there. Its arrays can be written into: what an expression has just
 * made is worked on in place, and arguments and named values never are.
 */
import { negR, type Rational } from '../../algebra/rational';
import type { Dimension } from '../../shapes/dimension';
import type { Elementary, Kind, LinearTerm, OperationName, Placed, Value } from '../schedule/operation';
import { documentation, timesShapes } from './documentation';
import { atom, binary, indented, infix, LEVEL } from './infix';
import { Lacking, named, type DocumentedParameter, type FunctionModel, type Laid, type Procedures, type Table, type Target, type TestModel, type Text, type Writing } from './target';
import { extentsOf, short, testWords, trialLines, type TrialSyntax } from './trial';

/** What stands between these marks is written in TypeScript only. */
const TYPE = /‹([^›]*)›/g;
const inDialect = (text: string, isTyped: boolean): string => text.replace(TYPE, isTyped ? '$1' : '');

/** Functions that neither JavaScript nor ml-matrix has: written above the function where it uses them. */
const HELPERS = {
  map: 'const map = (A‹: Matrix›, f‹: (x: number) => number›)‹: Matrix› => A.clone().apply(function each(‹this: Matrix, ›i, j) { this.set(i, j, f(this.get(i, j))); });',
  zip: 'const zip = (A‹: Matrix›, B‹: Matrix›, f‹: (x: number, y: number) => number›)‹: Matrix› => A.clone().apply(function each(‹this: Matrix, ›i, j) { this.set(i, j, f(this.get(i, j), B.get(i, j))); });',
  sigmoid: 'const sigmoid = (u‹: number›)‹: number› => (u >= 0 ? 1 / (1 + Math.exp(-u)) : Math.exp(u) / (1 + Math.exp(u)));',
  softplus: 'const softplus = (u‹: number›)‹: number› => Math.max(u, 0) + Math.log1p(Math.exp(-Math.abs(u)));',
  relu: 'const relu = (u‹: number›)‹: number› => Math.max(u, 0);',
  step: 'const step = (u‹: number›)‹: number› => (u > 0 ? 1 : 0);',
  logDiagonal: 'const logDiagonal = (A‹: Matrix›)‹: number› => A.diagonal().reduce((total, x) => total + Math.log(Math.abs(x)), 0);',
  cholesky: "const cholesky = (A‹: Matrix›)‹: CholeskyDecomposition› => {\n  // Products such as X'*X are symmetric up to rounding only.\n  const factor = new CholeskyDecomposition(A.isSymmetric() ? A : Matrix.add(A, A.transpose()).div(2));\n  if (!factor.isPositiveDefinite()) throw new RangeError('a matrix is not positive definite');\n  return factor;\n};",
  isTop: 'const isTop = (A‹: Matrix›)‹: Matrix› => {\n  const top = A.max();\n  const marks = map(A, (x) => (x === top ? 1 : 0));\n  return marks.div(marks.sum());\n};',
  unvec: 'const unvec = (x‹: Matrix›, rows‹: number›, cols‹: number›)‹: Matrix› => Matrix.from1DArray(cols, rows, x.to1DArray()).transpose();',
  tril: 'const tril = (A‹: Matrix›)‹: Matrix› => A.clone().apply(function each(‹this: Matrix, ›i, j) { if (j > i) this.set(i, j, 0); });',
  triu: 'const triu = (A‹: Matrix›)‹: Matrix› => A.clone().apply(function each(‹this: Matrix, ›i, j) { if (j < i) this.set(i, j, 0); });',
  vstack: 'const vstack = (...parts‹: readonly Matrix[]›)‹: Matrix› => new Matrix(parts.flatMap((part) => part.to2DArray()));',
  hstack: 'const hstack = (...parts‹: readonly Matrix[]›)‹: Matrix› => new Matrix(parts.flatMap((part) => part.transpose().to2DArray())).transpose();',
  blockDiagonal: 'const blockDiagonal = (A‹: Matrix›, B‹: Matrix›)‹: Matrix› => Matrix.zeros(A.rows + B.rows, A.columns + B.columns).setSubMatrix(A, 0, 0).setSubMatrix(B, A.rows, A.columns);',
  commutation: 'const commutation = (m‹: number›, n‹: number›)‹: number[]› => Array.from({ length: m * n }, (_, k) => Math.floor(k / n) + (k % n) * m);',
  unit: 'const unit = (n‹: number›, i‹: number›)‹: Matrix› => Matrix.zeros(n, 1).set(i, 0, 1);',
  cross: 'const cross = (a‹: Matrix›, b‹: Matrix›)‹: Matrix› => {\n  const at = (v‹: Matrix›, i‹: number›)‹: number› => v.get(i % 3, 0);\n  return Matrix.columnVector([0, 1, 2].map((i) => at(a, i + 1) * at(b, i + 2) - at(a, i + 2) * at(b, i + 1)));\n};',
  normals: 'const normals = (seed‹: number›)‹: () => number› => () => {\n  // The sum of twelve uniform numbers.\n  let sum = -6;\n  for (let i = 0; i < 12; i++) {\n    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;\n    sum += seed / 2 ** 32;\n  }\n  return sum;\n};',
  filled: 'const filled = (rows‹: number›, columns‹: number›, f‹: () => number›)‹: Matrix› => Matrix.zeros(rows, columns).apply(function each(‹this: Matrix, ›i, j) { this.set(i, j, f()); });',
} as const;
type Helper = keyof typeof HELPERS;
const NEEDS: { readonly [Name in Helper]?: readonly Helper[] } = { isTop: ['map'] };
const LIBRARY = ['Matrix', 'CholeskyDecomposition', 'EigenvalueDecomposition', 'LuDecomposition', 'SingularValueDecomposition', 'determinant', 'inverse', 'pseudoInverse', 'solve'] as const;

const call = (name: string, ...args: readonly string[]): Text => atom(`${name}(${args.join(', ')})`);
const arg = (value: Value, w: Writing): string => w.at(value, LEVEL.none);
const on = (of: Value, w: Writing): string => w.at(of, LEVEL.atom);
const method = (of: Value, name: string, w: Writing, ...args: readonly string[]): Text => atom(`${on(of, w)}.${name}(${args.join(', ')})`);
const helper = (name: Helper, w: Writing): string => { w.need(name); for (const other of NEEDS[name] ?? []) w.need(other); return name; };
const size = (dimension: Dimension, w: Writing, level: number = LEVEL.none): string => w.dimension(dimension, level);

function numeral(r: Rational): Text {
  const value = r.n / r.d;
  if (r.d === 1 || Number.isInteger(value * 1024) || /^-?\d+\.\d{1,4}$/.test(String(value))) return { text: String(value), level: value < 0 ? LEVEL.unary : LEVEL.atom };
  return { text: `${r.n} / ${r.d}`, level: LEVEL.product };
}

/** Arithmetic of numbers; arrays have methods. */
const scalars = infix({
  numeral, plus: () => '+', minus: () => '-', times: () => '*', over: () => '/', matmul: '*', rowsLast: true,
  placed: (item, _, w) => w.text(item.value), transposed: (of, w) => method(of, 'transpose', w),
});

/** An array, and whether it was just made and may be written into. */
interface Made { readonly text: string; readonly isFresh: boolean }

/** Operations that hand out an array which belongs to another value. */
const isLent = ({ operation }: Value): boolean => operation.op === 'flatten' || operation.op === 'asColumn' || operation.op === 'input' || (operation.op === 'eigenvector' && operation.which === 'all');
const isFresh = (value: Value, w: Writing): boolean => w.nameOf(value) === undefined && !isLent(value);
const made = (value: Value, w: Writing): Made => ({ text: on(value, w), isFresh: isFresh(value, w) });
/** A method that writes into a fresh array, or its counterpart that makes one. */
const then = (of: Made, name: string, by: string): Made => ({ text: of.isFresh ? `${of.text}.${name}(${by})` : `Matrix.${name}(${of.text}, ${by})`, isFresh: true });
const inPlace = (of: Made, name: string, by: string): Made => ({ text: `${of.isFresh ? of.text : `${of.text}.clone()`}.${name}(${by})`, isFresh: true });
const scaled = (of: Made, coefficient: Rational): Made => (coefficient.n === coefficient.d ? of : coefficient.n === -coefficient.d && of.isFresh ? { text: `${of.text}.neg()`, isFresh: true } : coefficient.n === 1 ? then(of, 'div', String(coefficient.d)) : then(of, 'mul', numeral(coefficient).text));

function arraySum(terms: readonly LinearTerm[], value: Value, w: Writing): Text {
  const start = terms.find((term) => term.as === 'array' && term.value.kind !== 'scalar');
  const rest = terms.filter((term) => term !== start);
  let sum: Made = start === undefined ? { text: `Matrix.zeros(${size(value.rows, w)}, ${value.kind === 'vector' ? '1' : size(value.cols, w)})`, isFresh: true } : scaled(made(start.value, w), start.coefficient);
  for (const term of rest) {
    const isNegative = term.coefficient.n < 0;
    const magnitude = isNegative ? negR(term.coefficient) : term.coefficient;
    const verb = isNegative ? 'sub' : 'add';
    if (term.value.kind === 'scalar') { sum = then(sum, verb, scalars.sum([{ ...term, coefficient: magnitude }], term.value, w).text); continue; }
    const by = scaled(made(term.value, w), magnitude).text;
    sum = term.as === 'array' ? then(sum, verb, by) : inPlace(sum, `${verb}${term.as === 'row' ? 'Row' : 'Column'}Vector`, by);
  }
  return atom(sum.text);
}

function arrayProduct(factors: readonly Placed[], divisors: readonly Placed[], value: Value, w: Writing): Text {
  const isArray = (item: Placed): boolean => item.value.kind !== 'scalar';
  const arrays = factors.filter(isArray);
  const start = arrays.find((item) => item.as === 'array' && isFresh(item.value, w)) ?? arrays.find((item) => item.as === 'array');
  let product: Made = start === undefined ? { text: `Matrix.ones(${size(value.rows, w)}, ${value.kind === 'vector' ? '1' : size(value.cols, w)})`, isFresh: true } : made(start.value, w);
  const by = (item: Placed, verb: 'mul' | 'div'): void => { product = item.as === 'array' ? then(product, verb, arg(item.value, w)) : inPlace(product, `${verb}${item.as === 'row' ? 'Row' : 'Column'}Vector`, arg(item.value, w)); };
  for (const item of arrays) if (item !== start) by(item, 'mul');
  for (const item of divisors.filter(isArray)) by(item, 'div');
  const over = factors.filter((item) => !isArray(item));
  const under = divisors.filter((item) => !isArray(item));
  const [first, ...more] = over.map((item) => w.at(item.value, LEVEL.product));
  const numerator = first === undefined ? undefined : [first, ...more].join(' * ');
  if (numerator !== undefined) product = then(product, 'mul', [numerator, ...under.map((item) => w.at(item.value, LEVEL.unary))].join(' / '));
  else if (under.length > 0) product = then(product, 'div', under.map((item) => w.at(item.value, under.length > 1 ? LEVEL.product : LEVEL.none)).join(' * '));
  return atom(product.text);
}

/** In both `Math` and ml-matrix, unless told otherwise. */
const ELEMENTARY: { readonly [Name in Elementary]: 'both' | 'math' | 'helper' | 'pair' } = {
  exp: 'both', expm1: 'math', log: 'both', log1p: 'math', sqrt: 'both', abs: 'both', sign: 'both', sin: 'both', cos: 'both', tan: 'both', asin: 'both', acos: 'both', atan: 'both', sinh: 'both', cosh: 'both', tanh: 'both',
  sigmoid: 'helper', softplus: 'helper', relu: 'helper', step: 'helper', erf: 'helper', atan2: 'pair', maximum: 'pair', minimum: 'pair',
};

function elementary(name: Elementary, args: readonly Value[], value: Value, w: Writing): Text {
  if (name === 'erf') throw new Lacking('erf');
  const [x, y] = args;
  if (x === undefined) return atom('');
  const isScalar = value.kind === 'scalar';
  switch (ELEMENTARY[name]) {
    case 'both': return isScalar ? call(`Math.${name}`, arg(x, w)) : isFresh(x, w) ? method(x, name, w) : call(`Matrix.${name}`, arg(x, w));
    case 'math': return isScalar ? call(`Math.${name}`, arg(x, w)) : call(helper('map', w), arg(x, w), `Math.${name}`);
    case 'helper': { const f = helper(name as Helper, w); return isScalar ? call(f, arg(x, w)) : call(helper('map', w), arg(x, w), f); }
    case 'pair': {
      if (y === undefined) return atom('');
      const f = name === 'atan2' ? 'Math.atan2' : name === 'maximum' ? 'Math.max' : 'Math.min';
      if (isScalar) return call(f, arg(x, w), arg(y, w));
      if (y.kind === 'scalar') return call(helper('map', w), arg(x, w), `(u) => ${f}(u, ${arg(y, w)})`);
      return call(helper('zip', w), arg(x, w), arg(y, w), f);
    }
  }
}

/** A factorisation as the library keeps it: by its name, or made on the spot. */
function factorOf(factor: Value, w: Writing): string {
  const name = w.nameOf(factor);
  return name ?? (factor.operation.op === 'cholesky' ? `${helper('cholesky', w)}(${arg(factor.operation.matrix, w)})` : on(factor, w));
}
/** The diagonal of a triangular matrix. */
const triangular = (factor: Value, w: Writing): string => (factor.operation.op === 'cholesky' ? `${factorOf(factor, w)}.lowerTriangularMatrix` : arg(factor, w));
const column = (of: string): Text => call('Matrix.columnVector', of);
const zeroBased = (index: Value, w: Writing): string => (index.operation.op === 'number' ? String(index.operation.value.n - 1) : `${w.at(index, LEVEL.sum)} - 1`);
const writtenOut = (name: string) => (): never => { throw new Lacking(name); };

const table: Table = {
  ...scalars.rows,
  input: (_, value, w) => atom(named(value, w)),
  index: (_, value, w) => atom(named(value, w)),
  part: (_, value, w) => atom(named(value, w)),
  invoke: ({ callee, entrywise, args, results }, _, w) => {
    const texts = args.map((item) => arg(item, w));
    if (entrywise && texts.length > 2) throw new Lacking('a function of more than two numbers applied to every entry');
    const called = entrywise ? call(helper(texts.length === 1 ? 'map' : 'zip', w), ...texts, w.callee(callee)) : call(w.callee(callee), ...texts);
    return results.length === 0 ? called : { lines: (names) => [`const { ${results.map((result, i) => (result.name === names[i] ? result.name : `${result.name}: ${names[i] ?? ''}`)).join(', ')} } = ${called.text};`] };
  },
  loop: ({ from, past, body }, value, w) => {
    const { index, lines } = w.inside(value);
    const [first, end, summand] = [w.at(from, LEVEL.none), w.at(past, LEVEL.none), w.at(body, LEVEL.none)];
    const start = value.kind === 'scalar' ? `let @ = 0;` : `const @ = Matrix.zeros(${size(value.rows, w)}, ${value.kind === 'vector' ? '1' : size(value.cols, w)});`;
    return { lines: ([name = '']) => [start.replace('@', name), `for (let ${index} = ${first}; ${index} < ${end}; ${index}++) {`, ...indented([...lines, value.kind === 'scalar' ? `${name} += ${summand};` : `${name}.add(${summand});`], '  '), '}'] };
  },
  pi: () => atom('Math.PI'),
  dimension: ({ dimension }, _, w) => ({ text: size(dimension, w), level: dimension.terms.size > 1 ? LEVEL.sum : /\*/.test(dimension.key) ? LEVEL.product : LEVEL.atom }),
  fill: ({ value: of }, value, w) => {
    const shape = `${size(value.rows, w)}, ${value.kind === 'vector' ? '1' : size(value.cols, w)}`;
    const constant = of.operation.op === 'number' ? of.operation.value.n / of.operation.value.d : undefined;
    return constant === 0 ? call('Matrix.zeros', shape) : constant === 1 ? call('Matrix.ones', shape) : atom(`Matrix.zeros(${shape}).fill(${arg(of, w)})`);
  },
  identity: (_, value, w) => call('Matrix.eye', size(value.rows, w)),

  sum: (operation, value, w) => (value.kind === 'scalar' ? scalars.sum(operation.terms, value, w) : arraySum(operation.terms, value, w)),
  multiply: (operation, value, w) => (value.kind === 'scalar' ? scalars.rows.multiply(operation, value, w) : arrayProduct(operation.factors, operation.divisors, value, w)),
  power: ({ base, exponent }, value, w) => {
    if (value.kind === 'scalar') return binary(w.at(base, LEVEL.atom), '**', w.at(exponent, LEVEL.power), LEVEL.power);
    return base.kind === 'scalar' ? call(helper('map', w), arg(exponent, w), `(u) => ${w.at(base, LEVEL.atom)} ** u`) : atom(then(made(base, w), 'pow', arg(exponent, w)).text);
  },
  call: ({ name, args }, value, w) => elementary(name, args, value, w),

  matmul: ({ left, leftTransposed, right, rightTransposed }, _, w) => method(left, leftTransposed ? 'transposeMultiply' : 'mmul', w, rightTransposed ? `${on(right, w)}.transpose()` : arg(right, w)),
  dot: ({ left, right }, _, w) => method(left, 'dot', w, arg(right, w)),
  outer: ({ left, right }, _, w) => method(left, 'mmul', w, `${on(right, w)}.transpose()`),
  entrywiseDot: ({ left, right }, _, w) => method(left, 'dot', w, arg(right, w)),
  rowDots: ({ left, right }, _, w) => column(`Matrix.mul(${arg(left, w)}, ${arg(right, w)}).sum('row')`),
  columnDots: ({ left, right }, _, w) => column(`Matrix.mul(${arg(left, w)}, ${arg(right, w)}).sum('column')`),
  transpose: ({ of }, _, w) => method(of, 'transpose', w),
  matrixPower: ({ base, exponent }, _, w) => method(base, 'mpow', w, arg(exponent, w)),

  solve: ({ matrix, transposed, side, other }, _, w) => {
    const turned = transposed !== (side === 'right');
    const of = turned ? `${on(matrix, w)}.transpose()` : arg(matrix, w);
    return side === 'right' ? atom(`solve(${of}, ${on(other, w)}.transpose()).transpose()`) : call('solve', of, arg(other, w));
  },
  inverse: ({ matrix }, _, w) => call('inverse', arg(matrix, w)),
  logdet: ({ matrix, structure }, _, w) => call(helper('logDiagonal', w), structure === 'lower' || structure === 'upper' ? arg(matrix, w) : `new LuDecomposition(${arg(matrix, w)}).upperTriangularMatrix`),
  det: ({ matrix }, _, w) => call('determinant', arg(matrix, w)),
  cholesky: ({ matrix }, _, w) => atom(`${helper('cholesky', w)}(${arg(matrix, w)}).lowerTriangularMatrix`),
  choleskySolve: ({ factor, other }, _, w) => atom(`${factorOf(factor, w)}.solve(${arg(other, w)})`),
  logDiagonal: ({ factor }, _, w) => call(helper('logDiagonal', w), triangular(factor, w)),
  choleskyInverse: ({ factor }, _, w) => atom(`${factorOf(factor, w)}.solve(Matrix.eye(${size(factor.rows, w)}))`),
  lu: ({ matrix }, _, w) => atom(`new LuDecomposition(${arg(matrix, w)})`),
  luSolve: ({ factor, transposed, other }, _, w) => (transposed && factor.operation.op === 'lu' ? call('solve', `${on(factor.operation.matrix, w)}.transpose()`, arg(other, w)) : atom(`${w.parts(factor)[0] ?? ''}.solve(${arg(other, w)})`)),
  luLogdet: ({ factor }, _, w) => call(helper('logDiagonal', w), `${w.parts(factor)[0] ?? ''}.upperTriangularMatrix`),
  eigh: ({ matrix }, _, w) => atom(`new EigenvalueDecomposition(${arg(matrix, w)}, { assumeSymmetric: true })`),
  eigenvalue: ({ of, which }, _, w) => {
    const values = `${of.kind === 'tuple' ? w.parts(of)[0] ?? '' : `new EigenvalueDecomposition(${arg(of, w)}, { assumeSymmetric: true })`}.realEigenvalues`;
    return which === 'all' ? column(values) : call(which === 'max' ? 'Math.max' : 'Math.min', `...${values}`);
  },
  eigenvector: ({ of, which }, value, w) => {
    const vectors = `${w.parts(of)[0] ?? ''}.eigenvectorMatrix`;
    return atom(which === 'all' ? vectors : `${vectors}.getColumnVector(${which === 'max' ? `${size(value.rows, w, LEVEL.sum)} - 1` : '0'})`);
  },
  svd: ({ matrix }, _, w) => atom(`new SingularValueDecomposition(${arg(matrix, w)}, { autoTranspose: true })`),
  singularVector: ({ of, side }, _, w) => atom(`${w.parts(of)[0] ?? ''}.${side === 'left' ? 'leftSingularVectors' : 'rightSingularVectors'}.getColumnVector(0)`),
  singularValues: ({ of, which }, _, w) => {
    const values = `${of.kind === 'tuple' ? w.parts(of)[0] ?? '' : `new SingularValueDecomposition(${arg(of, w)}, { autoTranspose: true })`}.diagonal`;
    return which === 'all' ? column(values) : which === 'max' ? call('Math.max', `...${values}`) : atom(`${values}.reduce((total, x) => total + x, 0)`);
  },
  pinv: ({ matrix }, _, w) => call('pseudoInverse', arg(matrix, w)),
  matrixFunction: ({ name }) => { throw new Lacking({ expm: 'the matrix exponential', logm: 'the matrix logarithm', sqrtm: 'the matrix square root' }[name]); },
  frechet: ({ name }) => { throw new Lacking({ expm: 'the derivative of the matrix exponential', logm: 'the derivative of the matrix logarithm', sqrtm: 'the derivative of the matrix square root' }[name]); },

  sumEntries: ({ of }, _, w) => method(of, 'sum', w),
  maxEntry: ({ of }, _, w) => method(of, 'max', w),
  rowMax: ({ of }, _, w) => column(`${on(of, w)}.max('row')`),
  prodEntries: ({ of }, _, w) => method(of, 'product', w),
  rowSums: ({ of }, _, w) => column(`${on(of, w)}.sum('row')`),
  columnSums: ({ of }, _, w) => column(`${on(of, w)}.sum('column')`),
  logsumexp: writtenOut('logsumexp'), rowLogsumexp: writtenOut('rowlogsumexp'), softmax: writtenOut('softmax'), rowSoftmax: writtenOut('rowsoftmax'),
  trace: ({ of }, _, w) => method(of, 'trace', w),
  diagonal: ({ of }, _, w) => column(`${on(of, w)}.diagonal()`),
  argmax: ({ of }, _, w) => call(helper('isTop', w), arg(of, w)),

  diagonalMatrix: ({ of }, _, w) => call('Matrix.diag', `${on(of, w)}.to1DArray()`),
  addDiagonal: ({ matrix, diagonal }, _, w) => atom(then(made(matrix, w), 'add', diagonal.kind === 'vector' ? `Matrix.diag(${on(diagonal, w)}.to1DArray())` : `Matrix.eye(${size(matrix.rows, w)}, ${size(matrix.rows, w)}, ${arg(diagonal, w)})`).text),
  kron: ({ left, right }, _, w) => method(left, 'kroneckerProduct', w, arg(right, w)),
  kronIdentity: ({ side, size: count, of }, _, w) => (side === 'left' ? atom(`Matrix.eye(${size(count, w)}).kroneckerProduct(${arg(of, w)})`) : method(of, 'kroneckerProduct', w, `Matrix.eye(${size(count, w)})`)),
  vec: ({ of }, _, w) => column(`${on(of, w)}.transpose().to1DArray()`),
  unvec: ({ of }, value, w) => (value.kind === 'vector' ? w.text(of) : call(helper('unvec', w), arg(of, w), size(value.rows, w), size(value.cols, w))),
  triangle: ({ side, of }, _, w) => call(helper(side === 'lower' ? 'tril' : 'triu', w), arg(of, w)),
  stack: ({ along, parts }, _, w) => {
    const all = parts.map((part) => (part.kind === 'scalar' ? `new Matrix([[${arg(part, w)}]])` : arg(part, w)));
    return call(helper(along === 'diagonal' ? 'blockDiagonal' : along === 'rows' ? 'vstack' : 'hstack', w), ...all);
  },
  slice: ({ along, start, of }, value, w) => {
    const count = along === 'rows' ? value.rows : value.cols;
    const isFirst = start.terms.size === 0;
    const from = isFirst ? '0' : size(start, w);
    // What has a name is asked for its size; what has none is not written twice.
    const end = w.nameOf(of) === undefined ? size(along === 'rows' ? of.rows : of.cols, w, LEVEL.sum) : `${on(of, w)}.${along === 'rows' ? 'rows' : 'columns'}`;
    const to = isFirst ? `${size(count, w, LEVEL.sum)} - 1` : `${end} - 1`;
    if (value.kind === 'scalar') return method(of, 'get', w, isFirst ? '0' : to, '0');
    return along === 'rows' ? method(of, 'subMatrix', w, from, to, '0', of.kind === 'vector' ? '0' : `${size(value.cols, w, LEVEL.sum)} - 1`) : method(of, 'subMatrix', w, '0', `${size(value.rows, w, LEVEL.sum)} - 1`, from, to);
  },
  commute: ({ along, m, n, of }, _, w) => { const order = `${helper('commutation', w)}(${along === 'rows' ? `${size(m, w)}, ${size(n, w)}` : `${size(n, w)}, ${size(m, w)}`})`; return method(of, along === 'rows' ? 'subMatrixRow' : 'subMatrixColumn', w, order); },
  unit: ({ index }, value, w) => call(helper('unit', w), size(value.rows, w), zeroBased(index, w)),
  pick: ({ along, index, of }, _, w) => (along === 'entry' ? method(of, 'get', w, zeroBased(index, w), '0') : along === 'column' ? method(of, 'getColumnVector', w, zeroBased(index, w)) : atom(`${on(of, w)}.getRowVector(${zeroBased(index, w)}).transpose()`)),
  cross: ({ left, right }, _, w) => call(helper('cross', w), arg(left, w), arg(right, w)),
  asRow: ({ of }, _, w) => (of.kind === 'scalar' ? atom(`new Matrix([[${arg(of, w)}]])`) : method(of, 'transpose', w)),
  asColumn: ({ of }, _, w) => w.text(of),
  flatten: ({ of }, _, w) => (of.rows.key === '1' ? method(of, 'transpose', w) : w.text(of)),
};

const KEYWORDS = [
  'arguments', 'await', 'break', 'case', 'catch', 'class', 'const', 'continue', 'debugger', 'default', 'delete', 'do', 'else', 'enum', 'eval', 'export', 'extends', 'false', 'finally', 'for', 'function', 'if', 'implements', 'import', 'in',
  'instanceof', 'interface', 'let', 'new', 'null', 'package', 'private', 'protected', 'public', 'return', 'static', 'super', 'switch', 'this', 'throw', 'true', 'try', 'typeof', 'undefined', 'var', 'void', 'while', 'with', 'yield', 'NaN', 'Infinity',
] as const;
const RESERVED = new Set<string>([...KEYWORDS, ...LIBRARY, ...Object.keys(HELPERS), 'Math', 'Array', 'RangeError', 'Object', 'Number']);

/** Letters of every script may stand in a name. */
function identifier(name: string): string {
  const plain = name.normalize('NFC').replace(/[^\p{L}\p{Nd}_$]/gu, '_').replace(/^(?=\p{Nd})/u, '_');
  return RESERVED.has(plain) ? `${plain}_` : plain;
}

/** The type of a value, and of a function among the arguments. */
const typeOf = (kind: Value['kind'] | 'integer'): string => (kind === 'scalar' || kind === 'integer' ? 'number' : 'Matrix');
const typeOfParameter = (parameter: DocumentedParameter): string => (parameter.kind === 'function' ? `(${argumentsOf(parameter.kinds.of).join(', ')}) => ${typeOf(parameter.kinds.returned)}` : typeOf(parameter.kind));
const argumentsOf = (kinds: readonly Kind[]): readonly string[] => kinds.map((kind, i) => `${kind === 'scalar' ? 'u' : 'x'}${kinds.length === 1 ? '' : String(i + 1)}: ${typeOf(kind)}`);
const comment = (lines: readonly string[]): readonly string[] => ['/**', ...lines.map((line) => ` * ${line.replaceAll('*/', '*\u200b/')}`.trimEnd()), ' */'];

/** Vectors are matrices of one column. */
function assertions({ checks }: FunctionModel): { readonly before: readonly string[]; readonly after: readonly string[] } {
  const sized = (name: string): string => `${name} is \${${name}.rows}×\${${name}.columns}`;
  const unless = (condition: string, parameter: string, wanted: string, sources: readonly string[]): readonly string[] => [`if (${condition}) throw new RangeError(\`${[...sources, parameter].map(sized).join(', ')}; ${parameter} must be ${wanted}\`);`];
  return {
    before: checks.flatMap(({ parameter, kind, symbols, isSource }) => (kind === 'vector' && isSource ? unless(`${parameter}.columns !== 1`, parameter, `${symbols.join('')}×1`, []) : [])),
    after: checks.flatMap(({ parameter, kind, extents: [rows = '', cols = '1'], symbols: [m = '', n = '1'], isGiven, sources }) => (kind === 'scalar' || isGiven ? [] : unless(`${parameter}.rows !== ${rows} || ${parameter}.columns !== ${cols}`, parameter, `${m}×${n}`, sources))),
  };
}

function procedure(model: FunctionModel, isTyped: boolean): string {
  const isOne = model.results.length === 1;
  const results = model.results.map(({ label, text }) => (label === text ? label : `${label}: ${text}`));
  const short = `return ${isOne ? model.results[0]?.text ?? 'undefined' : `{ ${results.join(', ')} }`};`;
  const returned = short.length <= 100 ? [short] : [...model.results.filter(({ label, text }) => label !== text).map(({ label, text }) => `const ${label} = ${text};`), `return ${isOne ? model.results[0]?.label ?? '' : `{ ${model.results.map(({ label }) => label).join(', ')} }`};`];
  const result = isOne ? typeOf(model.results[0]?.kind ?? 'scalar') : `{ ${model.results.map(({ label, kind }) => `${label}: ${typeOf(kind)}`).join(isTyped ? '; ' : ', ')} }`;
  const tags = isTyped ? [] : [...model.parameters.map((parameter) => `@param {${typeOfParameter(parameter)}} ${parameter.name}`), `@returns {${result}}`];
  const { before, after } = assertions(model);
  const inner = [...before, ...model.dimensions.flatMap(({ lines }) => lines), ...after, ...model.statements.flatMap(({ lines }) => lines), ...returned];
  const parameters = model.parameters.map((parameter) => `${parameter.name}‹: ${typeOfParameter(parameter)}›`);
  const lines = [...comment([...documentation(model, timesShapes), ...tags]), `export function ${model.name}(${parameters.join(', ')})‹: ${result}› {`, ...indented(inner.flatMap((line) => line.split('\n')), '  '), '}'];
  return inDialect(lines.join('\n'), isTyped);
}

const trialSyntax: TrialSyntax = {
  declare: (name, text) => `const ${name} = ${text};`, set: (name, text) => `${name} = ${text};`, abs: (text) => `Math.abs(${text})`, max: (a, b) => `Math.max(${a}, ${b})`,
  when: (condition, lines) => [`if (${condition}) {`, ...indented(lines, '  '), '}'], number: short, increment: (name) => `${name} += 1;`,
};

function selfTest(model: TestModel, isTyped: boolean): string {
  const { name, dimensions, trials, draws, step, names: { worst, points, verdict } } = model;
  const normal = (draw: TestModel['draws'][number]): string => { const [rows, cols = '1'] = extentsOf(draw); return rows === undefined ? 'normal()' : `filled(${rows}, ${cols}, normal)`; };
  const head = dimensions.length === 0 ? `for (let trial = 0; trial < ${String(trials.length)}; trial++) {`
    : dimensions.length === 1 ? `for (const ${dimensions.join('')} of [${trials.join(', ')}]) {` : `for (const [${dimensions.join(', ')}] of [${trials.map((sizes) => `[${sizes.join(', ')}]`).join(', ')}]‹ as const›) {`;
  const body = [
    'const normal = normals(1);', `let ${worst} = 0;`, `let ${points} = 0;`, `const ${step.name} = ${String(step.value)};`, head,
    ...indented([...draws.map((draw) => `const ${draw.name} = ${normal(draw)};`), ...trialLines(model, trialSyntax)], '  '), '}',
    `const ${verdict} = ${points} > 0 && ${worst} < ${short(model.tolerance)} ? 'pass' : 'fail';`,
    `console.log(\`${name}: \${${verdict}}, largest relative error \${${worst}.toExponential(1)} at \${${points}} of ${String(trials.length)} points\`);`, `return ${verdict};`,
  ];
  return inDialect([...comment([...testWords(model), ...(isTyped ? [] : ["@returns {'pass' | 'fail'}"])]), `export function ${name}()‹: 'pass' | 'fail'› {`, ...indented(body, '  '), '}'].join('\n'), isTyped);
}

function surround({ texts, needs }: Procedures, isTyped: boolean): Laid {
  const helpers = Object.entries(HELPERS).flatMap(([name, source]) => (needs.has(name) ? [{ name, source: inDialect(source, isTyped) }] : []));
  const definition = texts.join('\n\n');
  const code = [...helpers.map(({ source }) => source), ...definition.split('\n').filter((line) => !line.startsWith(' *'))].join('\n');
  const imported = LIBRARY.filter((name) => new RegExp(`(?<![.\\w])${name}\\b`).test(code));
  return { imports: imported.length === 0 ? [] : [`import { ${imported.join(', ')} } from 'ml-matrix';`], helpers, definition };
}

const STATEMENTS: readonly OperationName[] = [];

/** TypeScript states its types, JavaScript has them in the comment. */
const dialect = (isTyped: boolean): Target => ({
  table, statements: new Set(STATEMENTS), native: new Set(), reserved: RESERVED, identifier,
  tupleNames: { eigh: ['eigen'], svd: ['svd'], lu: ['lu'] },
  dimensionLevel: { sum: LEVEL.sum, product: LEVEL.product, atom: LEVEL.atom, times: ' * ' },
  extent: (argument, _, axis) => `${argument}.${axis === 0 ? 'rows' : 'columns'}`,
  quotient: (of, by) => `${of} / ${by}`,
  assign: (names, text, value) => (value?.operation.op === 'cholesky' ? `const ${names.join(', ')} = ${text.replace(/\.lowerTriangularMatrix$/, '')};` : `const ${names.join(', ')} = ${text};`),
  wishes: { cholesky: 'factor' },
  afterImports: '\n\n',
  read: (value, name) => (value.operation.op === 'cholesky' ? atom(`${name}.lowerTriangularMatrix`) : undefined),
  procedure: (model) => procedure(model, isTyped), selfTest: (model) => selfTest(model, isTyped), surround: (procedures) => surround(procedures, isTyped),
  testReserved: ['normal', 'trial', 'console'], testNeeds: ['normals', 'filled'],
});

export const javascript = dialect(false);
export const typescript = dialect(true);
