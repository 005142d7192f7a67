/**
 * Expression → surface tree: the reader's notation for every node. Where a node can be written in several ways (`u'*u` or
 * `norm2(u)^2`, `A'*B'` or `(B*A)'`), the one with the fewest symbols is taken.
 */
import { postorderOf, type Expr, type SumExpr, type Term } from '../algebra/expression';
import { dimension, isAllOnes, integer, isOne, symbol } from '../algebra/construct/leaf';
import { contentOf, partsOf } from '../algebra/construct/parts';
import { integerExponent, inverse, power } from '../algebra/construct/power';
import { product, scale } from '../algebra/construct/product';
import { hadamard, scalarProduct } from '../algebra/construct/hadamard';
import { transpose } from '../algebra/construct/transpose';
import { negR, RATIONAL_ONE, type Rational } from '../algebra/rational';
import { asInteger, type Dimension } from '../shapes/dimension';
import { isColumn, SCALAR } from '../shapes/shape';
import { binary, call, name, number, transposed } from '../syntax/build';
import { NOWHERE, type Tree } from '../syntax/tree';
import { cost } from './cost';
import { attachMinus, chained, fraction, multiplied } from './multiply';

/** Above this tree weight other spellings of a node are not tried: they cost time, and nobody reads that far. */
const FANCY_WEIGHT = 400;

/** The trees of nodes already written; a shared node that has been given a name stands here under it. */
export type Written = Map<Expr, Tree>;

/** The tree of `root`. Every node below is written first, so this is never deep. */
export function write(root: Expr, written: Written = new Map()): Tree {
  for (const node of postorderOf(root)) if (!written.has(node)) written.set(node, writeNode(node, written));
  return written.get(root) ?? writeNode(root, written);
}

/** The tree of a node whose operands are written: one made on the way (a transpose, a rest), or the next of a walk. */
export function tree(e: Expr, written: Written): Tree {
  const known = written.get(e);
  if (known !== undefined) return known;
  const made = writeNode(e, written);
  written.set(e, made);
  return made;
}

/** How the derivatives of a function without a formula are named. */
const PREFIX = { value: '', gradient: '∇', jacobian: 'D', hessian: 'H' } as const;

const cheapest = (...trees: readonly [Tree, ...(Tree | undefined)[]]): Tree => {
  let best = trees[0];
  for (const other of trees) if (other !== undefined && cost(other) < cost(best)) best = other;
  return best;
};

function writeNode(e: Expr, w: Written): Tree {
  switch (e.op) {
    case 'number': return writeNumber(e.value);
    case 'dimension': return dimensionTree(e.dimension);
    case 'symbol': return name(e.name);
    case 'identity': return call('eye', dimensionTree(e.shape.rows));
    case 'ones': return call('ones', dimensionTree(e.shape.rows));
    case 'zero': return isColumn(e.shape) ? call('zeros', dimensionTree(e.shape.rows)) : call('zeros', dimensionTree(e.shape.rows), dimensionTree(e.shape.cols));
    case 'transpose': return writeTranspose(e.of, w);
    case 'sum': return writeSum(e, w);
    case 'scale': return writeTerm(RATIONAL_ONE, e, w);
    case 'product': return e.shape === SCALAR ? writeScalarChain(e.factors, e, w) : isAllOnes(e) ? call('ones', dimensionTree(e.shape.rows), dimensionTree(e.shape.cols)) : writeChain(e.factors, e, w);
    case 'hadamard': return e.shape === SCALAR ? writeTerm(RATIONAL_ONE, e, w) : writeMatrixHadamard(e, w);
    case 'power': return e.shape === SCALAR ? writeTerm(RATIONAL_ONE, e, w) : writeHadamard([e], w);
    case 'matrixPower': return writeMatrixPower(e, w);
    case 'trace': return writeTrace(e.factors, e, w);
    case 'apply': return writeApply(e, w);
    case 'unknown': { const { order } = e; const made = call(`${PREFIX[order]}${e.name}`, tree(e.arg, w)); return e.entrywise && made.kind === 'call' ? { ...made, elementwise: true } : made; }
  }
}

export function dimensionTree(dimension: Dimension): Tree {
  const value = asInteger(dimension);
  if (value !== undefined) return number(value);
  let made: Tree | undefined;
  for (const [monomial, coefficient] of dimension.terms) {
    const factors = monomial === '' ? [] : monomial.split('*').map((factor) => name(factor));
    const size = Math.abs(coefficient);
    const term = multiplied([...(size === 1 && factors.length > 0 ? [] : [number(size)]), ...factors]) ?? number(size);
    made = made === undefined ? (coefficient < 0 ? attachMinus(term) : term) : binary(coefficient < 0 ? '-' : '+', made, term);
  }
  return made ?? number(0);
}

function writeNumber(value: Rational): Tree {
  if (value.n < 0) return attachMinus(writeNumber(negR(value)));
  const { numerator, denominator } = fraction(value);
  return denominator === undefined ? (numerator ?? number(1)) : binary('/', numerator ?? number(1), denominator);
}

function writeTranspose(of: Expr, w: Written): Tree {
  return transposed(tree(of, w));
}

/** A sum as it stands, or with its content in front: `2*(A + B)`, `(A + B)/2`. */
function writeSum(e: SumExpr, w: Written): Tree {
  const plain = cheapest(writeTerms(e.terms, w), mirroredSum(e, w));
  if (e.terms.length < 2) return plain;
  const content = contentOf(e);
  if (content.rest === e || content.rest.op !== 'sum') return plain;
  const inner = tree(content.rest, w);
  const { numerator, denominator } = fraction(content.coefficient.n < 0 ? negR(content.coefficient) : content.coefficient);
  const above = numerator === undefined ? inner : binary('*', numerator, inner);
  const whole = denominator === undefined ? above : binary('/', above, denominator);
  return cheapest(content.coefficient.n < 0 ? attachMinus(whole) : whole, plain);
}

/** `(A*B + C)'` where the terms are mostly transposes. */
function mirroredSum(e: SumExpr, w: Written): Tree | undefined {
  if (e.shape === SCALAR || isColumn(e.shape) || e.weight > FANCY_WEIGHT) return undefined;
  const mirrored = transpose(e);
  if (mirrored === e || mirrored.op !== 'sum') return undefined;
  return transposed(writeTerms(mirrored.terms, w));
}

/** Terms in their order, but a positive one first. */
function writeTerms(terms: readonly Term[], w: Written): Tree {
  const leading = terms.findIndex((term) => term.coefficient.n > 0);
  const ordered = leading <= 0 ? terms : [...terms.slice(leading, leading + 1), ...terms.slice(0, leading), ...terms.slice(leading + 1)];
  // (On a square matrix it would be taken for a multiple of the identity.)
  const hasArray = terms.some((term) => !isSpread(term.expr) && (isColumn(term.expr.shape) || term.expr.shape.rows !== term.expr.shape.cols));
  let made: Tree | undefined;
  for (const { coefficient, expr } of ordered) {
    const negative = coefficient.n < 0;
    // Beside an array a scalar adds to every entry: 1 - x instead of ones(n) - x.
    const shown = hasArray ? spreadScalar(expr) ?? expr : expr;
    if (negative && made === undefined) { made = writeNegative(negR(coefficient), shown, w); continue; }
    const term = writeTerm(negative ? negR(coefficient) : coefficient, shown, w);
    made = made === undefined ? term : binary(negative ? '-' : '+', made, term);
  }
  return made ?? number(0);
}

/** `t` when the array is `t` in every entry. */
const spreadScalar = (e: Expr): Expr | undefined => (e.shape === SCALAR ? undefined : isAllOnes(e) ? integer(1) : e.op === 'scale' && isAllOnes(e.body) ? e.scalar : undefined);
const isSpread = (e: Expr): boolean => spreadScalar(e) !== undefined;

/**
 * `-coefficient*e`, the minus taken into a difference among the factors: `-A'*(b - x)` is `A'*(x - b)`. A stand-in takes the place of
 * the difference, so that whatever is turned round on the way, the one that is written is the one with its sign changed.
 */
function writeNegative(coefficient: Rational, e: Expr, w: Written): Tree {
  const plain = attachMinus(writeTerm(coefficient, e, w));
  const { scalars, body } = partsOf(e);
  if (e.weight > FANCY_WEIGHT) return plain;
  const factors = [...scalars, ...(body === undefined ? [] : body.op === 'product' || body.op === 'hadamard' ? body.factors : [body])];
  const at = factors.find(isDifference) ?? factors.flatMap((factor) => (factor.op === 'hadamard' ? factor.factors : [])).find(isDifference);
  if (at === undefined) return plain;
  const standIn = symbol(`-${at.id}`, at.shape, new Set());
  const mirrored = transpose(at);
  w.set(standIn, writeFlipped(at, w));
  if (transpose(standIn) !== standIn && isDifference(mirrored)) w.set(transpose(standIn), writeFlipped(mirrored, w));
  let replaced = false;
  const turned = (factor: Expr): Expr => {
    if (replaced) return factor;
    if (factor === at) { replaced = true; return standIn; }
    return factor.op === 'hadamard' && factor.factors.includes(at) ? hadamard(factor.factors.map(turned)) : factor;
  };
  const before = scalarProduct(scalars.map(turned));
  const after = body === undefined ? undefined : body.op === 'product' ? product(body.factors.map(turned)) : body.op === 'hadamard' ? hadamard(body.factors.map(turned)) : turned(body);
  return cheapest(plain, writeTerm(coefficient, after === undefined ? before : scale(before, after), w));
}

const isDifference = (e: Expr): boolean => (e.op === 'transpose' ? isDifference(e.of) : e.op === 'sum' && e.terms.length > 1 && e.terms.some((term) => term.coefficient.n < 0));

function writeFlipped(e: Expr, w: Written): Tree {
  if (e.op === 'transpose') return transposed(writeFlipped(e.of, w));
  return e.op === 'sum' ? writeTerms(e.terms.map(({ coefficient, expr }) => ({ coefficient: negR(coefficient), expr })), w) : tree(e, w);
}

/** `coefficient * e` for a positive coefficient: numerators, the body, then what it is divided by. */
export function writeTerm(coefficient: Rational, e: Expr, w: Written): Tree {
  if (isOne(e)) return writeNumber(coefficient);
  const { scalars: taken, body, coefficient: inner } = partsOf(e);
  // A large product of scalars is one factor of others; itself it is written factor by factor.
  const factors = e.op === 'hadamard' && taken.length === 1 ? e.factors : taken;
  const { scalars: unordered, determinant } = joinedDeterminants(factors, w);
  const scalars = unordered.toSorted((a, b) => Number(a.op !== 'symbol' && a.op !== 'dimension') - Number(b.op !== 'symbol' && b.op !== 'dimension'));
  const total = inner.n === inner.d ? coefficient : { n: coefficient.n * inner.n, d: coefficient.d * inner.d };
  const front: Tree[] = [];
  const below: Expr[] = [];
  const means = meansAmong(scalars);
  const { numerator, denominator } = fraction(total.n < 0 ? negR(total) : total);
  if (numerator !== undefined) front.push(numerator);
  if (determinant !== undefined) front.push(determinant);
  for (const scalar of scalars) {
    const mean = means.get(scalar);
    if (mean === 'counted') continue;
    if (mean !== undefined) { front.push(call('mean', tree(untransposed(mean), w))); continue; }
    const divisor = divisorOf(scalar);
    if (divisor !== undefined) below.push(divisor); else front.push(scalar.op === 'power' ? writeScalarPower(scalar, w) : tree(scalar, w));
  }
  if (body !== undefined) front.push(tree(body, w));
  const divisors = below.map((divisor) => (divisor.op === 'power' ? writeScalarPower(divisor, w) : tree(divisor, w)));
  if (denominator !== undefined) divisors.unshift(denominator);
  const above = multiplied(front) ?? number(1);
  const under = multiplied(divisors);
  const made = under === undefined ? above : binary('/', above, under);
  return total.n < 0 ? attachMinus(made) : made;
}

/** sum(x)/n is mean(x) for x of n entries: the vector behind each sum that has its count among the divisors, which is marked as counted. */
function meansAmong(scalars: readonly Expr[]): ReadonlyMap<Expr, Expr | 'counted'> {
  const found = new Map<Expr, Expr | 'counted'>();
  for (const total of scalars) {
    const [row, ...rest] = total.op === 'product' ? total.factors : [];
    const last = rest.at(-1);
    if (row === undefined || last === undefined || !isAllOnes(row) || isAllOnes(last)) continue;
    const count = scalars.find((scalar) => scalar.op === 'power' && scalar.exponent === integer(-1) && scalar.base === dimension(row.shape.cols) && !found.has(scalar));
    if (count === undefined) continue;
    found.set(total, product(rest));
    found.set(count, 'counted');
  }
  return found;
}

/** det(A)*det(B) is shown as det(A*B); what is left are the other scalars. */
function joinedDeterminants(factors: readonly Expr[], w: Written): { readonly scalars: readonly Expr[]; readonly determinant: Tree | undefined } {
  const isDeterminant = (e: Expr): boolean => e.op === 'apply' && e.name === 'det';
  const matrices = factors.filter(isDeterminant).flatMap((e) => (e.op === 'apply' ? e.args : []));
  if (matrices.length < 2 || matrices.some((matrix) => matrix.shape !== matrices[0]?.shape)) return { scalars: factors, determinant: undefined };
  return { scalars: factors.filter((factor) => !isDeterminant(factor)), determinant: call('det', tree(product(matrices), w)) };
}

/** `u^k` for a scalar power with a negative exponent: what the term is divided by. */
function divisorOf(scalar: Expr): Expr | undefined {
  if (scalar.op !== 'power' || scalar.exponent.op !== 'number' || scalar.exponent.value.n >= 0) return undefined;
  return power(scalar.base, negatedExponent(scalar.exponent));
}

const negatedExponent = (exponent: Expr): Expr => scalarProduct([integer(-1), exponent]);

/** A power of a scalar: `x^2`, `sqrt(x)`, `norm2(u)`. */
function writeScalarPower(e: Extract<Expr, { op: 'power' }>, w: Written): Tree {
  const { base, exponent } = e;
  const plain = (): Tree => {
    if (exponent.op === 'number' && exponent.value.d === 2) {
      const root = call('sqrt', tree(base, w));
      return exponent.value.n === 1 ? root : binary('^', root, number(exponent.value.n));
    }
    return binary('^', tree(base, w), tree(exponent, w));
  };
  const norm = squaredNormOf(base);
  if (norm === undefined || exponent.op !== 'number' || exponent.value.d > 2) return plain();
  const twice = exponent.value.d === 2 ? exponent.value.n : exponent.value.n * 2;
  const root = call(isColumn(norm.shape) ? 'norm2' : 'normF', tree(norm, w));
  return cheapest(plain(), twice === 1 ? root : binary('^', root, number(twice)));
}

/** `u` when the scalar is `u'*u` or `tr(U'*U)`. */
export function squaredNormOf(e: Expr): Expr | undefined {
  if (e.op !== 'product' && e.op !== 'trace') return undefined;
  if (e.op === 'product' && e.shape !== SCALAR) return undefined;
  const factors = e.factors;
  const [only] = factors;
  if (e.op === 'trace' && factors.length === 1 && only?.op === 'matrixPower' && integerExponent(only) === 2) return transpose(only.base) === only.base ? only.base : undefined;
  if (factors.length % 2 !== 0 || e.weight > FANCY_WEIGHT) return undefined;
  const half = factors.slice(factors.length / 2);
  const right = product(half);
  const left = product(factors.slice(0, factors.length / 2));
  return transpose(right) === left ? right : undefined;
}

/** An elementwise product, or the transpose of one: `(M.*(U*V' - R))'`. */
function writeMatrixHadamard(e: Extract<Expr, { op: 'hadamard' }>, w: Written): Tree {
  const plain = writeHadamard(e.factors, w);
  if (isColumn(e.shape) || e.weight > FANCY_WEIGHT) return plain;
  const mirrored = transpose(e);
  return mirrored === e || mirrored.op !== 'hadamard' ? plain : cheapest(plain, transposed(writeHadamard(mirrored.factors, w)));
}

/** `u.*v./w`: what is plain first, products in brackets later, divisors last. */
function writeHadamard(factors: readonly Expr[], w: Written): Tree {
  const above: Tree[] = [];
  const below: Tree[] = [];
  for (const factor of factors) {
    if (factor.op === 'power' && factor.exponent.op === 'number' && factor.exponent.value.n < 0) {
      const lifted = power(factor.base, negatedExponent(factor.exponent));
      below.push(lifted.op === 'power' ? writeEntryPower(lifted, w) : tree(lifted, w));
    } else above.push(factor.op === 'power' ? writeEntryPower(factor, w) : tree(factor, w));
  }
  const ordered = above.toSorted((a, b) => rank(a) - rank(b));
  let made: Tree | undefined;
  for (const factor of ordered) made = made === undefined ? factor : binary('.*', made, factor);
  made ??= number(1);
  for (const divisor of below) made = binary('./', made, divisor);
  return made;
}

/** Names first, then functions of them, sums and products (in brackets) last. */
const rank = (t: Tree): number => (t.kind === 'name' || t.kind === 'transpose' ? 0 : t.kind === 'binary' && (t.operator === '*' || t.operator === '+' || t.operator === '-') ? 2 : 1);

function writeEntryPower(e: Extract<Expr, { op: 'power' }>, w: Written): Tree {
  if (e.exponent.op === 'number' && e.exponent.value.d === 2) {
    const root = call('sqrt', tree(e.base, w));
    return e.exponent.value.n === 1 ? root : binary('.^', root, number(e.exponent.value.n));
  }
  return binary('.^', tree(e.base, w), tree(e.exponent, w));
}

function writeMatrixPower(e: Extract<Expr, { op: 'matrixPower' }>, w: Written): Tree {
  const k = integerExponent(e);
  if (k !== -1) return binary('^', tree(e.base, w), tree(e.exponent, w));
  const plain = call('inv', tree(e.base, w));
  const mirrored = e.weight > FANCY_WEIGHT ? undefined : transpose(e.base);
  return mirrored === undefined || mirrored === e.base ? plain : cheapest(transposed(call('inv', tree(mirrored, w))), plain);
}

/** A matrix or vector product, with runs of transposes and of inverses turned round where that is shorter. */
function writeChain(factors: readonly Expr[], whole: Expr, w: Written): Tree {
  const picked = entry(factors, w);
  if (picked !== undefined) return picked;
  const plain = chained(factors.map((factor) => tree(factor, w))) ?? number(1);
  if (whole.weight > FANCY_WEIGHT) return plain;
  return cheapest(plain, chained(runs(factors, w)), wholeTransposed(factors, w), reduction(factors, w), dyad(factors, w));
}

/** A column times a row, each written at its best. */
function dyad(factors: readonly Expr[], w: Written): Tree | undefined {
  const at = factors.findIndex((factor) => isColumn(factor.shape));
  if (at < 0 || at === factors.length - 1) return undefined;
  return chained([tree(product(factors.slice(0, at + 1)), w), tree(product(factors.slice(at + 1)), w)]);
}

/** `M*ones(n)` is rowsum(M), `ones(n)'*M` is colsum(M). */
function reduction(factors: readonly Expr[], w: Written): Tree | undefined {
  const first = factors[0];
  const last = factors.at(-1);
  if (factors.length < 2 || first === undefined || last === undefined) return undefined;
  if (last.op === 'ones') return call('rowsum', tree(product(factors.slice(0, -1)), w));
  return isAllOnes(first) && first.shape.rows === SCALAR.rows ? call('colsum', tree(product(factors.slice(1)), w)) : undefined;
}

/** `X*inv(X'*X)` is pinv(X)', `inv(X'*X)*X'` is pinv(X): X when two neighbours are either, for a rectangular X. */
function pseudoInverse(a: Expr, b: Expr | undefined): { readonly of: Expr; readonly mirrored: boolean } | undefined {
  if (b === undefined) return undefined;
  const [inverted, x, mirrored] = b.op === 'matrixPower' ? [b, a, true] : [a, transpose(b), false];
  if (inverted.op !== 'matrixPower' || integerExponent(inverted) !== -1 || x.shape.rows === x.shape.cols || inverted.base.op !== 'product') return undefined;
  return inverted.base === product([transpose(x), x]) ? { of: x, mirrored } : undefined;
}

/** The chain with maximal runs of transposed factors written `(C*B*A)'` and runs of inverses `inv(B*A)`. */
function runs(factors: readonly Expr[], w: Written): readonly Tree[] {
  const trees: Tree[] = [];
  for (let i = 0; i < factors.length;) {
    const here = factors[i];
    const pseudo = here === undefined ? undefined : pseudoInverse(here, factors[i + 1]);
    if (pseudo !== undefined) {
      const made = call('pinv', tree(pseudo.of, w));
      trees.push(pseudo.mirrored ? transposed(made) : made);
      i += 2;
      continue;
    }
    const inverses = runLength(factors, i, (factor) => factor.op === 'matrixPower' && integerExponent(factor) === -1);
    if (inverses > 1) {
      const inner = product(factors.slice(i, i + inverses).toReversed().map(inverse));
      trees.push(call('inv', tree(inner, w)));
      i += inverses;
      continue;
    }
    const length = runLength(factors, i, (factor) => prefersTranspose(factor, w));
    const run = factors.slice(i, i + Math.max(1, length));
    trees.push(length > 1 ? cheapest(chained(run.map((factor) => tree(factor, w))) ?? number(1), wholeTransposed(run, w)) : tree(run[0] ?? integer(1), w));
    i += Math.max(1, length);
  }
  return trees;
}

function runLength(factors: readonly Expr[], from: number, accept: (factor: Expr) => boolean): number {
  let length = 0;
  for (let i = from; i < factors.length; i++) { const factor = factors[i]; if (factor === undefined || !accept(factor)) break; length++; }
  return length;
}

/** Whether a factor is written shorter transposed, or not longer. */
const prefersTranspose = (factor: Expr, w: Written): boolean => { const mirrored = transpose(factor); return mirrored === factor || cost(tree(mirrored, w)) < cost(tree(factor, w)); };

function wholeTransposed(factors: readonly Expr[], w: Written): Tree | undefined {
  if (factors.length < 2) return undefined;
  const mirrored = chained(factors.toReversed().map((factor) => tree(transpose(factor), w)));
  return mirrored === undefined ? undefined : transposed(mirrored);
}

/** `u'*A*v`: as it stands, read backwards, as a sum of entries or as a squared norm. */
function writeScalarChain(factors: readonly Expr[], whole: Expr, w: Written): Tree {
  const first = factors[0];
  const last = factors.at(-1);
  if (first === undefined || last === undefined) return number(1);
  if (isAllOnes(first) || isAllOnes(last)) {
    const inner = factors.slice(isAllOnes(first) ? 1 : 0, isAllOnes(last) ? -1 : undefined);
    if (inner.length > 0) return call('sum', tree(untransposed(product(inner)), w));
  }
  const picked = entry(factors, w);
  if (picked !== undefined) return picked;
  const candidates: Tree[] = [];
  if (last.op === 'hadamard' || last.op === 'power') candidates.push(call('sum', tree(hadamard([transpose(product(factors.slice(0, -1))), last]), w)));
  const column = transpose(first);
  if (column.op === 'hadamard' || column.op === 'power') candidates.push(call('sum', tree(hadamard([column, product(factors.slice(1))]), w)));
  const forwards = rowChain(factors, w);
  if (whole.weight > FANCY_WEIGHT) return forwards;
  const norm = squaredNormOf(whole);
  if (norm !== undefined) candidates.push(binary('^', call('norm2', tree(norm, w)), number(2)));
  return cheapest(forwards, rowChain(factors.toReversed().map(transpose), w), ...candidates);
}

/** A row is written as the transpose of its column inside a sum: sum(x) instead of sum(x'). */
const untransposed = (e: Expr): Expr => (e.op === 'transpose' ? e.of : e);

/** row * … * column, the leading run of transposes turned round where shorter. */
function rowChain(factors: readonly Expr[], w: Written): Tree {
  const plain = chained(factors.map((factor) => tree(factor, w))) ?? number(1);
  return cheapest(plain, chained(runs(factors, w)));
}

function writeTrace(factors: readonly Expr[], whole: Expr, w: Written): Tree {
  const plain = call('tr', chained(factors.map((factor) => tree(factor, w))) ?? number(1));
  if (whole.weight > FANCY_WEIGHT) return plain;
  const readings: Tree[] = [];
  for (const reading of [factors, factors.toReversed().map(transpose)]) {
    for (let shift = 0; shift < reading.length; shift++) {
      const rotated = [...reading.slice(shift), ...reading.slice(0, shift)];
      readings.push(call('tr', chained(runs(rotated, w)) ?? number(1)));
    }
  }
  const norm = squaredNormOf(whole);
  if (norm !== undefined) readings.push(binary('^', call('normF', tree(norm, w)), number(2)));
  return cheapest(plain, ...readings);
}

function writeApply(e: Extract<Expr, { op: 'apply' }>, w: Written): Tree {
  const args = e.args.map((arg) => tree(arg, w));
  const dimensions = (e.dimensions ?? []).map(dimensionTree);
  if (e.name === 'frechet' && e.inner !== undefined) return call('frechet', name(e.inner), ...args);
  if (e.name === 'unit') return call('unit', ...dimensions, ...args);
  if (e.name === 'hcat' || e.name === 'vcat') return { kind: 'block', rows: blockRows(e, w), span: NOWHERE };
  const plain = call(e.name, ...args, ...dimensions);
  return e.name === 'diagonal' ? cheapest(plain, rowSums(e, w)) : plain;
}

/** The rows of `[A B; C D]` of nested stacks. */
function blockRows(e: Expr, w: Written): readonly (readonly Tree[])[] {
  if (e.op === 'apply' && e.name === 'vcat') return e.args.flatMap((arg) => blockRows(arg, w));
  return [rowBlocks(e, w)];
}
function rowBlocks(e: Expr, w: Written): readonly Tree[] {
  // A row of scalars is the transpose of a column of them.
  if (e.op === 'transpose' && e.of.op === 'apply' && e.of.name === 'vcat') return blockRows(e.of, w).flat();
  return e.op === 'apply' && e.name === 'hcat' ? e.args.flatMap((arg) => rowBlocks(arg, w)) : [tree(e, w)];
}

/** `x[i]`, `X[i, j]`, `X[i, :]`: a product with unit vectors at its ends. */
function entry(factors: readonly Expr[], w: Written): Tree | undefined {
  const indexOf = (e: Expr | undefined): Expr | undefined => (e?.op === 'apply' && e.name === 'unit' ? e.args[0] : undefined);
  const first = factors[0];
  const row = first?.op === 'transpose' ? indexOf(first.of) : undefined;
  const column = indexOf(factors.at(-1));
  if (row === undefined && column === undefined) return undefined;
  const inner = factors.slice(row === undefined ? 0 : 1, column === undefined ? undefined : -1);
  if (inner.length === 0) return undefined;
  const of = product(inner);
  const object = tree(of, w);
  const at = (index: Expr | undefined): Tree | 'all' => (index === undefined ? 'all' : tree(index, w));
  const indices = isColumn(of.shape) ? [at(row)] : [at(row), at(column)];
  return { kind: 'index', object, indices, span: NOWHERE };
}

/** diagonal(A*B') is rowsum(A.*B). */
function rowSums(e: Extract<Expr, { op: 'apply' }>, w: Written): Tree | undefined {
  const [of] = e.args;
  if (of?.op !== 'product' || of.factors.length !== 2 || e.weight > FANCY_WEIGHT) return undefined;
  const [a, b] = of.factors;
  return a === undefined || b === undefined ? undefined : call('rowsum', tree(hadamard([a, transpose(b)]), w));
}
