/** How a term is written: coefficient, scalars, body, and what they are divided by. */
import { scalarProduct } from '../../algebra/construct/hadamard';
import { dimension, isAllOnes, integer, integerOf, isOne } from '../../algebra/construct/leaf';
import { partsOf } from '../../algebra/construct/parts';
import { integerExponent, power } from '../../algebra/construct/power';
import { product } from '../../algebra/construct/product';
import { transpose } from '../../algebra/construct/transpose';
import type { Expr } from '../../algebra/expression';
import { negR, type Rational } from '../../algebra/rational';
import { isColumn, SCALAR } from '../../shapes/shape';
import { isPositive } from '../../algebra/facts';
import { binary, call, number } from '../../syntax/build';
import type { Tree } from '../../syntax/tree';
import { attachMinus, fraction, multiplied } from '../multiply';
import { minimised } from './functions';
import { FANCY_WEIGHT, type Written, cheapest, untransposed } from './readings';
import { tree, writeNumber } from './write';

/** `coefficient * e` for a positive coefficient: numerators, the body, then what it is divided by. */
export function writeTerm(coefficient: Rational, e: Expr, w: Written): Tree {
  if (isOne(e)) return writeNumber(coefficient);
  // What has a name is written by it: factor by factor it would be written out again wherever it stands.
  const known = w.get(e);
  if (known?.kind === 'name') {
    const { numerator, denominator } = fraction(coefficient);
    const scaled = numerator === undefined ? known : binary('*', numerator, known);
    return denominator === undefined ? scaled : binary('/', scaled, denominator);
  }
  const { body, coefficient: inner } = partsOf(e), factors = writtenScalars(e);
  const { scalars: unordered, determinant } = joinedDeterminants(factors, w);
  const scalars = unordered.toSorted((a, b) => Number(a.op !== 'symbol' && a.op !== 'dimension') - Number(b.op !== 'symbol' && b.op !== 'dimension'));
  // The sign of max(-u) goes in front of the term: it is -min(u).
  const signed = bringMinus(factors) ? negR(coefficient) : coefficient;
  const total = inner.n === inner.d ? signed : { n: signed.n * inner.n, d: signed.d * inner.d };
  const front: Tree[] = [];
  const below: Expr[] = [];
  const roots: Expr[] = [];
  const means = meansAmong(scalars);
  const { numerator, denominator } = fraction(total.n < 0 ? negR(total) : total);
  if (numerator !== undefined) front.push(numerator);
  if (determinant !== undefined) front.push(determinant);
  for (const scalar of scalars) {
    const mean = means.get(scalar);
    if (mean === 'counted') continue;
    if (mean !== undefined) { front.push(call('mean', tree(untransposed(mean), w))); continue; }
    const minimum = minimised(scalar);
    if (minimum !== undefined) { front.push(call('min', tree(minimum, w))); continue; }
    const divisor = divisorOf(scalar);
    if (divisor !== undefined) below.push(divisor); else if (underRoot(scalar) !== undefined) roots.push(scalar); else front.push(scalar.op === 'power' ? writeScalarPower(scalar, w) : tree(scalar, w));
  }
  if (roots.length > 0) front.push(joinedRoots(roots, w));
  if (body !== undefined) front.push(tree(body, w));
  const rootsBelow = below.filter((divisor) => underRoot(divisor) !== undefined);
  const divisors = below.filter((divisor) => underRoot(divisor) === undefined).map((divisor) => (divisor.op === 'power' ? writeScalarPower(divisor, w) : tree(divisor, w)));
  if (rootsBelow.length > 0) divisors.push(joinedRoots(rootsBelow, w));
  if (denominator !== undefined) divisors.unshift(denominator);
  const above = multiplied(front) ?? number(1);
  const under = multiplied(divisors);
  const made = under === undefined ? above : binary('/', above, under);
  return total.n < 0 ? attachMinus(made) : made;
}

/** The scalars that a term is written with. A large product of them is one factor of others; itself it is written factor by factor. */
function writtenScalars(e: Expr): readonly Expr[] {
  const { scalars } = partsOf(e);
  return e.op === 'hadamard' && scalars.length === 1 ? e.factors : scalars;
}

/** Whether scalars bring a minus with them: an odd number of them is written as -min(u). */
const bringMinus = (scalars: readonly Expr[]): boolean => scalars.filter((scalar) => minimised(scalar) !== undefined).length % 2 === 1;

/** The same of a term; what has a name brings none, it is written by that. */
export const hasMinus = (e: Expr, w: Written): boolean => w.get(e)?.kind !== 'name' && bringMinus(writtenScalars(e));

/** `u` of `sqrt(u)` for what is positive by itself: such roots are written under one sign, sqrt(2*pi). */
const underRoot = (e: Expr): Expr | undefined => (e.op === 'power' && e.exponent.op === 'number' && e.exponent.value.n === 1 && e.exponent.value.d === 2 && isPositive(e.base) && squaredNormOf(e.base) === undefined ? e.base : undefined);
const joinedRoots = (roots: readonly Expr[], w: Written): Tree => call('sqrt', tree(scalarProduct(roots.map((root) => underRoot(root) ?? root)), w));

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
  const congruence = congruentDeterminant(factors);
  if (congruence !== undefined) return { scalars: congruence.scalars, determinant: call('det', tree(congruence.matrix, w)) };
  const isDeterminant = (e: Expr): boolean => e.op === 'apply' && e.name === 'det';
  const matrices = factors.filter(isDeterminant).flatMap((e) => (e.op === 'apply' ? e.args : []));
  if (matrices.length < 2 || matrices.some((matrix) => matrix.shape !== matrices[0]?.shape)) return { scalars: factors, determinant: undefined };
  return { scalars: factors.filter((factor) => !isDeterminant(factor)), determinant: call('det', tree(product(matrices), w)) };
}

/** det(X)^2*det(A) is shown as det(X'*A*X). */
function congruentDeterminant(factors: readonly Expr[]): { readonly scalars: readonly Expr[]; readonly matrix: Expr } | undefined {
  const matrixOf = (e: Expr): Expr | undefined => (e.op === 'apply' && e.name === 'det' ? e.args[0] : undefined);
  const squares = factors.filter((factor) => factor.op === 'power' && integerOf(factor.exponent) === 2 && matrixOf(factor.base) !== undefined);
  const plain = factors.filter((factor) => matrixOf(factor) !== undefined);
  const [square] = squares;
  const [middle] = plain;
  if (squares.length !== 1 || plain.length !== 1 || square?.op !== 'power' || middle === undefined) return undefined;
  const [x, a] = [matrixOf(square.base), matrixOf(middle)];
  return x === undefined || a === undefined || a.op === 'product' || x.shape !== a.shape ? undefined : { scalars: factors.filter((factor) => factor !== square && factor !== middle), matrix: product([transpose(x), a, x]) };
}

/** `u^k` for a scalar power with a negative exponent: what the term is divided by. */
function divisorOf(scalar: Expr): Expr | undefined {
  if (scalar.op !== 'power' || scalar.exponent.op !== 'number' || scalar.exponent.value.n >= 0) return undefined;
  return power(scalar.base, negatedExponent(scalar.exponent));
}

export const negatedExponent = (exponent: Expr): Expr => scalarProduct([integer(-1), exponent]);

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

/** `U` when the column holds the squared norms of the rows of `U`. */
export function squaredRowsOf(e: Expr): Expr | undefined {
  if (e.op !== 'product' || e.factors.length !== 2) return undefined;
  const [squares, ones] = e.factors;
  return squares?.op === 'power' && integerOf(squares.exponent) === 2 && ones?.op === 'ones' ? squares.base : undefined;
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
