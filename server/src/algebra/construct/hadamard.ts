/** Products entry by entry, and of scalars: commutative, like bases collected into powers, exponentials merged. */
import { SCALAR, isColumn, isRow, isSquare, type Shape } from '../../shapes/shape';
import { intern } from '../arena';

import type { Expr, PrimitiveName } from '../expression';
import { mulR, RATIONAL_ONE, type Rational } from '../rational';
import { apply } from './apply';
import { integer, integerOf, isAllOnes, isZero, numeral, ones, zero } from './leaf';
import { partsOf } from './parts';
import { power } from './power';
import { isDiagOperator } from './merge';
import { FLATTEN_WEIGHT, product, withFactors } from './product';
import { add, negate, times } from './sum';
import { transpose } from './transpose';

/** The product of scalars. */
export const scalarProduct = (factors: readonly Expr[]): Expr => hadamardOf(factors, SCALAR);

/** `f₁ .* f₂ .* …`; scalar factors among arrays scale. At least one factor. */
export function hadamard(factors: readonly Expr[]): Expr {
  const array = factors.find((factor) => factor.shape !== SCALAR);
  return hadamardOf(factors, array === undefined ? SCALAR : array.shape);
}

function hadamardOf(given: readonly Expr[], of: Shape): Expr {
  if (of !== SCALAR && isRow(of)) return transpose(hadamard(given.map(transpose)));
  let coefficient = RATIONAL_ONE;
  const scalars: Expr[] = [];
  const arrays: Expr[] = [];
  for (const factor of given) {
    const parts = partsOf(factor);
    coefficient = mulR(coefficient, parts.coefficient);
    if (of === SCALAR) { for (const scalar of parts.scalars) pushFlat(arrays, scalar); continue; }
    scalars.push(...parts.scalars);
    if (parts.body !== undefined) pushFlat(arrays, parts.body);
  }
  if (coefficient.n === 0 || arrays.some(isZero) || scalars.some(isZero)) return zero(of);
  if (of === SCALAR) return scalarHadamard(coefficient, arrays);
  const core = arrayHadamard(arrays, of);
  return withFactors(coefficient, scalars, core);
}

function pushFlat(factors: Expr[], e: Expr): void {
  if (e.op === 'hadamard' && e.weight <= FLATTEN_WEIGHT) factors.push(...e.factors); else factors.push(e);
}

function scalarHadamard(coefficient: Rational, given: readonly Expr[]): Expr {
  const collected = collect(given, SCALAR);
  let total = coefficient;
  const factors: Expr[] = [];
  for (const factor of collected) {
    const parts = partsOf(factor);
    total = mulR(total, parts.coefficient);
    factors.push(...parts.scalars);
  }
  if (total.n === 0) return integer(0);
  const [only] = factors;
  const core = only === undefined ? undefined : factors.length === 1 ? only : raw(factors, SCALAR);
  if (core === undefined) return numeral(total);
  return total.n === 1 && total.d === 1 ? core : intern(`+ ${core.id}:${total.d === 1 ? String(total.n) : `${total.n}/${total.d}`}`, SCALAR, [core], { op: 'sum', terms: [{ coefficient: total, expr: core }] });
}

function arrayHadamard(given: readonly Expr[], of: Shape): Expr {
  const bare = given.filter((factor) => !isAllOnes(factor));
  if (bare.length === 0) return allOnes(of);
  const structured = byStructure(bare, of);
  if (structured !== undefined) return structured;
  const collected = collect(bare, of);
  if (collected.length !== bare.length || collected.some((factor, i) => factor !== bare[i])) {
    // Merged factors can be anything: a scaled array, ones, a sum.
    return collected.length === 0 ? allOnes(of) : collected.length === 1 && collected[0] !== undefined ? collected[0] : hadamardOf(collected, of);
  }
  const [only] = collected;
  return collected.length === 1 && only !== undefined ? only : raw(collected, of);
}

/** A column or matrix of ones. */
export const allOnes = (of: Shape): Expr => (of === SCALAR ? integer(1) : isColumn(of) ? ones(of.rows) : product([ones(of.rows), transpose(ones(of.cols))]));

/** Diagonal and rank-one factors: `eye .* M`, `diag(u) .* M`, `(u*v') .* M`. */
function byStructure(factors: readonly Expr[], of: Shape): Expr | undefined {
  if (factors.length < 2) return undefined;
  for (const [i, factor] of factors.entries()) {
    const others = (): Expr => hadamard(factors.filter((_, j) => j !== i));
    if (isSquare(of) && of !== SCALAR) {
      if (factor.op === 'identity') return apply('diag', [apply('diagonal', [others()])]);
      if (isDiagOperator(factor)) return apply('diag', [hadamard([factor.args[0], apply('diagonal', [others()])])]);
    }
    const outer = outerProduct(factor);
    const scaled = outer === undefined ? diagonalEnds(factor) : undefined;
    if (scaled !== undefined) return product([...scaled.left, hadamard([product(scaled.middle), ...factors.filter((_, j) => j !== i)]), ...scaled.right]);
    if (factor.op === 'apply' && (factor.name === 'tril' || factor.name === 'triu') && factor.args[0] !== undefined && isAllOnes(factor.args[0])) return apply(factor.name, [others()]);
    if (outer === undefined) continue;
    const rest = factors.filter((_, j) => j !== i);
    const second = rest.length === 1 && rest[0] !== undefined ? outerProduct(rest[0]) : undefined;
    if (second !== undefined) return product([hadamard([outer.column, second.column]), transpose(hadamard([transpose(outer.row), transpose(second.row)]))]);
    const left = isAllOnes(outer.column) ? [] : [apply('diag', [outer.column])];
    const right = isAllOnes(outer.row) ? [] : [apply('diag', [transpose(outer.row)])];
    return product([...left, others(), ...right]);
  }
  return undefined;
}

/** `diag(u)*M*diag(v)` as its ends and what is between. */
export function diagonalEnds(e: Expr): { readonly left: readonly Expr[]; readonly middle: readonly Expr[]; readonly right: readonly Expr[] } | undefined {
  if (e.op !== 'product') return undefined;
  const left = e.factors.slice(0, 1).filter(isDiagOperator);
  const right = e.factors.slice(-1).filter(isDiagOperator);
  const middle = e.factors.slice(left.length, e.factors.length - right.length);
  return left.length + right.length === 0 || middle.length === 0 ? undefined : { left, middle, right };
}

/** `u*v'` as its column and row. */
export function outerProduct(e: Expr): { readonly column: Expr; readonly row: Expr } | undefined {
  if (e.op !== 'product') return undefined;
  const at = e.factors.findIndex((factor) => factor.shape.cols.key === '1');
  if (at < 0 || at === e.factors.length - 1) return undefined;
  return { column: product(e.factors.slice(0, at + 1)), row: product(e.factors.slice(at + 1)) };
}

/** Functions that merge with another factor. */
const MERGING: ReadonlySet<PrimitiveName> = new Set<PrimitiveName>(['exp', 'sign', 'step', 'abs', 'sinh', 'sin']);
/** Whether a factor surely stays what it is beside others unlike it. */
const isAlone = (e: Expr): boolean => e.op !== 'power' && (e.op !== 'apply' || !MERGING.has(e.name));

/** Like bases become powers; exp(u).*exp(v) becomes exp(u + v); abs(u).*sign(u) becomes u. */
function collect(factors: readonly Expr[], of: Shape): readonly Expr[] {
  if (factors.length < 2 || factors.every((factor, i) => isAlone(factor) && !factors.includes(factor, i + 1))) return factors;
  const exponents = new Map<Expr, Expr[]>();
  const order: Expr[] = [];
  let exponential: Expr | undefined;
  for (const factor of factors) {
    if (factor.op === 'apply' && factor.name === 'exp') {
      const [u] = factor.args;
      if (u !== undefined) {
        if (exponential === undefined) { exponential = u; order.push(factor); } else exponential = add(exponential, u);
        continue;
      }
    }
    const { base, exponent } = factor.op === 'power' && factor.exponent.shape === SCALAR ? factor : { base: factor, exponent: integer(1) };
    const known = exponents.get(base);
    if (known === undefined) { exponents.set(base, [exponent]); order.push(base); } else known.push(exponent);
  }
  const merged: Expr[] = [];
  for (const base of order) {
    const powers = exponents.get(base);
    if (powers === undefined) { if (exponential !== undefined) pushFlat(merged, apply('exp', [exponential])); continue; }
    const [first, ...more] = powers;
    pushFlat(merged, first === undefined ? base : power(base, add(first, ...more)));
  }
  return pairs(merged, of);
}

type Pair = readonly [one: PrimitiveName, other: PrimitiveName | 'itself', by: (u: Expr) => Expr];
/** Two factors of one argument that make one function. */
const PAIRS: readonly Pair[] = [
  ['sign', 'abs',    (u) => u],
  ['sign', 'itself', (u) => apply('abs', [u])],
  ['step', 'relu',   (u) => apply('relu', [u])],
  ['step', 'itself', (u) => apply('relu', [u])],
];

function pairs(factors: readonly Expr[], of: Shape): readonly Expr[] {
  if (factors.length < 2) return factors;
  for (const [one, other, by] of PAIRS) {
    const at = factors.findIndex((factor) => factor.op === 'apply' && factor.name === one);
    const head = factors[at];
    const u = head?.op === 'apply' ? head.args[0] : undefined;
    if (u === undefined) continue;
    const partner = other === 'itself' ? factors.indexOf(u) : factors.findIndex((factor) => factor.op === 'apply' && factor.name === other && factor.args[0] === u);
    // What they make may be the base of another power.
    if (partner >= 0) return collect(replacedPair(factors, at, partner, by(u), of), of);
  }
  return ratios(logistic(factors, of), of);
}

/** exp(u).*σ(-u) is σ(u), and of their powers. */
function logistic(factors: readonly Expr[], of: Shape): readonly Expr[] {
  const at = factors.findIndex((factor) => factor.op === 'apply' && factor.name === 'exp');
  const exponential = factors[at];
  const u = exponential?.op === 'apply' ? exponential.args[0] : undefined;
  if (u === undefined) return factors;
  for (const [partner, factor] of factors.entries()) {
    const base = factor.op === 'power' ? factor.base : factor;
    const k = factor.op === 'power' ? integerOf(factor.exponent) : 1;
    const v = base.op === 'apply' && base.name === 'sigmoid' ? base.args[0] : undefined;
    if (v === undefined || k === undefined || k > LOGISTIC_POWER) continue;
    for (let m = 1; m <= k; m++) {
      const mirrored = times({ n: -1, d: m }, u);
      if (mirrored === v) return replacedPair(factors, at, partner, hadamardOf([power(apply('sigmoid', [negate(v)]), integer(m)), power(base, integer(k - m))], of), of);
    }
  }
  return factors;
}

/** Higher powers of a sigmoid are not met beside exponentials. */
const LOGISTIC_POWER = 4;

/** sinh(u)./cosh(u) is tanh(u), sin(u)./cos(u) is tan(u). */
function ratios(factors: readonly Expr[], of: Shape): readonly Expr[] {
  for (const [above, below, by] of [['sinh', 'cosh', 'tanh'], ['sin', 'cos', 'tan']] as const) {
    const at = factors.findIndex((factor) => factor.op === 'apply' && factor.name === above);
    const head = factors[at];
    const u = head?.op === 'apply' ? head.args[0] : undefined;
    if (u === undefined) continue;
    const partner = factors.findIndex((factor) => factor.op === 'power' && integerOf(factor.exponent) === -1 && factor.base.op === 'apply' && factor.base.name === below && factor.base.args[0] === u);
    if (partner >= 0) return replacedPair(factors, at, partner, apply(by, [u]), of);
  }
  // sign(u)./abs(u) is 1./u
  const at = factors.findIndex((factor) => factor.op === 'apply' && factor.name === 'sign');
  const head = factors[at];
  const u = head?.op === 'apply' ? head.args[0] : undefined;
  const partner = factors.findIndex((factor) => factor.op === 'power' && integerOf(factor.exponent) === -1 && factor.base.op === 'apply' && factor.base.name === 'abs' && factor.base.args[0] === u);
  return u === undefined || partner < 0 ? factors : replacedPair(factors, at, partner, power(u, integer(-1)), of);
}

function replacedPair(factors: readonly Expr[], a: number, b: number, by: Expr, of: Shape): readonly Expr[] {
  const rest = factors.filter((_, i) => i !== a && i !== b);
  return of === SCALAR ? [...rest, ...partsOf(by).scalars, numeral(partsOf(by).coefficient)] : [...rest, by];
}

function raw(factors: readonly Expr[], of: Shape): Expr {
  return intern(`.* ${keyOf(factors)}`, of, factors, { op: 'hadamard', factors });
}

/** The same for the factors in any order. */
function keyOf(factors: readonly Expr[]): string {
  const [first, second] = factors;
  if (first !== undefined && second !== undefined && factors.length === 2) return first.id < second.id ? `${first.id} ${second.id}` : `${second.id} ${first.id}`;
  return factors.map((factor) => factor.id).sort((a, b) => a - b).join(' ');
}
