/**
 * Rust with nalgebra (0.33). Arguments come as references and results go out owned; a named value is borrowed where it is used. The code
 * is parsed in the tests, not compiled: there is no nalgebra where they run.
 */
import type { Rational } from '../../algebra/rational';
import type { Dimension } from '../../shapes/dimension';
import type { Elementary, LinearTerm, OperationName, Placed, Value } from '../schedule/operation';
import { documentation, timesShapes } from './documentation';
import { atom, indented, infix, LEVEL } from './infix';
import { Lacking, named, type DocumentedParameter, type FunctionModel, type Laid, type Procedures, type ResultModel, type Table, type Target, type TestModel, type Text, type Writing } from './target';
import { extentsOf, real, testWords, trialLines, type TrialSyntax } from './trial';
import { asciiIdentifier } from './words';

/** Functions that nalgebra lacks, written below the function where it uses them. */
const HELPERS = {
  sigmoid: 'fn sigmoid(u: f64) -> f64 {\n    if u >= 0.0 { 1.0 / (1.0 + (-u).exp()) } else { u.exp() / (1.0 + u.exp()) }\n}',
  softplus: 'fn softplus(u: f64) -> f64 {\n    u.max(0.0) + (-u.abs()).exp().ln_1p()\n}',
  relu: 'fn relu(u: f64) -> f64 {\n    u.max(0.0)\n}',
  step: 'fn step(u: f64) -> f64 {\n    if u > 0.0 { 1.0 } else { 0.0 }\n}',
  sign: 'fn sign(u: f64) -> f64 {\n    if u == 0.0 { 0.0 } else { u.signum() }\n}',
  add_to_columns: 'fn add_to_columns(mut m: DMatrix<f64>, v: &DVector<f64>) -> DMatrix<f64> {\n    for mut column in m.column_iter_mut() {\n        column += v;\n    }\n    m\n}',
  add_to_rows: 'fn add_to_rows(mut m: DMatrix<f64>, v: &DVector<f64>) -> DMatrix<f64> {\n    for mut row in m.row_iter_mut() {\n        row += v.transpose();\n    }\n    m\n}',
  scale_rows: 'fn scale_rows(mut m: DMatrix<f64>, v: &DVector<f64>) -> DMatrix<f64> {\n    for mut column in m.column_iter_mut() {\n        column.component_mul_assign(v);\n    }\n    m\n}',
  scale_columns: 'fn scale_columns(mut m: DMatrix<f64>, v: &DVector<f64>) -> DMatrix<f64> {\n    for (mut column, s) in m.column_iter_mut().zip(v.iter()) {\n        column *= *s;\n    }\n    m\n}',
  row_max: 'fn row_max(m: &DMatrix<f64>) -> DVector<f64> {\n    DVector::from_iterator(m.nrows(), m.row_iter().map(|row| row.max()))\n}',
  log_diagonal: 'fn log_diagonal(m: &DMatrix<f64>) -> f64 {\n    m.diagonal().map(|d| d.abs().ln()).sum()\n}',
  sorted: 'fn sorted(v: &DVector<f64>) -> DVector<f64> {\n    let mut values = v.as_slice().to_vec();\n    values.sort_by(f64::total_cmp);\n    DVector::from_vec(values)\n}',
  sorted_columns: 'fn sorted_columns(m: &DMatrix<f64>, keys: &DVector<f64>) -> DMatrix<f64> {\n    let mut order: Vec<usize> = (0..keys.len()).collect();\n    order.sort_by(|&i, &j| keys[i].total_cmp(&keys[j]));\n    m.select_columns(&order)\n}',
  commutation: 'fn commutation(m: usize, n: usize) -> Vec<usize> {\n    (0..m * n).map(|k| k / n + (k % n) * m).collect()\n}',
  unit: 'fn unit(n: usize, i: usize) -> DVector<f64> {\n    DVector::from_fn(n, |row, _| if row == i { 1.0 } else { 0.0 })\n}',
  above: 'fn above(a: &DMatrix<f64>, b: &DMatrix<f64>) -> DMatrix<f64> {\n    let mut m = DMatrix::zeros(a.nrows() + b.nrows(), a.ncols());\n    m.rows_mut(0, a.nrows()).copy_from(a);\n    m.rows_mut(a.nrows(), b.nrows()).copy_from(b);\n    m\n}',
  beside: 'fn beside(a: &DMatrix<f64>, b: &DMatrix<f64>) -> DMatrix<f64> {\n    let mut m = DMatrix::zeros(a.nrows(), a.ncols() + b.ncols());\n    m.columns_mut(0, a.ncols()).copy_from(a);\n    m.columns_mut(a.ncols(), b.ncols()).copy_from(b);\n    m\n}',
  block_diagonal: 'fn block_diagonal(a: &DMatrix<f64>, b: &DMatrix<f64>) -> DMatrix<f64> {\n    let mut m = DMatrix::zeros(a.nrows() + b.nrows(), a.ncols() + b.ncols());\n    m.view_mut((0, 0), a.shape()).copy_from(a);\n    m.view_mut(a.shape(), b.shape()).copy_from(b);\n    m\n}',
  normal: 'fn normal(state: &mut u64) -> f64 {\n    // The sum of twelve uniform numbers.\n    let mut sum = -6.0;\n    for _ in 0..12 {\n        *state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);\n        sum += (*state >> 11) as f64 / (1u64 << 53) as f64;\n    }\n    sum\n}',
  is_top: 'fn is_top(m: &DMatrix<f64>) -> DMatrix<f64> {\n    let top = m.max();\n    let marks = m.map(|x| if x == top { 1.0 } else { 0.0 });\n    let count = marks.sum();\n    marks / count\n}',
} as const;
type Helper = keyof typeof HELPERS;

const helper = (name: Helper, w: Writing): string => { w.need(name); return name; };
const arg = (value: Value, w: Writing): string => w.at(value, LEVEL.none);
/** What a method is called on. */
const on = (value: Value, w: Writing): string => (value.operation.op === 'cholesky' ? undefined : w.nameOf(value)) ?? w.at(value, LEVEL.atom);
const method = (of: Value, name: string, w: Writing, ...args: readonly string[]): Text => atom(`${on(of, w)}.${name}(${args.join(', ')})`);
const call = (name: string, ...args: readonly string[]): Text => atom(`${name}(${args.join(', ')})`);
const isInput = (value: Value): boolean => value.operation.op === 'input';
/** A reference to an array. */
function by(value: Value, w: Writing): string {
  const name = value.operation.op === 'cholesky' ? undefined : w.nameOf(value);
  return name === undefined ? `&${w.at(value, LEVEL.atom)}` : isInput(value) ? name : `&${name}`;
}
/** An array that may be taken over. */
function owned(value: Value, w: Writing): string {
  const name = w.nameOf(value);
  return name === undefined ? arg(value, w) : `${name}.clone()`;
}
const size = (dimension: Dimension, w: Writing, level: number = LEVEL.none): string => w.dimension(dimension, level);

function numeral(r: Rational): Text {
  const real = (value: number): string => (Number.isInteger(value) && Math.abs(value) < 1e15 ? value.toFixed(1) : String(value));
  const value = r.n / r.d;
  if (r.d === 1 || Number.isInteger(value * 1024) || /^-?\d+\.\d{1,4}$/.test(String(value))) return { text: real(value), level: value < 0 ? LEVEL.unary : LEVEL.atom };
  return { text: `${real(r.n)} / ${real(r.d)}`, level: LEVEL.product };
}

const arithmetic = infix({
  numeral, plus: () => '+', minus: () => '-', times: () => '*', over: () => '/', matmul: '*', rowsLast: true,
  placed: (item, _, w) => w.text(item.value), transposed: (of, w) => method(of, 'transpose', w),
});
const { operand } = arithmetic;

/** Terms of the result's own kind with operators; scalars, rows and columns by methods afterwards. */
function sum(terms: readonly LinearTerm[], value: Value, w: Writing): Text {
  const own = terms.filter((term) => term.as === 'array' && term.value.kind === value.kind);
  if (own.length === terms.length) return arithmetic.sum(terms, value, w);
  const zeros = (): string => `${value.kind === 'vector' ? 'DVector' : 'DMatrix'}::zeros(${size(value.rows, w)}${value.kind === 'vector' ? '' : `, ${size(value.cols, w)}`})`;
  const start = own.length === 0 ? atom(zeros()) : own.length === 1 && own[0] !== undefined && own[0].coefficient.n === own[0].coefficient.d ? atom(owned(own[0].value, w)) : arithmetic.sum(own, value, w);
  let text = start.level < LEVEL.atom ? `(${start.text})` : start.text;
  for (const term of terms) {
    if (own.includes(term)) continue;
    if (term.value.kind === 'scalar') { text = `${text}.add_scalar(${arithmetic.sum([term], term.value, w).text})`; continue; }
    const vector = term.coefficient.n === term.coefficient.d ? by(term.value, w) : `&(${arithmetic.sum([{ ...term, as: 'array' }], term.value, w).text})`;
    text = `${helper(term.as === 'row' ? 'add_to_rows' : 'add_to_columns', w)}(${text}, ${vector})`;
  }
  return atom(text);
}

function multiply(factors: readonly Placed[], divisors: readonly Placed[], value: Value, w: Writing): Text {
  const isArray = (item: Placed): boolean => item.value.kind !== 'scalar';
  const arrays = factors.filter(isArray);
  const start = arrays.find((item) => item.as === 'array');
  const scalars = factors.filter((item) => !isArray(item));
  const under = divisors.filter((item) => !isArray(item));
  let text = start === undefined ? `${value.kind === 'vector' ? 'DVector' : 'DMatrix'}::from_element(${size(value.rows, w)}${value.kind === 'vector' ? '' : `, ${size(value.cols, w)}`}, 1.0)` : on(start.value, w);
  let isBare = start !== undefined && w.nameOf(start.value) !== undefined;
  for (const item of arrays) {
    if (item === start) continue;
    if (item.as === 'array') text = `${text}.component_mul(${by(item.value, w)})`;
    else text = `${helper(item.as === 'row' ? 'scale_columns' : 'scale_rows', w)}(${isBare ? `${text}.clone()` : text}, ${by(item.value, w)})`;
    isBare = false;
  }
  for (const item of divisors.filter(isArray)) {
    const inverse = item.as === 'array' ? undefined : `&${on(item.value, w)}.map(|u| 1.0 / u)`;
    text = inverse === undefined ? `${text}.component_div(${by(item.value, w)})` : `${helper(item.as === 'row' ? 'scale_columns' : 'scale_rows', w)}(${isBare ? `${text}.clone()` : text}, ${inverse})`;
    isBare = false;
  }
  const array = isBare && start !== undefined && !isInput(start.value) ? `&${text}` : text;
  const over = scalars.map((item) => w.at(item.value, LEVEL.product)).join(' * ');
  const below = under.map((item) => w.at(item.value, LEVEL.unary)).join(' / ');
  if (over !== '') return { text: `${over}${below === '' ? '' : ` / ${below}`} * ${array}`, level: LEVEL.product };
  return below === '' ? atom(text) : { text: `${array} / ${below}`, level: LEVEL.product };
}

/** The method of f64, or a function of our own. */
const ELEMENTARY: { readonly [Name in Exclude<Elementary, 'erf' | 'atan2' | 'maximum' | 'minimum'>]: string | { readonly own: Helper } } = {
  exp: 'exp', expm1: 'exp_m1', log: 'ln', log1p: 'ln_1p', sqrt: 'sqrt', abs: 'abs', sign: { own: 'sign' }, sin: 'sin', cos: 'cos', tan: 'tan', asin: 'asin', acos: 'acos', atan: 'atan', sinh: 'sinh', cosh: 'cosh', tanh: 'tanh',
  sigmoid: { own: 'sigmoid' }, softplus: { own: 'softplus' }, relu: { own: 'relu' }, step: { own: 'step' },
};

function elementary(name: Elementary, args: readonly Value[], value: Value, w: Writing): Text {
  const [x, y] = args;
  if (name === 'erf' || x === undefined) throw new Lacking('erf');
  if (name === 'atan2' || name === 'maximum' || name === 'minimum') {
    const f = name === 'atan2' ? 'atan2' : name === 'maximum' ? 'max' : 'min';
    if (y === undefined) throw new Lacking(name);
    if (value.kind === 'scalar') return method(x, f, w, arg(y, w));
    return y.kind === 'scalar' ? method(x, 'map', w, `|u| u.${f}(${arg(y, w)})`) : method(x, 'zip_map', w, by(y, w), `f64::${f}`);
  }
  const f = ELEMENTARY[name];
  if (typeof f === 'string') return value.kind === 'scalar' ? method(x, f, w) : method(x, 'map', w, `f64::${f}`);
  return value.kind === 'scalar' ? call(helper(f.own, w), arg(x, w)) : method(x, 'map', w, helper(f.own, w));
}

/** Cholesky and LU decompositions are kept as objects. */
const factorOf = (factor: Value, w: Writing): string => w.nameOf(factor) ?? (factor.operation.op === 'cholesky' ? decomposed(factor.operation.matrix, w) : on(factor, w));
const decomposed = (matrix: Value, w: Writing): string => `${cloned(matrix, w)}.cholesky().expect("positive definite")`;
const cloned = (matrix: Value, w: Writing): string => (w.nameOf(matrix) === undefined ? on(matrix, w) : `${on(matrix, w)}.clone()`);
const zeroBased = (index: Value, w: Writing): string => (index.operation.op === 'number' ? String(index.operation.value.n - 1) : index.operation.op === 'dimension' ? `${size(index.operation.dimension, w, LEVEL.sum)} - 1` : `${w.at(index, LEVEL.atom)} as usize - 1`);
const writtenOut = (name: string) => (): never => { throw new Lacking(name); };
const solvable = 'expect("invertible")';

/** A whole number as an index. */
const whole = (value: Value, w: Writing): string => (value.operation.op === 'number' ? String(value.operation.value.n) : value.operation.op === 'dimension' ? size(value.operation.dimension, w) : `${w.at(value, LEVEL.atom)} as usize`);

const table: Table = {
  ...arithmetic.rows,
  input: (_, value, w) => atom(named(value, w)),
  index: (_, value, w) => ({ text: `${named(value, w)} as f64`, level: LEVEL.product }),
  part: (_, value, w) => atom(named(value, w)),
  invoke: ({ callee, entrywise, args, results }, _, w) => {
    const [first, second, ...more] = args;
    if (entrywise && more.length > 0) throw new Lacking('a function of more than two numbers applied to every entry');
    const called = entrywise && first !== undefined ? (second === undefined ? method(first, 'map', w, `&${w.callee(callee)}`) : method(first, 'zip_map', w, by(second, w), `&${w.callee(callee)}`)) : call(w.callee(callee), ...args.map((item) => (item.operation.op === 'dimension' ? size(item.operation.dimension, w) : item.kind === 'scalar' ? arg(item, w) : by(item, w))));
    return results.length === 0 ? called : { lines: (names) => [`let (${names.join(', ')}) = ${called.text};`] };
  },
  loop: ({ from, past, body }, value, w) => {
    const { index, lines } = w.inside(value);
    const [first, end, summand] = [whole(from, w), whole(past, w), arg(body, w)];
    const zero = value.kind === 'scalar' ? '0.0' : `${value.kind === 'vector' ? 'DVector' : 'DMatrix'}::zeros(${size(value.rows, w)}${value.kind === 'vector' ? '' : `, ${size(value.cols, w)}`})`;
    return { lines: ([name = '']) => [`let mut ${name} = ${zero};`, `for ${index} in ${first}..${end} {`, ...indented([...lines, `${name} += ${summand};`], '    '), '}'] };
  },
  pi: () => atom('std::f64::consts::PI'),
  dimension: ({ dimension }, _, w) => ({ text: `${size(dimension, w, LEVEL.atom)} as f64`, level: LEVEL.product }),
  fill: ({ value: of }, value, w) => call(`${value.kind === 'vector' ? 'DVector' : 'DMatrix'}::from_element`, size(value.rows, w), ...(value.kind === 'vector' ? [] : [size(value.cols, w)]), arg(of, w)),
  identity: (_, value, w) => call('DMatrix::identity', size(value.rows, w), size(value.rows, w)),
  sum: ({ terms }, value, w) => sum(terms, value, w),
  multiply: (operation, value, w) => (value.kind === 'scalar' ? arithmetic.rows.multiply(operation, value, w) : multiply(operation.factors, operation.divisors, value, w)),
  power: ({ base, exponent }, value, w) => {
    const k = exponent.operation.op === 'number' && exponent.operation.value.d === 1 ? exponent.operation.value.n : undefined;
    if (value.kind === 'scalar') return method(base, k === undefined ? 'powf' : 'powi', w, k === undefined ? arg(exponent, w) : String(k));
    if (exponent.kind !== 'scalar') return base.kind === 'scalar' ? method(exponent, 'map', w, `|k| ${w.at(base, LEVEL.atom)}.powf(k)`) : method(base, 'zip_map', w, by(exponent, w), 'f64::powf');
    return method(base, 'map', w, k === undefined ? `|u| u.powf(${arg(exponent, w)})` : `|u| u.powi(${String(k)})`);
  },
  call: ({ name, args }, value, w) => elementary(name, args, value, w),

  matmul: ({ left, leftTransposed, right, rightTransposed }, _, w) => (leftTransposed && !rightTransposed
    ? method(left, 'tr_mul', w, by(right, w))
    : { text: `${leftTransposed ? method(left, 'transpose', w).text : operand(left, w)} * ${rightTransposed ? method(right, 'transpose', w).text : operand(right, w)}`, level: LEVEL.at }),
  dot: ({ left, right }, _, w) => method(left, 'dot', w, by(right, w)),
  outer: ({ left, right }, _, w) => ({ text: `${operand(left, w)} * ${method(right, 'transpose', w).text}`, level: LEVEL.at }),
  entrywiseDot: ({ left, right }, _, w) => method(left, 'dot', w, by(right, w)),
  rowDots: ({ left, right }, _, w) => atom(`${on(left, w)}.component_mul(${by(right, w)}).column_sum()`),
  columnDots: ({ left, right }, _, w) => atom(`${on(left, w)}.component_mul(${by(right, w)}).row_sum_tr()`),
  transpose: ({ of }, _, w) => method(of, 'transpose', w),
  matrixPower: ({ base, exponent }, _, w) => method(base, 'pow', w, exponent.operation.op === 'number' ? String(exponent.operation.value.n) : `${w.at(exponent, LEVEL.atom)} as u32`),

  solve: ({ matrix, transposed, side, other, structure }, _, w) => {
    const turned = transposed !== (side === 'right');
    const rhs = side === 'right' ? `&${on(other, w)}.transpose()` : by(other, w);
    const solved = structure === 'lower' || structure === 'upper'
      ? `${on(matrix, w)}.${turned ? 'tr_' : ''}solve_${structure}_triangular(${rhs}).${solvable}`
      : `${turned ? `${on(matrix, w)}.transpose()` : cloned(matrix, w)}.lu().solve(${rhs}).${solvable}`;
    return atom(side === 'right' ? `${solved}.transpose()` : solved);
  },
  inverse: ({ matrix }, _, w) => atom(`${cloned(matrix, w)}.try_inverse().${solvable}`),
  logdet: ({ matrix, structure }, _, w) => call(helper('log_diagonal', w), structure === 'lower' || structure === 'upper' ? by(matrix, w) : `&${cloned(matrix, w)}.lu().u()`),
  det: ({ matrix }, _, w) => method(matrix, 'determinant', w),
  cholesky: ({ matrix }, _, w) => atom(`${decomposed(matrix, w)}.unpack()`),
  choleskySolve: ({ factor, other }, _, w) => atom(`${factorOf(factor, w)}.solve(${by(other, w)})`),
  logDiagonal: ({ factor }, _, w) => call(helper('log_diagonal', w), factor.operation.op === 'cholesky' ? `&${factorOf(factor, w)}.l()` : by(factor, w)),
  choleskyInverse: ({ factor }, _, w) => atom(`${factorOf(factor, w)}.inverse()`),
  lu: ({ matrix }, _, w) => atom(`${cloned(matrix, w)}.lu()`),
  luSolve: ({ factor, transposed, other }, _, w) => atom(transposed && factor.operation.op === 'lu' ? `${on(factor.operation.matrix, w)}.transpose().lu().solve(${by(other, w)}).${solvable}` : `${w.parts(factor)[0] ?? ''}.solve(${by(other, w)}).${solvable}`),
  luLogdet: ({ factor }, _, w) => call(helper('log_diagonal', w), `&${w.parts(factor)[0] ?? ''}.u()`),
  eigh: ({ matrix }, _, w) => atom(`${cloned(matrix, w)}.symmetric_eigen()`),
  eigenvalue: ({ of, which }, _, w) => {
    const values = of.kind === 'tuple' ? `${w.parts(of)[0] ?? ''}.eigenvalues` : `${on(of, w)}.symmetric_eigenvalues()`;
    return which === 'all' ? call(helper('sorted', w), `&${values}`) : atom(`${values}.${which}()`);
  },
  eigenvector: ({ of, which }, _, w) => {
    const eigen = w.parts(of)[0] ?? '';
    return which === 'all' ? call(helper('sorted_columns', w), `&${eigen}.eigenvectors`, `&${eigen}.eigenvalues`) : atom(`${eigen}.eigenvectors.column(${eigen}.eigenvalues.${which === 'max' ? 'imax' : 'imin'}()).into_owned()`);
  },
  svd: ({ matrix }, _, w) => atom(`${cloned(matrix, w)}.svd(true, true)`),
  singularVector: ({ of, side }, _, w) => { const svd = w.parts(of)[0] ?? ''; return atom(side === 'left' ? `${svd}.u.as_ref().expect("asked for").column(0).into_owned()` : `${svd}.v_t.as_ref().expect("asked for").row(0).transpose()`); },
  singularValues: ({ of, which }, _, w) => {
    const values = of.kind === 'tuple' ? `${w.parts(of)[0] ?? ''}.singular_values` : `${on(of, w)}.singular_values()`;
    return atom(which === 'all' ? `${values}.clone()` : `${values}.${which}()`);
  },
  pinv: ({ matrix }, _, w) => atom(`${cloned(matrix, w)}.pseudo_inverse(1e-14).expect("a tolerance that is not negative")`),
  matrixFunction: ({ name, of }, _, w) => { if (name !== 'expm') throw new Lacking(name === 'logm' ? 'the matrix logarithm' : 'the matrix square root'); return method(of, 'exp', w); },
  frechet: ({ name, at, direction }, _, w) => {
    if (name !== 'expm') throw new Lacking(`the derivative of the matrix ${name === 'logm' ? 'logarithm' : 'square root'}`);
    // expm([X, E; 0, X]) has the derivative of expm at X in the direction E in its upper right block.
    const n = size(at.rows, w);
    const beside = helper('beside', w);
    return atom(`${helper('above', w)}(&${beside}(${by(at, w)}, ${by(direction, w)}), &${beside}(&DMatrix::zeros(${n}, ${n}), ${by(at, w)})).exp().view((0, ${n}), (${n}, ${n})).into_owned()`);
  },

  sumEntries: ({ of }, _, w) => method(of, 'sum', w),
  maxEntry: ({ of }, _, w) => method(of, 'max', w),
  rowMax: ({ of }, _, w) => call(helper('row_max', w), by(of, w)),
  prodEntries: ({ of }, _, w) => method(of, 'product', w),
  rowSums: ({ of }, _, w) => method(of, 'column_sum', w),
  columnSums: ({ of }, _, w) => method(of, 'row_sum_tr', w),
  logsumexp: writtenOut('logsumexp'), rowLogsumexp: writtenOut('rowlogsumexp'), softmax: writtenOut('softmax'), rowSoftmax: writtenOut('rowsoftmax'),
  trace: ({ of }, _, w) => method(of, 'trace', w),
  diagonal: ({ of }, _, w) => method(of, 'diagonal', w),
  argmax: ({ of }, value, w) => (value.kind === 'matrix' ? call(helper('is_top', w), by(of, w)) : atom(`${helper('is_top', w)}(&DMatrix::from_columns(&[${owned(of, w)}])).column(0).into_owned()`)),

  diagonalMatrix: ({ of }, _, w) => call('DMatrix::from_diagonal', by(of, w)),
  addDiagonal: ({ matrix, diagonal }, _, w) => ({ text: `${w.at(matrix, LEVEL.sum)} + ${diagonal.kind === 'vector' ? `DMatrix::from_diagonal(${by(diagonal, w)})` : `DMatrix::from_diagonal_element(${size(matrix.rows, w)}, ${size(matrix.rows, w)}, ${arg(diagonal, w)})`}`, level: LEVEL.sum }),
  kron: ({ left, right }, _, w) => method(left, 'kronecker', w, by(right, w)),
  kronIdentity: ({ side, size: count, of }, _, w) => { const eye = `DMatrix::<f64>::identity(${size(count, w)}, ${size(count, w)})`; return side === 'left' ? atom(`${eye}.kronecker(${by(of, w)})`) : method(of, 'kronecker', w, `&${eye}`); },
  // nalgebra stores columns, as vec does.
  vec: ({ of }, _, w) => call('DVector::from_column_slice', `${on(of, w)}.as_slice()`),
  unvec: ({ of }, value, w) => (value.kind === 'vector' ? w.text(of) : call('DMatrix::from_column_slice', size(value.rows, w), size(value.cols, w), `${on(of, w)}.as_slice()`)),
  triangle: ({ side, of }, _, w) => method(of, side === 'lower' ? 'lower_triangle' : 'upper_triangle', w),
  stack: ({ along, parts }, value, w) => {
    const [a, b] = parts;
    if (a === undefined || b === undefined) throw new Lacking('stacking');
    if (value.kind === 'vector') return call('DVector::from_vec', `[${parts.map((part) => (part.kind === 'scalar' ? `&[${arg(part, w)}]` : `${on(part, w)}.as_slice()`)).join(', ')}].concat()`);
    return call(helper(along === 'diagonal' ? 'block_diagonal' : along === 'rows' ? 'above' : 'beside', w), by(a, w), by(b, w));
  },
  slice: ({ along, start, of }, value, w) => {
    const count = along === 'rows' ? value.rows : value.cols;
    const from = start.terms.size === 0 ? '0' : size(start, w);
    return value.kind === 'scalar' ? atom(`${on(of, w)}[${from}]`) : atom(`${on(of, w)}.${along}(${from}, ${size(count, w)}).into_owned()`);
  },
  commute: ({ along, m, n, of }, _, w) => method(of, along === 'rows' ? 'select_rows' : 'select_columns', w, `&${helper('commutation', w)}(${along === 'rows' ? `${size(m, w)}, ${size(n, w)}` : `${size(n, w)}, ${size(m, w)}`})`),
  unit: ({ index }, value, w) => call(helper('unit', w), size(value.rows, w), zeroBased(index, w)),
  pick: ({ along, index, of }, _, w) => atom(along === 'entry' ? `${on(of, w)}[${zeroBased(index, w)}]` : along === 'row' ? `${on(of, w)}.row(${zeroBased(index, w)}).transpose()` : `${on(of, w)}.column(${zeroBased(index, w)}).into_owned()`),
  cross: ({ left, right }, _, w) => method(left, 'cross', w, by(right, w)),
  asRow: ({ of }, value, w) => (of.kind === 'scalar' ? call('DMatrix::from_element', '1', '1', arg(of, w)) : call('DMatrix::from_row_slice', '1', size(value.cols, w), `${on(of, w)}.as_slice()`)),
  asColumn: ({ of }, value, w) => call('DMatrix::from_column_slice', size(value.rows, w), '1', `${on(of, w)}.as_slice()`),
  flatten: ({ of }, _, w) => call('DVector::from_column_slice', `${on(of, w)}.as_slice()`),
};

const KEYWORDS = [
  'as', 'async', 'await', 'break', 'const', 'continue', 'crate', 'dyn', 'else', 'enum', 'extern', 'false', 'fn', 'for', 'if', 'impl', 'in', 'let', 'loop', 'match', 'mod', 'move', 'mut', 'pub', 'ref', 'return', 'self', 'Self', 'static', 'struct', 'super',
  'trait', 'true', 'type', 'unsafe', 'use', 'where', 'while', 'abstract', 'become', 'box', 'do', 'final', 'macro', 'override', 'priv', 'try', 'typeof', 'unsized', 'virtual', 'yield', 'f64', 'usize', 'Vec', 'std', 'DMatrix', 'DVector',
] as const;
const RESERVED = new Set<string>([...KEYWORDS, ...Object.keys(HELPERS)]);
const typeOf = (kind: string): string => (kind === 'scalar' ? 'f64' : kind === 'integer' ? 'usize' : kind === 'vector' ? 'DVector<f64>' : 'DMatrix<f64>');

const typeOfParameter = (parameter: DocumentedParameter): string => {
  const given = (kind: string): string => (kind === 'scalar' || kind === 'integer' ? typeOf(kind) : `&${typeOf(kind)}`);
  return parameter.kind === 'function' ? `impl Fn(${parameter.kinds.of.map(given).join(', ')}) -> ${typeOf(parameter.kinds.returned)}` : given(parameter.kind);
};

/** Types say what has how many dimensions; `assert_eq!` prints what there is and what there should be. */
function assertions({ checks }: FunctionModel): readonly string[] {
  const kinds = new Map(checks.map(({ parameter, kind }) => [parameter, kind]));
  const shapeOf = (name: string): string => (kinds.get(name) === 'matrix' ? `${name}.shape()` : `${name}.len()`);
  return checks.flatMap(({ parameter, kind, extents, symbols, isGiven, sources }) => {
    if (kind === 'scalar' || isGiven) return [];
    const given = sources.map((source) => `${source} has {:?}`).join(', ');
    return [`assert_eq!(${shapeOf(parameter)}, ${kind === 'matrix' ? `(${extents.join(', ')})` : extents.join('')}, "${parameter} must have ${symbols.join(' by ')}${given === '' ? '' : `; ${given}`}"${sources.map((source) => `, ${shapeOf(source)}`).join('')});`];
  });
}

const trialSyntax: TrialSyntax = {
  declare: (name, text) => `let ${name} = ${text};`, set: (name, text) => `${name} = ${text};`, abs: (text) => `${/ /.test(text) ? `(${text})` : text}.abs()`, max: (a, b) => `f64::max(${a}, ${b})`,
  when: (condition, lines) => [`if ${condition} {`, ...indented(lines, '    '), '}'], number: real, increment: (name) => `${name} += 1;`,
};

function selfTest(model: TestModel): string {
  const { name, dimensions, trials, draws, step, names: { worst, points, verdict } } = model;
  const normal = (draw: TestModel['draws'][number]): string => (draw.kind === 'scalar' ? 'normal(&mut state)' : `&${draw.kind === 'vector' ? 'DVector' : 'DMatrix'}::from_fn(${extentsOf(draw).join(', ')}, |_, _| normal(&mut state))`);
  const head = dimensions.length === 0 ? `for _ in 0..${String(trials.length)} {` : dimensions.length === 1 ? `for ${dimensions.join('')} in [${trials.map((sizes) => `${sizes.join('')}usize`).join(', ')}] {` : `for (${dimensions.join(', ')}) in [${trials.map((sizes) => `(${sizes.map((size_) => `${String(size_)}usize`).join(', ')})`).join(', ')}] {`;
  const body = [
    'let mut state = 1u64;', `let mut ${worst} = 0.0;`, `let mut ${points} = 0;`, `let ${step.name} = ${String(step.value)};`, head,
    ...indented([...draws.map((draw) => `let ${draw.name} = ${normal(draw)};`), ...trialLines(model, trialSyntax)], '    '), '}',
    `let ${verdict} = if ${points} > 0 && ${worst} < ${real(model.tolerance)} { "pass" } else { "fail" };`,
    `println!("${name}: {}, largest relative error {:.1e} at {} of ${String(trials.length)} points", ${verdict}, ${worst}, ${points});`, verdict,
  ];
  return [...testWords(model).map((line) => `/// ${line}`.trimEnd()), '#[allow(non_snake_case)]', `pub fn ${name}() -> &'static str {`, ...indented(body, '    '), '}'].join('\n');
}

function surround({ texts, needs }: Procedures): Laid {
  const helpers = Object.entries(HELPERS).flatMap(([name, source]) => (needs.has(name) ? [{ name, source }] : []));
  const definition = texts.join('\n\n');
  const code = [...definition.split('\n').filter((line) => !line.startsWith('///')), ...helpers.map(({ source }) => source)].join('\n');
  const used = ['DMatrix', 'DVector'].filter((name) => code.includes(name));
  return { imports: used.length === 0 ? [] : [`use nalgebra::${used.length === 1 ? used.join('') : `{${used.join(', ')}}`};`], helpers, definition };
}

function procedure(model: FunctionModel): string {
  const localNames = new Set(model.locals.map(({ name }) => name));
  const given = new Set(model.parameters.map(({ name }) => name));
  // A named value moves out with its last use; an argument is only lent.
  const handedOut = ({ text, kind }: ResultModel, i: number): string => {
    const name = text.startsWith('&') ? text.slice(1) : text;
    if (kind === 'scalar') return text;
    if (given.has(name)) return `${name}.clone()`;
    if (!localNames.has(name)) return text;
    return model.results.slice(i + 1).some((later) => new RegExp(`\\b${name}\\b`).test(later.text)) ? `${name}.clone()` : name;
  };
  const types = model.results.map(({ kind }) => typeOf(kind));
  const texts = model.results.map(handedOut);
  const signature = `pub fn ${model.name}(${model.parameters.map((parameter) => `${parameter.name}: ${typeOfParameter(parameter)}`).join(', ')}) -> ${types.length === 1 ? types[0] ?? '()' : `(${types.join(', ')})`} {`;
  const inner = [
    ...model.dimensions.flatMap(({ lines }) => lines), ...assertions(model), ...model.statements.flatMap(({ lines }) => lines),
    ...(texts.length === 1 || texts.join(', ').length <= 90 ? [texts.length === 1 ? texts[0] ?? '' : `(${texts.join(', ')})`] : [...model.results.map(({ label }, i) => `let ${label} = ${texts[i] ?? ''};`), `(${model.results.map(({ label }) => label).join(', ')})`]),
  ];
  return [...documentation(model, timesShapes).map((line) => `/// ${line}`.trimEnd()), '#[allow(non_snake_case)]', signature, ...indented(inner, '    '), '}'].join('\n');
}

const STATEMENTS: readonly OperationName[] = [];

export const nalgebra: Target = {
  table, statements: new Set(STATEMENTS), native: new Set(), reserved: RESERVED, identifier: (name) => asciiIdentifier(name, RESERVED),
  tupleNames: { eigh: ['eigen'], svd: ['svd'], lu: ['lu'] },
  dimensionLevel: { sum: LEVEL.sum, product: LEVEL.product, atom: LEVEL.atom, times: ' * ' },
  extent: (argument, rank, axis) => (rank === 1 ? `${argument}.len()` : `${argument}.${axis === 0 ? 'nrows' : 'ncols'}()`),
  quotient: (of, by_) => `${of} / ${by_}`,
  assign: (names, text, value) => (value?.operation.op === 'cholesky' ? `let ${names.join(', ')} = ${text.replace(/\.unpack\(\)$/, '')};` : `let ${names.join(', ')} = ${text};`),
  wishes: { cholesky: 'factor' },
  read: (value, name) => (value.operation.op === 'cholesky' ? atom(`${name}.l()`) : value.kind === 'scalar' || value.operation.op === 'input' ? undefined : { text: `&${name}`, level: LEVEL.unary }),
  afterImports: '\n\n', helpersBelow: true,
  procedure, selfTest, testReserved: ['state'], testNeeds: ['normal'], surround,
};

