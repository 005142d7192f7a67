/** Laws of functions applied entry by entry, and of the reductions built on them. */
import { SCALAR } from '../../shapes/shape';
import type { Expr, PrimitiveName } from '../expression';
import { isNonnegative, isPositive } from '../facts';
import { apply } from '../construct/apply';
import { allOnes, hadamard, scalarProduct } from '../construct/hadamard';
import { integer, integerOf, isAllOnes, isZero, numeral, ones, zero } from '../construct/leaf';
import { partsOf } from '../construct/parts';
import { power, reciprocal, squareRoot } from '../construct/power';
import { product, scale } from '../construct/product';
import { add, isAllNegative, isNegative, negate, subtract } from '../construct/sum';
import { transpose } from '../construct/transpose';
import type { Law } from './table';

/** A law of one argument. */
const unary = (head: PrimitiveName, name: string, given: string, example: readonly [string, string], rewrite: (u: Expr) => Expr | undefined): Law =>
  ({ head, name, given, example, rewrite: ([u, ...more]) => (u === undefined || more.length > 0 ? undefined : rewrite(u)) });

/** f(-u) = -f(u), taken where a reader would see the minus first. */
const odd = (head: PrimitiveName): Law => unary(head, `${head} is odd`, 'x : vector(n)', [`${head}(-x)`, `-${head}(x)`], (u) => (isMinus(u) ? negate(apply(head, [negate(u)])) : undefined));
const even = (head: PrimitiveName): Law => unary(head, `${head} is even`, 'x : vector(n)', [`${head}(-x)`, `${head}(x)`], (u) => (isMinus(u) ? apply(head, [negate(u)]) : undefined));
const isMinus = (u: Expr): boolean => isAllNegative(u) || (u.op === 'sum' && u.terms.length === 1 && isNegative(u));
/** f(0) as a constant array. */
const atZero = (head: PrimitiveName, value: 0 | 1): Law => unary(head, `${head}(0) = ${value}`, '', [`${head}(0)`, String(value)], (u) => (isZero(u) ? (value === 0 ? zero(u.shape) : allOnes(u.shape)) : undefined));

const argumentOf = (e: Expr, name: PrimitiveName): Expr | undefined => (e.op === 'apply' && e.name === name ? e.args[0] : undefined);

/** `u` when `e` is `1 + u` (a sum of ones and the rest). */
function onePlus(e: Expr): Expr | undefined {
  if (e.op !== 'sum') return undefined;
  const unit = e.terms.find((term) => isAllOnes(term.expr) && term.coefficient.n === 1 && term.coefficient.d === 1);
  if (unit === undefined || e.terms.length !== 2) return undefined;
  return subtract(e, unit.expr);
}

export const elementwiseLaws: readonly Law[] = [
  atZero('exp', 1), atZero('sin', 0), atZero('cos', 1), atZero('tan', 0), atZero('tanh', 0), atZero('sinh', 0), atZero('cosh', 1), atZero('atan', 0), atZero('asin', 0), atZero('abs', 0), atZero('sign', 0), atZero('erf', 0), atZero('relu', 0),
  odd('sin'), odd('tan'), odd('tanh'), odd('sinh'), odd('atan'), odd('asin'), odd('erf'), odd('sign'),
  even('cos'), even('cosh'), even('abs'),

  unary('log', 'logarithm of one',            '',                        ['log(1)', '0'],                       (u) => (isAllOnes(u) ? zero(u.shape) : undefined)),
  unary('log', 'logarithm of an exponential', 'x : vector(n)',           ['log(exp(x))', 'x'],                  (u) => argumentOf(u, 'exp')),
  unary('exp', 'exponential of a logarithm',  'x : positive vector(n)',  ['exp(log(x))', 'x'],                  (u) => argumentOf(u, 'log')),
  unary('exp', 'exponential of a multiple of a logarithm', 'x : positive vector(n)', ['exp(2*log(x))', 'x.^2'],  exponentialOfLog),
  unary('log', 'softplus recognised',         'x : vector(n)',           ['log(1 + exp(x))', 'softplus(x)'],    (u) => { const v = onePlus(u); const w = v === undefined ? undefined : argumentOf(v, 'exp'); return w === undefined ? undefined : apply('softplus', [w]); }),
  unary('log', 'logarithm of a sigmoid',      'x : vector(n)',           ['log(sigmoid(x))', '-softplus(-x)'],  (u) => { const v = argumentOf(u, 'sigmoid'); return v === undefined ? undefined : negate(apply('softplus', [negate(v)])); }),
  unary('log', 'logarithm of a complement of a sigmoid', 'x : vector(n)', ['log(ones(n) - sigmoid(x))', '-softplus(x)'], logOfComplement),
  unary('log', 'logarithm of a softmax',      'x : vector(n)',           ['log(softmax(x))', 'x - logsumexp(x)*ones(n)'], (u) => { const v = argumentOf(u, 'softmax'); return v === undefined ? undefined : subtract(v, scale(apply('logsumexp', [v]), ones(v.shape.rows))); }),
  unary('log', 'logarithm of a row softmax',  'X : matrix(m, n)',        ['log(rowsoftmax(X))', "X - rowlogsumexp(X)*ones(n)'"], (u) => { const v = argumentOf(u, 'rowsoftmax'); return v === undefined ? undefined : subtract(v, product([apply('rowlogsumexp', [v]), transpose(ones(v.shape.cols))])); }),
  unary('log', 'log-sum-exp recognised',      'x : vector(n)',           ['log(sum(exp(x)))', 'logsumexp(x)'],  logSumExp),
  unary('log', 'logarithm of a product with exponentials', 'x, y : positive vector(n)', ['log(exp(x)./y)', 'x - log(y)'],  logOfProduct),
  unary('log', 'log-sum-exp of rows recognised', 'X : matrix(m, n)',   ['log(rowsum(exp(X)))', 'rowlogsumexp(X)'], rowLogSumExp),
  unary('log', 'logarithm of a positive power', 'x : positive vector(n)', ['log(x.^3)', '3*log(x)'],            (u) => (u.op === 'power' && u.exponent.shape === SCALAR && isPositive(u.base) ? scale(u.exponent, apply('log', [u.base])) : undefined)),
  unary('log', 'logarithm of a square root',  'x : vector(n)',           ["log(sqrt(x'*x))", "1/2*log(x'*x)"],   (u) => (u.op === 'power' && u.exponent.op === 'number' && u.exponent.value.d === 2 && u.exponent.value.n === 1 ? scale(u.exponent, apply('log', [u.base])) : undefined)),
  unary('log', 'logarithm of a reciprocal',   'x : vector(n)',           ['log(1./x)', '-log(x)'],              (u) => (u.op === 'power' && integerOf(u.exponent) === -1 ? negate(apply('log', [u.base])) : undefined)),

  unary('abs', 'absolute value of what is nonnegative', 'x : vector(n)', ['abs(exp(x))', 'exp(x)'],             (u) => (isNonnegative(u) ? u : undefined)),
  unary('sign', 'sign of what is positive',   'x : vector(n)',           ['sign(exp(x))', 'ones(n)'],           (u) => (isPositive(u) ? allOnes(u.shape) : undefined)),
  unary('relu', 'relu of what is nonnegative', 'x : vector(n)',          ['relu(exp(x))', 'exp(x)'],            (u) => (isNonnegative(u) ? u : undefined)),
  unary('abs', 'content of an absolute value', 'x : vector(n)',          ['abs(3*x)', '3*abs(x)'],              (u) => content(u, (scalar) => apply('abs', [scalar]), (body) => apply('abs', [body]))),
  unary('relu', 'content of relu',            'x : vector(n)',           ['relu(3*x)', '3*relu(x)'],            (u) => positiveContent(u, 'relu')),
  unary('step', 'content of step',            'x : vector(n)',           ['step(3*x)', 'step(x)'],              (u) => { const { coefficient, scalars, body } = partsOf(u); return coefficient.n > 0 && coefficient.n !== coefficient.d && body !== undefined ? apply('step', [scale(scalarProduct(scalars), body)]) : undefined; }),
  unary('sign', 'content of sign',            'x : vector(n)',           ['sign(3*x)', 'sign(x)'],              (u) => content(u, (scalar) => apply('sign', [scalar]), (body) => apply('sign', [body]))),
  unary('step', 'step of what is positive',   'x : vector(n)',           ['step(exp(x))', 'ones(n)'],           (u) => (isPositive(u) ? allOnes(u.shape) : undefined)),
  unary('step', 'step of relu',               'x : vector(n)',           ['step(relu(x))', 'step(x)'],          (u) => { const v = argumentOf(u, 'relu'); return v === undefined ? undefined : apply('step', [v]); }),

  unary('prod', 'product of eigenvalues',     'S : symmetric(n)',        ['prod(eigvals(S))', 'det(S)'],        (u) => { const x = argumentOf(u, 'eigvals'); return x === undefined ? undefined : apply('det', [x]); }),
  unary('prod', 'product of a Cholesky diagonal', 'P : posdef(n)',       ['prod(diagonal(chol(P)))', 'sqrt(det(P))'], (u) => { const x = argumentOf(u, 'diagonal'); const s = x === undefined ? undefined : argumentOf(x, 'chol'); return s === undefined ? undefined : squareRoot(apply('det', [s])); }),
  unary('prod', 'product of exponentials',    'x : vector(n)',           ['prod(exp(x))', 'exp(sum(x))'],       (u) => { const v = argumentOf(u, 'exp'); return v === undefined ? undefined : apply('exp', [total(v)]); }),
  { head: 'max', name: 'relu recognised',     given: 'x : vector(n)', example: ['max(0, x)', 'relu(x)'],        rewrite: ([a, b]) => maximum(a, b) },
  unary('max', 'largest eigenvalue',          'S : symmetric(n)',        ['max(eigvals(S))', 'eigmax(S)'],      (u) => { const x = argumentOf(u, 'eigvals'); return x === undefined ? undefined : apply('eigmax', [x]); }),
  unary('max', 'largest singular value',      'X : matrix(m, n)',        ['max(svdvals(X))', 'spec(X)'],        (u) => { const x = argumentOf(u, 'svdvals'); return x === undefined ? undefined : apply('spec', [x]); }),
  { head: 'max', name: 'a greater of equals', given: 'x : vector(n)', example: ['max(x, x)', 'x'],              rewrite: ([a, b]) => (a !== undefined && a === b ? a : undefined) },
  { head: 'min', name: 'minimum by maximum',  given: 'x, y : vector(n)', example: ['min(x, y)', '-max(-x, -y)'], rewrite: ([a, b]) => (a === undefined ? undefined : negate(apply('max', b === undefined ? [negate(a)] : [negate(a), negate(b)]))) },
  unary('logsumexp', 'log-sum-exp shifts',    'x : vector(n), t : scalar', ['logsumexp(x + t)', 'logsumexp(x) + t'], (u) => shiftOut(u)),
  unary('softmax', 'softmax is blind to shifts', 'x : vector(n), t : scalar', ['softmax(x + t)', 'softmax(x)'],    (u) => { const s = withoutShift(u); return s === undefined ? undefined : apply('softmax', [s.rest]); }),
  { head: 'elu', name: 'elu written out', given: 'x : vector(n)', example: ['elu(x)', 'relu(x) + step(-x).*(exp(x) - 1)'],
    rewrite: ([u, a]) => (u === undefined ? undefined : add(apply('relu', [u]), scale(a ?? integer(1), hadamard([apply('step', [negate(u)]), subtract(apply('exp', [u]), allOnes(u.shape))])))) },
  { head: 'leakyrelu', name: 'leaky relu written out', given: 'x : vector(n), t : scalar', example: ['leakyrelu(x, t)', 'relu(x) - t*relu(-x)'],
    rewrite: ([u, a]) => (u === undefined ? undefined : subtract(apply('relu', [u]), scale(a ?? numeral({ n: 1, d: 100 }), apply('relu', [negate(u)])))) },
  unary('silu', 'silu written out', 'x : vector(n)', ['silu(x)', 'x.*sigmoid(x)'], (u) => hadamard([u, apply('sigmoid', [u])])),
  unary('gelu', 'gelu written out', 'x : vector(n)', ['gelu(x)', '1/2*x.*(1 + erf(x/sqrt(2)))'], (u) => scale(numeral({ n: 1, d: 2 }), hadamard([u, add(apply('erf', [scale(reciprocal(squareRoot(integer(2))), u)]), allOnes(u.shape))]))),
];

/** The sum of all entries. */
export const total = (e: Expr): Expr => (e.shape === SCALAR ? e : product([transpose(ones(e.shape.rows)), e, ones(e.shape.cols)]));

function exponentialOfLog(u: Expr): Expr | undefined {
  const { coefficient, scalars, body } = partsOf(u);
  const whole = body ?? scalars.find((scalar) => argumentOf(scalar, 'log') !== undefined);
  const v = whole === undefined ? undefined : argumentOf(whole, 'log');
  if (v === undefined || whole === undefined) return undefined;
  return power(v, scalarProduct([numeral(coefficient), ...scalars.filter((scalar) => scalar !== whole)]));
}

function logOfComplement(u: Expr): Expr | undefined {
  const v = onePlus(u);
  if (v === undefined) return undefined;
  const inner = argumentOf(negate(v), 'sigmoid');
  return inner === undefined ? undefined : negate(apply('softplus', [inner]));
}

/** log(1'*exp(x)) is logsumexp(x); of a positive content the content comes out. */
function logSumExp(u: Expr): Expr | undefined {
  if (u.op !== 'product' || u.factors.length !== 2) return undefined;
  const [row, column] = u.factors;
  if (row === undefined || column === undefined || !isAllOnes(row)) return undefined;
  const inner = argumentOf(column, 'exp');
  return inner === undefined ? undefined : apply('logsumexp', [inner]);
}

/** The logarithm of a product of what is positive, where that of a factor is simpler than a logarithm: exponentials, their sums, sigmoids. */
function logOfProduct(u: Expr): Expr | undefined {
  if (u.op !== 'hadamard' || !u.factors.every((factor) => isPositive(factor))) return undefined;
  const logs = u.factors.map((factor) => apply('log', [factor]));
  const [first, ...more] = logs;
  const isPlain = (e: Expr): boolean => argumentOf(partsOf(e).body ?? partsOf(e).scalars[0] ?? e, 'log') !== undefined;
  return first === undefined || logs.every(isPlain) ? undefined : add(first, ...more);
}

/** log(exp(X)*1) is rowlogsumexp(X). */
function rowLogSumExp(u: Expr): Expr | undefined {
  if (u.op !== 'product' || u.factors.length !== 2) return undefined;
  const [matrix, column] = u.factors;
  const inner = matrix === undefined || column?.op !== 'ones' ? undefined : argumentOf(matrix, 'exp');
  return inner === undefined ? undefined : apply('rowlogsumexp', [inner]);
}

function content(u: Expr, outside: (scalar: Expr) => Expr, inside: (body: Expr) => Expr): Expr | undefined {
  const { coefficient, scalars, body } = partsOf(u);
  if (body === undefined || (scalars.length === 0 && coefficient.n === coefficient.d)) {
    return body === undefined && scalars.length === 1 && scalars[0] !== undefined && coefficient.n !== coefficient.d ? scale(outside(numeral(coefficient)), inside(scalars[0])) : undefined;
  }
  return scale(outside(scalarProduct([numeral(coefficient), ...scalars])), inside(body));
}

function positiveContent(u: Expr, name: PrimitiveName): Expr | undefined {
  const { coefficient, scalars, body } = partsOf(u);
  if (coefficient.n <= 0) return undefined;
  const outside = scalars.filter((scalar) => isPositive(scalar));
  const inside = scalars.filter((scalar) => !isPositive(scalar));
  if (body === undefined && inside.length === 0) return undefined;
  if (outside.length === 0 && coefficient.n === coefficient.d) return undefined;
  const rest = scalarProduct(inside);
  return scale(scalarProduct([numeral(coefficient), ...outside]), apply(name, [body === undefined ? rest : scale(rest, body)]));
}

function maximum(a: Expr | undefined, b: Expr | undefined): Expr | undefined {
  if (a === undefined || b === undefined) return undefined;
  if (isZero(a)) return apply('relu', [b]);
  if (isZero(b)) return apply('relu', [a]);
  return undefined;
}

/** `x + t*ones` as x and t. */
function withoutShift(u: Expr): { readonly rest: Expr; readonly shift: Expr } | undefined {
  if (u.op !== 'sum') return undefined;
  for (const term of u.terms) {
    const scalar = term.expr.op === 'scale' && isAllOnes(term.expr.body) ? term.expr.scalar : isAllOnes(term.expr) ? integer(1) : undefined;
    if (scalar === undefined || u.terms.length < 2) continue;
    const shift = scale(numeral(term.coefficient), scalar);
    return { rest: subtract(u, scale(shift, allOnes(u.shape))), shift };
  }
  return undefined;
}

function shiftOut(u: Expr): Expr | undefined {
  const s = withoutShift(u);
  return s === undefined ? undefined : add(apply('logsumexp', [s.rest]), s.shift);
}

