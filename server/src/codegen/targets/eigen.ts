/**
 * C++ with Eigen 3.4. Eigen has two worlds, matrices and arrays: products and solves are of matrices, functions entry by entry of
 * arrays. An expression that is written in place says which it is; whatever has a name is a matrix.
 */
import type { Rational } from '../../algebra/rational';
import { ONE, type Dimension } from '../../shapes/dimension';
import type { Elementary, LinearTerm, OperationName, Placed, Value } from '../schedule/operation';
import { documentation, timesShapes } from './documentation';
import { signedDiagonal } from './diagonal';
import { atom, binary, indented, LEVEL } from './infix';
import { Lacking, named, type FunctionModel, type Laid, type Procedures, type ResultModel, type Table, type Target, type TestModel, type Text, type Writing } from './target';
import { extentsOf, real, testWords, trialLines, type TrialSyntax } from './trial';
import { asciiIdentifier } from './words';

/** A piece of code and the world it belongs to; numbers belong to both. */
interface Form extends Text { readonly world: 'matrix' | 'array' }

const asMatrix = (text: Text): Form => ({ ...text, world: 'matrix' });
const asArray = (text: Text): Form => ({ ...text, world: 'array' });
const bracketed = (part: Text, level: number): string => (part.level < level ? `(${part.text})` : part.text);
const call = (name: string, ...args: readonly string[]): Text => atom(`${name}(${args.join(', ')})`);

const MATRIX = 'Eigen::MatrixXd';
const VECTOR = 'Eigen::VectorXd';

/** `2.0`, `0.5`, `1.0 / 3.0`. */
function numeral(r: Rational): Text {
  const real = (value: number): string => (Number.isInteger(value) && Math.abs(value) < 1e15 ? `${String(value)}.0` : String(value).replace(/^(-?\d+)e/, '$1.0e'));
  const value = r.n / r.d;
  if (r.d === 1 || Number.isInteger(value * 1024) || /^-?\d+\.\d{1,4}$/.test(String(value))) return { text: real(value), level: value < 0 ? LEVEL.unary : LEVEL.atom };
  return { text: `${real(r.n)} / ${real(r.d)}`, level: LEVEL.product };
}

const size = (dimension: Dimension, w: Writing): string => w.dimension(dimension, LEVEL.none);
const typeOf = ({ kind }: Pick<Value, 'kind'>): string => (kind === 'scalar' ? 'double' : kind === 'vector' ? VECTOR : MATRIX);

/** The form of a value where it is used. */
function formOf(value: Value, w: Writing): Form {
  const { operation } = value;
  if (w.nameOf(value) === undefined) {
    if (operation.op === 'sum') return sum(operation.terms, value, w);
    if (operation.op === 'multiply') return multiply(operation.factors, operation.divisors, value, w);
    if (operation.op === 'power') return power(operation.base, operation.exponent, w);
    if (operation.op === 'call') return elementary(operation.name, operation.args, w);
  }
  return asMatrix(w.text(value));
}
/** As an operand in the world of matrices, or in that of arrays. */
const matrix = (value: Value, w: Writing, level: number = LEVEL.none): string => cwise(value, w) ?? inMatrices(formOf(value, w), value, level);
const array = (value: Value, w: Writing, level: number = LEVEL.none): string => inArrays(formOf(value, w), value, level);
function inMatrices(form: Form, { kind }: Pick<Value, 'kind'>, level: number): string { return kind === 'scalar' || form.world === 'matrix' ? bracketed(form, level) : `${bracketed(form, LEVEL.atom)}.matrix()`; }
function inArrays(form: Form, { kind }: Pick<Value, 'kind'>, level: number): string { return kind === 'scalar' || form.world === 'array' ? bracketed(form, level) : `${bracketed(form, LEVEL.atom)}.array()`; }
/** A square has a form in the world of matrices too. */
function cwise(value: Value, w: Writing): string | undefined {
  const { operation } = value;
  if (value.kind === 'scalar' || w.nameOf(value) !== undefined || operation.op !== 'power' || !isSquare(operation.exponent) || formOf(operation.base, w).world === 'array') return undefined;
  return `${matrix(operation.base, w, LEVEL.atom)}.cwiseAbs2()`;
}
const isSquare = ({ operation }: Value): boolean => operation.op === 'number' && operation.value.n === 2 && operation.value.d === 1;
const transposed = (value: Value, w: Writing): string => `${matrix(value, w, LEVEL.atom)}.transpose()`;
/** What has entries that can be read one by one. */
const stored = (value: Value, w: Writing): string => (w.nameOf(value) === undefined ? `${matrix(value, w, LEVEL.atom)}.eval()` : matrix(value, w, LEVEL.atom));

const times = (coefficient: Rational, form: Form): Form => {
  if (coefficient.n === 1 && coefficient.d === 1) return form;
  const number = numeral(coefficient);
  if (number.level < LEVEL.atom && coefficient.n === 1) return { text: `${bracketed(form, LEVEL.at)} / ${numeral({ n: coefficient.d, d: 1 }).text}`, level: Math.min(form.level, LEVEL.product), world: form.world };
  return { text: `${number.text} * ${form.level === LEVEL.at ? `(${form.text})` : bracketed(form, LEVEL.product)}`, level: LEVEL.product, world: form.world };
};

/** `coefficient * value`, numbers with numbers first: 2.0 / n * (X.transpose() * r). */
function scaled(coefficient: Rational, value: Value, w: Writing): Form {
  const { operation } = value;
  if (operation.op === 'number') return asMatrix(numeral({ n: coefficient.n * operation.value.n, d: coefficient.d * operation.value.d }));
  const isPlain = numeral(coefficient).level === LEVEL.atom && !(coefficient.n === 1 && coefficient.d === 1);
  if (isPlain && operation.op === 'multiply' && w.nameOf(value) === undefined) return multiply(operation.factors, operation.divisors, value, w, numeral(coefficient).text);
  return times(coefficient, formOf(value, w));
}

/** `A - B + 2.0 * C` of matrices; of arrays where an operand is one, or a number is added to all entries. Rows and columns are added last. */
function sum(terms: readonly LinearTerm[], value: Value, w: Writing): Form {
  const spread = value.kind === 'matrix' ? terms.filter((term) => term.as !== 'array') : [];
  const plain = terms.filter((term) => !spread.includes(term));
  const isNumber = (term: LinearTerm): boolean => term.value.kind === 'scalar' && value.kind !== 'scalar';
  const arrays = plain.filter((term) => !isNumber(term));
  const numbers = plain.filter(isNumber);
  const isOfMatrices = arrays.every((term) => formOf(term.value, w).world === 'matrix');
  let whole: Form | undefined;
  const [first] = arrays;
  if (numbers.length > 0 && isOfMatrices && arrays.length > 1 && first !== undefined && first.coefficient.n > 0) {
    // (A * x - y).array() + b
    whole = asArray(atom(inArrays(added(undefined, arrays, 'matrix', w), value, LEVEL.atom)));
    whole = added(whole, numbers, 'array', w);
  } else if (plain.length > 0) whole = added(undefined, plain, numbers.length > 0 || !isOfMatrices ? 'array' : 'matrix', w);
  for (const term of spread) {
    const magnitude = { n: Math.abs(term.coefficient.n), d: term.coefficient.d };
    const along = asMatrix(atom(term.as === 'row' ? transposed(term.value, w) : matrix(term.value, w, LEVEL.atom)));
    if (whole === undefined) { whole = times(term.coefficient, asMatrix(replicated(term, value, w))); continue; }
    whole = asMatrix({ text: `${inMatrices(whole, value, LEVEL.atom)}.${term.as === 'row' ? 'rowwise' : 'colwise'}() ${term.coefficient.n < 0 ? '-' : '+'} ${bracketed(times(magnitude, along), LEVEL.product)}`, level: LEVEL.sum });
  }
  return whole ?? asMatrix(numeral({ n: 0, d: 1 }));
}

/** Terms of one world, one after another. */
function added(start: Form | undefined, terms: readonly LinearTerm[], world: Form['world'], w: Writing): Form {
  return terms.reduce<Form | undefined>((whole, { value, coefficient }) => {
    const isNegative = coefficient.n < 0;
    const magnitude = { n: Math.abs(coefficient.n), d: coefficient.d };
    const own = scaled(magnitude, value, w);
    const part = own.world === world || value.kind === 'scalar' ? own : times(magnitude, { ...atom(world === 'array' ? array(value, w, LEVEL.atom) : matrix(value, w, LEVEL.atom)), world });
    if (whole === undefined) return isNegative ? { text: `-${bracketed(part, LEVEL.product)}`, level: LEVEL.product, world } : { ...part, world };
    return { text: `${whole.text} ${isNegative ? '-' : '+'} ${bracketed(part, isNegative ? LEVEL.at : LEVEL.sum)}`, level: LEVEL.sum, world };
  }, start) ?? asMatrix(numeral({ n: 0, d: 1 }));
}

const replicated = ({ value, as }: Placed, whole: Value, w: Writing): Text => (as === 'row' ? atom(`${transposed(value, w)}.replicate(${size(whole.rows, w)}, 1)`) : atom(`${matrix(value, w, LEVEL.atom)}.replicate(1, ${size(whole.cols, w)})`));

function multiply(factors: readonly Placed[], divisors: readonly Placed[], value: Value, w: Writing, coefficient = ''): Form {
  const isScalar = (item: Placed): boolean => item.value.kind === 'scalar';
  const scalars = factors.filter(isScalar);
  const scalarDivisors = divisors.filter(isScalar);
  const arrays = factors.filter((item) => !isScalar(item) && item.as === 'array');
  const arrayDivisors = divisors.filter((item) => !isScalar(item) && item.as === 'array');
  const spread = factors.filter((item) => item.as !== 'array');
  const spreadDivisors = divisors.filter((item) => item.as !== 'array');
  let number = coefficient;
  for (const item of scalars) number = number === '' ? bracketed(w.text(item.value), LEVEL.product) : `${number} * ${bracketed(w.text(item.value), LEVEL.unary)}`;
  const early = number !== '' || arrays.length + spread.length + arrayDivisors.length === 0 ? scalarDivisors : [];
  const late = early.length > 0 ? [] : scalarDivisors;
  for (const item of early) number = `${number === '' ? '1.0' : number} / ${bracketed(w.text(item.value), LEVEL.unary)}`;
  if (value.kind === 'scalar') return asMatrix({ text: number, level: LEVEL.product });

  let core: Form | undefined;
  const [only] = arrays;
  const second = arrays[1] ?? arrayDivisors[0];
  if (only !== undefined && arrays.length === 1 && arrayDivisors.length === 0) core = formOf(only.value, w);
  else if (only !== undefined && second !== undefined && arrays.length + arrayDivisors.length === 2 && [only, second].every((item) => formOf(item.value, w).world === 'matrix')) {
    core = asMatrix(atom(`${matrix(only.value, w, LEVEL.atom)}.${arrayDivisors.length === 0 ? 'cwiseProduct' : 'cwiseQuotient'}(${matrix(second.value, w)})`));
  }
  else if (arrays.length + arrayDivisors.length > 0) {
    const product = arrays.map((item, i) => array(item.value, w, i === 0 ? LEVEL.product : LEVEL.unary)).join(' * ');
    const head = product === '' ? (number === '' ? '1.0' : number) : product;
    if (product === '') number = '';
    core = asArray({ text: arrayDivisors.reduce((text, item) => `${text} / ${array(item.value, w, LEVEL.unary)}`, head), level: LEVEL.product });
  }
  for (const item of spread) {
    if (core === undefined) { core = asMatrix(replicated(item, value, w)); continue; }
    const diagonal = `${matrix(item.value, w, LEVEL.atom)}.asDiagonal()`;
    core = item.as === 'column' ? asMatrix({ text: `${diagonal} * ${inMatrices(core, value, LEVEL.unary)}`, level: LEVEL.at }) : asMatrix({ text: `${inMatrices(core, value, LEVEL.at)} * ${diagonal}`, level: LEVEL.at });
  }
  for (const item of spreadDivisors) {
    const base = core === undefined ? `${MATRIX}::Ones(${size(value.rows, w)}, ${size(value.cols, w)}).array()` : inArrays(core, value, LEVEL.atom);
    core = asArray({ text: `${base}.${item.as === 'row' ? 'rowwise' : 'colwise'}() / ${item.as === 'row' ? `${transposed(item.value, w)}.array()` : array(item.value, w, LEVEL.atom)}`, level: LEVEL.product });
  }
  if (core === undefined) return asMatrix({ text: number, level: LEVEL.product });
  const whole: Form = number === '' ? core : { text: `${number} * ${bracketed(core, core.level === LEVEL.at ? LEVEL.atom : LEVEL.unary)}`, level: LEVEL.product, world: core.world };
  return late.reduce<Form>((form, item) => ({ text: `${bracketed(form, LEVEL.at)} / ${bracketed(w.text(item.value), LEVEL.unary)}`, level: Math.min(form.level, LEVEL.product), world: form.world }), whole);
}

function power(base: Value, exponent: Value, w: Writing): Form {
  const k = exponent.operation.op === 'number' ? exponent.operation.value : undefined;
  if (base.kind === 'scalar' && exponent.kind === 'scalar') {
    const own = w.text(base);
    return asMatrix(isSquare(exponent) && own.level > LEVEL.atom ? binary(own.text, '*', own.text) : call('std::pow', own.text, w.text(exponent).text));
  }
  if (base.kind === 'scalar') return asArray(call('Eigen::pow', w.text(base).text, array(exponent, w)));
  if (isSquare(exponent)) return asArray(atom(`${array(base, w, LEVEL.atom)}.square()`));
  if (k?.n === 3 && k.d === 1) return asArray(atom(`${array(base, w, LEVEL.atom)}.cube()`));
  return asArray(atom(`${array(base, w, LEVEL.atom)}.pow(${array(exponent, w)})`));
}

/** Methods of arrays that bear the name of the function, as their namesakes in `std` do. */
type Namesake = Exclude<Elementary, 'sigmoid' | 'softplus' | 'relu' | 'step' | 'erf' | 'atan2' | 'maximum' | 'minimum' | 'sign'>;
/** Functions of numbers, as lambdas at the head of the body. */
const HELPERS = {
  sigmoid: 'const auto sigmoid = [](double u) { return 1.0 / (1.0 + std::exp(-u)); };',
  softplus: 'const auto softplus = [](double u) { return std::max(u, 0.0) + std::log1p(std::exp(-std::abs(u))); };',
  erf: 'const auto erf = [](double u) { return std::erf(u); };',
  atan2: 'const auto atan2 = [](double s, double c) { return std::atan2(s, c); };',
  sign: 'const auto sign = [](double u) { return static_cast<double>((u > 0.0) - (u < 0.0)); };',
} as const;

function elementary(name: Elementary, args: readonly Value[], w: Writing): Form {
  const [x, y] = args;
  if (x === undefined) throw new Lacking(name);
  const scalar = args.every((item) => item.kind === 'scalar');
  const ofNumbers = (how: string): Form => asMatrix(call(how, ...args.map((item) => w.text(item).text)));
  const whole = args.find((item) => item.kind !== 'scalar') ?? x;
  const method = (how: string): Form => asArray(atom(`${array(x, w, LEVEL.atom)}.${how}`));
  switch (name) {
    case 'sigmoid': if (!scalar) return method('logistic()'); w.need(name); return ofNumbers(name);
    case 'softplus': case 'sign': case 'erf': w.need(name); return scalar ? ofNumbers(name) : method(`unaryExpr(${name})`);
    case 'atan2': {
      w.need(name);
      if (scalar) return ofNumbers(name);
      const full = (item: Value): string => (item.kind === 'scalar' ? `${typeOf(whole)}::Constant(${shapeOf(whole, w)}, ${w.text(item).text}).array()` : array(item, w, LEVEL.atom));
      return asArray(atom(`${full(x)}.binaryExpr(${y === undefined ? '' : full(y)}, ${name})`));
    }
    case 'relu': return scalar ? asMatrix(call('std::max', w.text(x).text, '0.0')) : method('max(0.0)');
    case 'step': return scalar ? asMatrix(call('double', `${bracketed(w.text(x), LEVEL.sum)} > 0.0`)) : asArray(atom(`(${array(x, w, LEVEL.sum)} > 0.0).cast<double>()`));
    case 'maximum': case 'minimum': {
      const short = name === 'maximum' ? 'max' : 'min';
      if (scalar) return ofNumbers(`std::${short}`);
      const other = whole === x ? y : x;
      return asArray(atom(`${array(whole, w, LEVEL.atom)}.${short}(${other === undefined ? '' : array(other, w)})`));
    }
    default: { const same: Namesake = name; return scalar ? ofNumbers(`std::${same}`) : method(`${same}()`); }
  }
}

const shapeOf = (value: Value, w: Writing): string => (value.kind === 'vector' ? size(value.rows, w) : `${size(value.rows, w)}, ${size(value.cols, w)}`);
const identityOf = (value: Value, w: Writing): string => `${MATRIX}::Identity(${size(value.rows, w)}, ${size(value.rows, w)})`;
const product = (left: string, right: string): Text => binary(left, '*', right, LEVEL.at);
const method = (of: Value, w: Writing, what: string): Text => atom(`${matrix(of, w, LEVEL.atom)}.${what}`);
const VIEWS = { lower: 'Eigen::Lower', upper: 'Eigen::Upper' } as const;
const OTHER = { lower: 'upper', upper: 'lower' } as const;
/** An index counted from 1 as C++ counts. */
const zeroBased = (index: Value, w: Writing): string => (index.operation.op === 'number' ? String(index.operation.value.n - 1) : `${index.operation.op === 'dimension' ? size(index.operation.dimension, w) : w.text(index).text} - 1`);
/** A whole number as an index. */
const whole = ({ operation, ...rest }: Value, w: Writing): string => (operation.op === 'number' ? String(operation.value.n) : operation.op === 'dimension' ? size(operation.dimension, w) : `static_cast<Eigen::Index>(${w.text({ operation, ...rest }).text})`);
const isFactor = (value: Value, w: Writing): boolean => value.operation.op === 'cholesky' && w.nameOf(value) !== undefined;
const entrywise = (left: Value, right: Value, w: Writing): string => (left === right ? `${matrix(left, w, LEVEL.atom)}.cwiseAbs2()` : `${matrix(left, w, LEVEL.atom)}.cwiseProduct(${matrix(right, w)})`);
const spectrumOf = (value: Value, w: Writing): string => `Eigen::SelfAdjointEigenSolver<${MATRIX}>(${matrix(value, w)}, Eigen::EigenvaluesOnly).eigenvalues()`;

/** Powers up to this are written as products. */
const WRITTEN_OUT = 4;

const MATRIX_FUNCTIONS = { expm: 'exp', logm: 'log', sqrtm: 'sqrt' } as const;

/** The schedule writes this out with operations that can be shared. */
const writtenOut = (name: string) => (): never => { throw new Lacking(name); };
/** `out` of a statement, declared. */
const declared = (value: Pick<Value, 'kind'>, name: string | undefined): string => `const ${typeOf(value)} ${name ?? ''}`;

const table: Table = {
  input: (_, value, w) => atom(named(value, w)),
  index: (_, value, w) => call('double', named(value, w)),
  part: (_, value, w) => atom(named(value, w)),
  invoke: ({ callee, entrywise, args, results }, _, w) => {
    const [first, second, ...more] = args;
    if (entrywise && more.length > 0) throw new Lacking('a function of more than two numbers applied to every entry');
    const called = entrywise && first !== undefined ? method(first, w, second === undefined ? `unaryExpr(${w.callee(callee)})` : `binaryExpr(${matrix(second, w)}, ${w.callee(callee)})`) : call(w.callee(callee), ...args.map((item) => (item.operation.op === 'dimension' ? size(item.operation.dimension, w) : matrix(item, w))));
    return results.length === 0 ? called : { lines: (names) => [`const auto [${names.join(', ')}] = ${called.text};`] };
  },
  loop: ({ from, past, body }, value, w) => {
    const { index, lines } = w.inside(value);
    const [first, end, summand] = [whole(from, w), whole(past, w), matrix(body, w)];
    const zero = value.kind === 'scalar' ? '0.0' : `${typeOf(value)}::Zero(${shapeOf(value, w)})`;
    return { lines: ([name = '']) => [`${typeOf(value)} ${name} = ${zero};`, `for (Eigen::Index ${index} = ${first}; ${index} < ${end}; ++${index}) {`, ...indented([...lines, `${name} += ${summand};`], '  '), '}'] };
  },
  number: ({ value }) => numeral(value),
  pi: () => atom('3.141592653589793'),
  dimension: ({ dimension }, _, w) => call('double', size(dimension, w)),
  fill: ({ value: of }, value, w) => {
    const constant = of.operation.op === 'number' ? of.operation.value.n / of.operation.value.d : undefined;
    return constant === 0 || constant === 1 ? call(`${typeOf(value)}::${constant === 0 ? 'Zero' : 'Ones'}`, shapeOf(value, w)) : call(`${typeOf(value)}::Constant`, shapeOf(value, w), w.text(of).text);
  },
  identity: (_, value, w) => atom(identityOf(value, w)),

  sum: ({ terms }, value, w) => sum(terms, value, w),
  multiply: ({ factors, divisors }, value, w) => multiply(factors, divisors, value, w),
  power: ({ base, exponent }, _, w) => power(base, exponent, w),
  call: ({ name, args }, _, w) => elementary(name, args, w),

  matmul: ({ left, leftTransposed, right, rightTransposed }, _, w) => product(leftTransposed ? transposed(left, w) : matrix(left, w, left.kind === 'matrix' ? LEVEL.at : LEVEL.unary), rightTransposed ? transposed(right, w) : matrix(right, w, LEVEL.unary)),
  dot: ({ left, right }, _, w) => (left === right ? method(left, w, 'squaredNorm()') : method(left, w, `dot(${matrix(right, w)})`)),
  outer: ({ left, right }, _, w) => product(matrix(left, w, LEVEL.unary), transposed(right, w)),
  entrywiseDot: ({ left, right }, _, w) => (left === right ? method(left, w, 'squaredNorm()') : atom(`${entrywise(left, right, w)}.sum()`)),
  rowDots: ({ left, right }, _, w) => atom(left === right ? `${matrix(left, w, LEVEL.atom)}.rowwise().squaredNorm()` : `${entrywise(left, right, w)}.rowwise().sum()`),
  columnDots: ({ left, right }, _, w) => atom(left === right ? `${matrix(left, w, LEVEL.atom)}.colwise().squaredNorm().transpose()` : `${entrywise(left, right, w)}.colwise().sum().transpose()`),
  transpose: ({ of }, _, w) => atom(transposed(of, w)),
  matrixPower: ({ base, exponent }, value, w) => ({
    lines: ([name = '']) => {
      const own = w.nameOf(base) === undefined ? `${name}_base` : matrix(base, w);
      const first = w.nameOf(base) === undefined ? [`const ${MATRIX} ${own} = ${matrix(base, w)};`] : [];
      const k = exponent.operation.op === 'number' ? exponent.operation.value.n : undefined;
      if (k !== undefined && k <= WRITTEN_OUT) return [...first, `${declared(value, name)} = ${Array.from({ length: k }, () => own).join(' * ')};`];
      const times = k !== undefined ? String(k) : exponent.operation.op === 'dimension' ? size(exponent.operation.dimension, w) : `static_cast<Eigen::Index>(${w.text(exponent).text})`;
      return [...first, `${MATRIX} ${name} = ${own};`, `for (Eigen::Index i = 1; i < ${times}; ++i) ${name} *= ${own};`];
    },
  }),

  solve: ({ matrix: of, transposed: isTransposed, side, other, structure }, _, w) => {
    const isTurned = isTransposed !== (side === 'right');
    const rhs = side === 'right' ? transposed(other, w) : matrix(other, w);
    let solver: string;
    if (structure === 'lower' || structure === 'upper') {
      const name = w.nameOf(of) ?? '';
      // The factor knows that it is triangular.
      solver = isFactor(of, w) ? `${name}.${isTurned ? 'matrixU' : 'matrixL'}()` : `${isTurned ? transposed(of, w) : matrix(of, w, LEVEL.atom)}.triangularView<${VIEWS[isTurned ? OTHER[structure] : structure]}>()`;
    } else solver = structure === 'posdef' ? `${matrix(of, w, LEVEL.atom)}.llt()` : `${isTurned ? transposed(of, w) : matrix(of, w, LEVEL.atom)}.partialPivLu()`;
    return atom(`${solver}.solve(${rhs})${side === 'right' ? '.transpose()' : ''}`);
  },
  inverse: ({ matrix: of, structure }, _, w) => (structure === 'lower' || structure === 'upper' ? method(of, w, `triangularView<${VIEWS[structure]}>().solve(${identityOf(of, w)})`) : method(of, w, 'inverse()')),
  logdet: ({ matrix: of, structure }, _, w) => {
    if (structure === 'posdef') return binary('2.0', '*', `${MATRIX}(${matrix(of, w, LEVEL.atom)}.llt().matrixL()).diagonal().array().log().sum()`);
    return atom(`${matrix(of, w, LEVEL.atom)}.${structure === 'general' ? 'partialPivLu().matrixLU().' : ''}diagonal().array().abs().log().sum()`);
  },
  det: ({ matrix: of }, _, w) => method(of, w, 'determinant()'),
  cholesky: ({ matrix: of }, _, w) => ({ lines: ([name]) => [`const Eigen::LLT<${MATRIX}> ${name ?? ''}(${matrix(of, w)});`] }),
  choleskySolve: ({ factor, other }, _, w) => atom(`${w.nameOf(factor) ?? ''}.solve(${matrix(other, w)})`),
  logDiagonal: ({ factor }, _, w) => atom(`${w.nameOf(factor) ?? ''}.matrixLLT().diagonal().array().log().sum()`),
  choleskyInverse: ({ factor }, value, w) => atom(`${w.nameOf(factor) ?? ''}.solve(${identityOf(value, w)})`),
  lu: ({ matrix: of }, _, w) => ({ lines: ([name]) => [`const Eigen::PartialPivLU<${MATRIX}> ${name ?? ''}(${matrix(of, w)});`] }),
  luSolve: ({ factor, transposed: isTransposed, other }, _, w) => atom(`${w.parts(factor).join('')}${isTransposed ? '.transpose()' : ''}.solve(${matrix(other, w)})${isTransposed ? '.eval()' : ''}`),
  luLogdet: ({ factor }, _, w) => atom(`${w.parts(factor).join('')}.matrixLU().diagonal().array().abs().log().sum()`),
  // In ascending order.
  eigh: ({ matrix: of }, _, w) => ({ lines: ([name]) => [`const Eigen::SelfAdjointEigenSolver<${MATRIX}> ${name ?? ''}(${matrix(of, w)});`] }),
  eigenvalue: ({ of, which }, _, w) => {
    const values = of.kind === 'tuple' ? `${w.parts(of).join('')}.eigenvalues()` : spectrumOf(of, w);
    return atom(which === 'all' ? values : `${values}.${which}Coeff()`);
  },
  eigenvector: ({ of, which }, _, w) => { const vectors = `${w.parts(of).join('')}.eigenvectors()`; return atom(which === 'all' ? vectors : `${vectors}.${which === 'max' ? 'rightCols' : 'leftCols'}<1>()`); },
  svd: ({ matrix: of }, _, w) => ({ lines: ([name]) => [`const Eigen::BDCSVD<${MATRIX}> ${name ?? ''}(${matrix(of, w)}, Eigen::ComputeThinU | Eigen::ComputeThinV);`] }),
  singularVector: ({ of, side }, _, w) => atom(`${w.parts(of).join('')}.${side === 'left' ? 'matrixU' : 'matrixV'}().col(0)`),
  singularValues: ({ of, which }, _, w) => {
    const values = of.kind === 'tuple' ? `${w.parts(of).join('')}.singularValues()` : `Eigen::BDCSVD<${MATRIX}>(${matrix(of, w)}).singularValues()`;
    return atom(which === 'all' ? values : which === 'max' ? `${values}(0)` : `${values}.sum()`);
  },
  pinv: ({ matrix: of }, _, w) => method(of, w, 'completeOrthogonalDecomposition().pseudoInverse()'),
  matrixFunction: ({ name, of }, _, w) => { w.need('functions'); return atom(`${MATRIX}(${stored(of, w)}.${MATRIX_FUNCTIONS[name]}())`); },
  // f([X, E; 0, X]) has the derivative of f at X in the direction E in its upper right block.
  frechet: ({ name: of, at, direction }, value, w) => {
    w.need('functions');
    const n = size(at.rows, w);
    const x = matrix(at, w);
    return {
      lines: ([name]) => [
        `${MATRIX} ${name ?? ''}_blocks(2 * ${w.dimension(at.rows, LEVEL.product)}, 2 * ${w.dimension(at.rows, LEVEL.product)});`, `${name ?? ''}_blocks << ${x}, ${matrix(direction, w)}, ${MATRIX}::Zero(${n}, ${n}), ${x};`,
        `${declared(value, name)} = ${MATRIX}(${name ?? ''}_blocks.${MATRIX_FUNCTIONS[of]}()).topRightCorner(${n}, ${n});`,
      ],
    };
  },

  sumEntries: ({ of }, _, w) => atom(`${bracketed(formOf(of, w), LEVEL.atom)}.sum()`),
  maxEntry: ({ of }, _, w) => atom(`${bracketed(formOf(of, w), LEVEL.atom)}.maxCoeff()`),
  rowMax: ({ of }, _, w) => method(of, w, 'rowwise().maxCoeff()'),
  prodEntries: ({ of }, _, w) => atom(`${bracketed(formOf(of, w), LEVEL.atom)}.prod()`),
  rowSums: ({ of }, _, w) => method(of, w, 'rowwise().sum()'),
  columnSums: ({ of }, _, w) => method(of, w, 'colwise().sum().transpose()'),
  trace: ({ of }, _, w) => method(of, w, 'trace()'),
  diagonal: ({ of }, _, w) => method(of, w, 'diagonal()'),
  argmax: ({ of }, value, w) => ({ lines: ([name]) => [`const ${typeOf(value)} ${name ?? ''}_top = (${array(of, w, LEVEL.sum)} == ${bracketed(formOf(of, w), LEVEL.atom)}.maxCoeff()).cast<double>();`, `${declared(value, name)} = ${name ?? ''}_top / ${name ?? ''}_top.sum();`] }),
  logsumexp: writtenOut('logsumexp'), rowLogsumexp: writtenOut('rowlogsumexp'), softmax: writtenOut('softmax'), rowSoftmax: writtenOut('rowsoftmax'),

  diagonalMatrix: ({ of }, _, w) => atom(`${MATRIX}(${matrix(of, w, LEVEL.atom)}.asDiagonal())`),
  addDiagonal: ({ matrix: of, diagonal }, _, w) => ({
    lines: ([name]) => {
      if (diagonal.kind === 'vector') return [`${MATRIX} ${name ?? ''} = ${matrix(of, w)};`, `${name ?? ''}.diagonal() += ${matrix(diagonal, w)};`];
      const { isNegative, by } = signedDiagonal(diagonal, numeral, (terms, value, writing) => sum(terms, value, writing), w);
      return [`${MATRIX} ${name ?? ''} = ${matrix(of, w)};`, `${name ?? ''}.diagonal().array() ${isNegative ? '-=' : '+='} ${by.text};`];
    },
  }),
  kron: ({ left, right }, _, w) => { w.need('kronecker'); return atom(`Eigen::kroneckerProduct(${stored(left, w)}, ${stored(right, w)}).eval()`); },
  kronIdentity: ({ side, size: count, of }, _, w) => {
    w.need('kronecker');
    const identity = `${MATRIX}::Identity(${size(count, w)}, ${size(count, w)})`;
    return atom(`Eigen::kroneckerProduct(${side === 'left' ? `${identity}, ${stored(of, w)}` : `${stored(of, w)}, ${identity}`}).eval()`);
  },
  vec: ({ of }, _, w) => atom(`${stored(of, w)}.reshaped()`),
  unvec: ({ of }, value, w) => (value.kind === 'vector' ? w.text(of) : atom(`${stored(of, w)}.reshaped(${size(value.rows, w)}, ${size(value.cols, w)})`)),
  triangle: ({ side, of }, _, w) => atom(`${stored(of, w)}.triangularView<${VIEWS[side]}>().toDenseMatrix()`),
  stack: ({ along, parts }, value, w) => ({
    lines: ([name = '']) => {
      if (along !== 'diagonal') return [`${typeOf(value)} ${name}(${shapeOf(value, w)});`, `${name} << ${parts.map((part) => matrix(part, w)).join(', ')};`];
      const lines = [`${MATRIX} ${name} = ${MATRIX}::Zero(${shapeOf(value, w)});`];
      const before: { rows: string; cols: string } = { rows: '', cols: '' };
      for (const part of parts) {
        lines.push(`${name}.block(${before.rows === '' ? '0, 0' : `${before.rows}, ${before.cols}`}, ${size(part.rows, w)}, ${size(part.cols, w)}) = ${matrix(part, w)};`);
        before.rows += `${before.rows === '' ? '' : ' + '}${size(part.rows, w)}`;
        before.cols += `${before.cols === '' ? '' : ' + '}${size(part.cols, w)}`;
      }
      return lines;
    },
  }),
  slice: ({ along, start, of }, value, w) => {
    const isFirst = start.terms.size === 0;
    if (value.kind === 'scalar') return atom(`${stored(of, w)}(${isFirst ? '0' : `${size(of.rows, w)} - 1`})`);
    const count = size(along === 'rows' ? value.rows : value.cols, w);
    const which = of.kind === 'vector' ? (isFirst ? 'head' : 'tail') : along === 'rows' ? (isFirst ? 'topRows' : 'bottomRows') : isFirst ? 'leftCols' : 'rightCols';
    return atom(`${stored(of, w)}.${which}(${count})`);
  },
  commute: ({ along, m, n, of }, value, w) => {
    const [first, second] = along === 'rows' ? [m, n] : [n, m];
    const rows = size(first, w);
    const cols = size(second, w);
    return {
      lines: ([name = '']) => {
        if (of.kind === 'vector') return [`const ${MATRIX} ${name}_blocks = ${stored(of, w)}.reshaped(${rows}, ${cols}).transpose();`, `${declared(value, name)} = ${name}_blocks.reshaped();`];
        const count = `${w.dimension(first, LEVEL.product)} * ${w.dimension(second, LEVEL.unary)}`;
        return [`const Eigen::MatrixXi ${name}_order = Eigen::VectorXi::LinSpaced(${count}, 0, static_cast<int>(${count}) - 1).reshaped(${rows}, ${cols}).transpose();`, `${declared(value, name)} = ${stored(of, w)}(${along === 'rows' ? `${name}_order.reshaped(), Eigen::all` : `Eigen::all, ${name}_order.reshaped()`});`];
      },
    };
  },
  unit: ({ index }, value, w) => call(`${VECTOR}::Unit`, size(value.rows, w), zeroBased(index, w)),
  pick: ({ along, index, of }, _, w) => atom(`${stored(of, w)}${along === 'entry' ? `(${zeroBased(index, w)})` : along === 'row' ? `.row(${zeroBased(index, w)}).transpose()` : `.col(${zeroBased(index, w)})`}`),
  cross: ({ left, right }, _, w) => atom(`${stored(left, w)}.head<3>().cross(${stored(right, w)}.head<3>())`),
  asRow: ({ of }, _, w) => (of.kind === 'scalar' ? call(`${MATRIX}::Constant`, '1', '1', w.text(of).text) : atom(transposed(of, w))),
  asColumn: ({ of }, _, w) => asMatrix(atom(matrix(of, w, LEVEL.atom))),
  flatten: ({ of }, _, w) => atom(`${stored(of, w)}.${of.rows === ONE ? 'row(0).transpose()' : 'col(0)'}`),
};

const KEYWORDS = [
  'alignas', 'alignof', 'and', 'and_eq', 'asm', 'auto', 'bitand', 'bitor', 'bool', 'break', 'case', 'catch', 'char', 'char8_t', 'char16_t', 'char32_t', 'class', 'compl', 'concept', 'const', 'consteval', 'constexpr', 'constinit', 'const_cast', 'continue',
  'co_await', 'co_return', 'co_yield', 'decltype', 'default', 'delete', 'do', 'double', 'dynamic_cast', 'else', 'enum', 'explicit', 'export', 'extern', 'false', 'float', 'for', 'friend', 'goto', 'if', 'inline', 'int', 'long', 'mutable', 'namespace', 'new',
  'noexcept', 'not', 'not_eq', 'nullptr', 'operator', 'or', 'or_eq', 'private', 'protected', 'public', 'register', 'reinterpret_cast', 'requires', 'return', 'short', 'signed', 'sizeof', 'static', 'static_assert', 'static_cast', 'struct', 'switch',
  'template', 'this', 'thread_local', 'throw', 'true', 'try', 'typedef', 'typeid', 'typename', 'union', 'unsigned', 'using', 'virtual', 'void', 'volatile', 'wchar_t', 'while', 'xor', 'xor_eq', 'final', 'override', 'import', 'module',
] as const;
/** Namespaces, macros of the C library, and the lambdas at the head of the body. */
const RESERVED = new Set<string>([...KEYWORDS, ...Object.keys(HELPERS), 'std', 'Eigen', 'I', 'NULL', 'NAN', 'INFINITY', 'EOF', 'BUFSIZ', 'RAND_MAX', 'errno', 'assert', 'main']);

function parameter(given: FunctionModel['parameters'][number]): string {
  const { name, kind } = given;
  if (kind === 'function') {
    const of = given.kinds.of.map((each) => (each === 'scalar' ? 'double' : `const ${typeOf({ kind: each })}&`));
    return `const std::function<${typeOf({ kind: given.kinds.returned })}(${of.join(', ')})>& ${name}`;
  }
  if (kind === 'integer') return `Eigen::Index ${name}`;
  return kind === 'scalar' ? `double ${name}` : `const Eigen::Ref<const ${typeOf({ kind })}>& ${name}`;
}

/** Longest line of a head or a result before it is broken. */
const LINE = 100;

/** `X is 3x2`, put together when it is said. */
const sized = (name: string, kind: Value['kind']): string => (kind === 'matrix' ? `"${name} is " + std::to_string(${name}.rows()) + "x" + std::to_string(${name}.cols())` : `"${name} has " + std::to_string(${name}.size()) + " entries"`);

/** Types say what has how many dimensions. */
function assertions({ checks }: FunctionModel): readonly string[] {
  const kinds = new Map(checks.map(({ parameter, kind }) => [parameter, kind]));
  return checks.flatMap(({ parameter, kind, extents, symbols, isGiven, sources }) => {
    if (kind === 'scalar' || isGiven) return [];
    const [rows = '', cols] = extents;
    const condition = cols === undefined ? `${parameter}.size() != ${rows}` : `${parameter}.rows() != ${rows} || ${parameter}.cols() != ${cols}`;
    const said = [...sources, parameter].map((name, i) => (i === 0 ? `std::string(${sized(name, kinds.get(name) ?? 'vector').replace(/" \+/, '") +')}` : sized(name, kinds.get(name) ?? 'vector'))).join(' + ", " + ');
    return [`if (${condition}) {`, `  throw std::invalid_argument(${said} + "; ${parameter} must be ${symbols.join('x')}");`, '}'];
  });
}

const trialSyntax: TrialSyntax = {
  declare: (name, text) => `const double ${name} = ${text};`, set: (name, text) => `${name} = ${text};`, abs: (text) => `std::abs(${text})`, max: (a, b) => `std::max(${a}, ${b})`,
  when: (condition, lines) => [`if (${condition}) {`, ...indented(lines, '  '), '}'], number: real, increment: (name) => `${name} += 1;`,
};

function selfTest(model: TestModel): string {
  const { name, dimensions, trials, draws, step, names: { worst, points, verdict } } = model;
  const normal = (draw: TestModel['draws'][number]): string => (draw.kind === 'scalar' ? 'draw()' : `${typeOf(draw)}::NullaryExpr(${extentsOf(draw).join(', ')}, draw)`);
  const head = dimensions.length === 0 ? [`for (int trial = 0; trial < ${String(trials.length)}; ++trial) {`]
    : [`const Eigen::Index trials[][${String(dimensions.length)}] = {${trials.map((sizes) => `{${sizes.join(', ')}}`).join(', ')}};`, 'for (const auto& sizes : trials) {'];
  const body = [
    ...Object.entries(HELPERS).flatMap(([helper, line]) => (model.needs.has(helper) ? [line] : [])),
    'std::mt19937 generator(0);', 'std::normal_distribution<double> normal;', 'const auto draw = [&]() { return normal(generator); };', `double ${worst} = 0.0;`, `int ${points} = 0;`, `const double ${step.name} = ${String(step.value)};`, ...head,
    ...indented([...dimensions.map((dimension, i) => `const Eigen::Index ${dimension} = sizes[${String(i)}];`), ...draws.map((draw) => `const ${typeOf(draw)} ${draw.name} = ${normal(draw)};`), ...trialLines(model, trialSyntax)], '  '), '}',
    `const std::string ${verdict} = ${points} > 0 && ${worst} < ${real(model.tolerance)} ? "pass" : "fail";`,
    `std::printf("${name}: %s, largest relative error %.1e at %d of ${String(trials.length)} points\\n", ${verdict}.c_str(), ${worst}, ${points});`, `return ${verdict};`,
  ];
  return [...testWords(model).map((line) => `/// ${line}`.trimEnd()), `inline std::string ${name}() {`, ...indented(body, '  '), '}'].join('\n');
}

/** What names of the standard library come from, beside `cmath`. */
const HEADERS: ReadonlyMap<string, string> = new Map(Object.entries({ max: 'algorithm', min: 'algorithm', printf: 'cstdio', function: 'functional', mt19937: 'random', normal_distribution: 'random', invalid_argument: 'stdexcept', string: 'string', to_string: 'string', tuple: 'tuple', pair: 'utility' }));

function surround({ texts, needs }: Procedures): Laid {
  const definition = texts.join('\n\n');
  const found = new Set([...definition.matchAll(/\bstd::(\w+)/g)].map(([, name = '']) => HEADERS.get(name) ?? 'cmath'));
  const own = ['Eigen/Dense', ...(needs.has('kronecker') ? ['unsupported/Eigen/KroneckerProduct'] : []), ...(needs.has('functions') ? ['unsupported/Eigen/MatrixFunctions'] : [])];
  return { imports: [...own, ...[...found].sort()].map((header) => `#include <${header}>`), helpers: [], definition };
}

function procedure(model: FunctionModel): string {
  const [only, ...more] = model.results;
  const types = model.results.map(typeOf);
  const type = more.length === 0 ? types.join('') : more.length === 1 ? `std::pair<${types.join(', ')}>` : `std::tuple<${types.join(', ')}>`;
  const head = `inline ${type} ${model.name}(`;
  const parameters = model.parameters.map(parameter);
  const oneLine = `${head}${parameters.join(', ')}) {`;
  const body = [
    ...Object.entries(HELPERS).flatMap(([name, line]) => (model.needs.has(name) ? [line] : [])),
    ...model.dimensions.flatMap((dimension) => dimension.lines), ...assertions(model), ...model.statements.flatMap((statement) => statement.lines), ...returned(only, more),
  ];
  const lines = [
    ...documentation(model, timesShapes).map((line) => `/// ${line}`.trimEnd()),
    ...(oneLine.length <= LINE ? [oneLine] : [head, ...parameters.map((text, i) => `    ${text}${i + 1 < parameters.length ? ',' : ') {'}`)]),
    ...indented(body, '  '), '}',
  ];
  return lines.join('\n');
}

/** What is returned is built in place: named locals would be copied into the pair. */
function returned(only: ResultModel | undefined, more: readonly ResultModel[]): readonly string[] {
  if (only === undefined) return [];
  if (more.length === 0) return [`return ${only.text};`];
  const texts = [only, ...more].map((result) => result.text);
  const whole = `return {${texts.join(', ')}};`;
  if (whole.length + 2 <= LINE) return [whole];
  return texts.map((text, i) => `${i === 0 ? 'return {' : '        '}${text}${i + 1 < texts.length ? ',' : '};'}`);
}

/** Names that end as those of intermediate blocks do make way for them. */
const identifier = (name: string): string => asciiIdentifier(name, RESERVED).replace(/_(base|blocks|order|top)$/, '$&_');

const STATEMENTS: readonly OperationName[] = ['cholesky', 'matrixPower', 'addDiagonal', 'argmax', 'frechet', 'stack', 'commute'];

export const eigen: Target = {
  table, statements: new Set(STATEMENTS), native: new Set(), reserved: RESERVED, identifier,
  tupleNames: { eigh: ['spectrum'], svd: ['svd'], lu: ['lu'] },
  dimensionLevel: { sum: LEVEL.sum, product: LEVEL.product, atom: LEVEL.atom, times: ' * ' },
  extent: (argument, rank, axis) => (rank === 1 ? `${argument}.size()` : `${argument}.${axis === 0 ? 'rows' : 'cols'}()`),
  quotient: (of, by) => `${of} / ${by}`,
  assign: (names, text, value) => `const ${value === undefined ? 'Eigen::Index' : typeOf(value)} ${names.join('')} = ${text};`,
  wishes: { cholesky: 'llt' },
  read: (value, name) => (value.operation.op === 'cholesky' ? atom(`${MATRIX}(${name}.matrixL())`) : undefined),
  procedure, selfTest, testReserved: ['generator', 'normal', 'draw', 'trial', 'trials', 'sizes'], surround,
};
