/** Powers: entry by entry (and of scalars), and of square matrices. */
import { isSquare, SCALAR, isRow, isScalar } from '../../shapes/shape';
import { intern } from '../arena';
import { isNonnegative, isPositive } from '../facts';
import type { Expr, SumExpr } from '../expression';
import { isIntegerR, numeralRoot, powR, type Rational } from '../rational';
import { isOrthogonal } from '../orthogonality';
import { apply } from './apply';
import { allOnes, diagonalEnds, hadamard, scalarProduct } from './hadamard';
import { identity, integer, integerOf, isAllOnes, isOne, isZero, numeral } from './leaf';
import { partsOf } from './parts';
import { FLATTEN_WEIGHT, product, scale } from './product';
import { negate } from './sum';
import { transpose } from './transpose';

/** Numbers are raised exactly up to this exponent; beyond it the power is kept as written. */
const EXACT_EXPONENT = 64;

const rationalOf = (e: Expr): Rational | undefined => (e.op === 'number' ? e.value : undefined);
const isEven = (r: Rational | undefined): boolean => r?.d === 1 && r.n % 2 === 0;

/** The integer exponent of a matrix power. */
export const integerExponent = (e: Extract<Expr, { op: 'matrixPower' }>): number | undefined => integerOf(e.exponent);

/** `base .^ exponent`. The exponent is a scalar or has the base's shape; a scalar base with an array exponent has the exponent's. */
export function power(base: Expr, exponent: Expr): Expr {
  const of = base.shape === SCALAR ? exponent.shape : base.shape;
  if (of !== SCALAR && isRow(of)) return transpose(power(transpose(base), transpose(exponent)));
  if (base.shape === SCALAR && of !== SCALAR) return apply('exp', [scale(apply('log', [base]), exponent)]);
  const k = rationalOf(exponent);
  if (k?.n === 0 || isAllOnes(base)) return allOnes(of);
  if (isOne(exponent)) return base;
  if (base.op === 'number' && k !== undefined) {
    const exact = numberPower(base.value, k);
    if (exact !== undefined) return exact;
  }
  if (isZero(base) && k !== undefined && k.n > 0) return base;
  const integral = k !== undefined && isIntegerR(k);
  const parts = partsOf(base);
  if (integral && (parts.scalars.length > 0 || parts.body !== undefined) && (parts.coefficient.n !== parts.coefficient.d || (of !== SCALAR && parts.scalars.length > 0) || (of === SCALAR && parts.scalars.length > 1))) {
    const scalars = parts.scalars.map((scalar) => power(scalar, exponent));
    const coefficient = numeral(powR(parts.coefficient, k.n));
    const rest = scalarProduct([coefficient, ...scalars]);
    return parts.body === undefined ? rest : scale(rest, power(parts.body, exponent));
  }
  // A positive coefficient comes out of a root when its root is exact: (4*x)^(1/2) is 2*x^(1/2).
  if (k !== undefined && !integral && parts.coefficient.n > 0 && parts.coefficient.n !== parts.coefficient.d) {
    const root = numberPower(parts.coefficient, k);
    if (root !== undefined) return scale(root, power(withoutCoefficient(base), exponent));
  }
  switch (base.op) {
    case 'power': {
      const inner = rationalOf(base.exponent);
      const product_ = inner === undefined && k === undefined ? undefined : scalarExponents(base.exponent, exponent);
      if (product_ === undefined) break;
      if (integral || isNonnegative(base.base) || inner?.d !== 1 && isNonnegative(base.base)) return power(base.base, product_);
      if (isEven(inner)) return power(apply('abs', [base.base]), product_);
      break;
    }
    case 'hadamard':
      if (integral || base.factors.every((factor) => isNonnegative(factor))) return hadamard(base.factors.map((factor) => power(factor, exponent)));
      // (u^2 .* v)^(1/2): what is surely nonnegative comes out.
      if (k !== undefined && base.factors.some((factor) => isNonnegative(factor))) {
        const outside = base.factors.filter((factor) => isNonnegative(factor));
        const inside = base.factors.filter((factor) => !isNonnegative(factor));
        return hadamard([...outside.map((factor) => power(factor, exponent)), raw(hadamard(inside), exponent)]);
      }
      break;
    case 'scale':
      if (isPositive(base.scalar)) return scale(power(base.scalar, exponent), power(base.body, exponent));
      break;
    case 'apply': {
      const [u] = base.args;
      if (u === undefined) break;
      if (base.name === 'exp' && exponent.shape === SCALAR) return apply('exp', [scale(exponent, u)]);
      if (base.name === 'abs' && isEven(k)) return power(u, exponent);
      if (base.name === 'sign' && isEven(k)) return allOnes(of);
      if (base.name === 'step' && integral && k.n > 0) return base;
      if (base.name === 'diag') break;
      break;
    }
    case 'product': {
      // Of diag(u)*M*diag(v) every entry is a product.
      const scaled = integral && of !== SCALAR ? diagonalEnds(base) : undefined;
      if (scaled !== undefined) return product([...scaled.left.map((end) => diagonalPower(end, exponent)), power(product(scaled.middle), exponent), ...scaled.right.map((end) => diagonalPower(end, exponent))]);
      break;
    }
    case 'sum': {
      // 1/(1 + exp(u)) is σ(-u)
      const logistic = integral && k.n < 0 ? onePlusExponential(base) : undefined;
      if (logistic !== undefined && k !== undefined) return power(apply('sigmoid', [negate(logistic)]), integer(-k.n));
      break;
    }
    case 'symbol':
      if (base.properties.has('sign') && integral) return isEven(k) ? allOnes(of) : base;
      if (base.properties.has('binary') && integral && k.n > 0) return base;
      break;
    case 'number': case 'dimension': case 'identity': case 'ones': case 'zero': case 'trace': case 'matrixPower': case 'transpose': case 'unknown': case 'indexedSum':
      break;
  }
  return raw(base, exponent);
}

/** `u` when the expression is 1 + exp(u). */
function onePlusExponential(e: SumExpr): Expr | undefined {
  if (e.terms.length !== 2 || !e.terms.every(({ coefficient }) => coefficient.n === 1 && coefficient.d === 1)) return undefined;
  const exponential = e.terms.find(({ expr }) => expr.op === 'apply' && expr.name === 'exp')?.expr;
  return exponential?.op === 'apply' && e.terms.some(({ expr }) => isAllOnes(expr)) ? exponential.args[0] : undefined;
}

/** diag(u) with every entry of u to the power. */
const diagonalPower = (e: Expr, exponent: Expr): Expr => apply('diag', [power(apply('diagonal', [e]), exponent)]);

function raw(base: Expr, exponent: Expr): Expr {
  if (isOne(exponent)) return base;
  return intern(`^ ${base.id} ${exponent.id}`, base.shape, [base, exponent], { op: 'power', base, exponent });
}

function withoutCoefficient(e: Expr): Expr {
  const { scalars, body } = partsOf(e);
  const scalar = scalarProduct(scalars);
  return body === undefined ? scalar : scale(scalar, body);
}

const scalarExponents = (a: Expr, b: Expr): Expr | undefined => (isScalar(a.shape) && isScalar(b.shape) ? scalarProduct([a, b]) : undefined);

/** A rational raised to a rational, where the result is rational. */
function numberPower(base: Rational, exponent: Rational): Expr | undefined {
  if (isIntegerR(exponent)) {
    if (Math.abs(exponent.n) > EXACT_EXPONENT || (base.n === 0 && exponent.n < 0)) return undefined;
    return numeral(powR(base, exponent.n));
  }
  const root = numeralRoot(base, exponent);
  return root === undefined ? undefined : numeral(root);
}

/** `base ^ exponent` of a square matrix with a scalar exponent. */
export function matrixPower(base: Expr, exponent: Expr): Expr {
  if (base.shape === SCALAR) return power(base, exponent);
  const k = integerOf(exponent);
  if (k === 0) return identity(base.shape.rows);
  if (k === 1) return base;
  if (base.op === 'identity' || (base.op === 'zero' && k !== undefined && k > 0)) return base;
  const { coefficient, scalars, body } = partsOf(base);
  if (body !== undefined && (scalars.length > 0 || coefficient.n !== coefficient.d)) {
    const scalar = scalarProduct([numeral(coefficient), ...scalars]);
    return scale(power(scalar, exponent), matrixPower(body, exponent));
  }
  switch (base.op) {
    case 'matrixPower':
      // (A^a)^b is A^(a*b) for an integer b; for b = -1 always.
      if (k !== undefined || integerOf(base.exponent) !== undefined) return matrixPower(base.base, scalarProduct([base.exponent, exponent]));
      break;
    case 'symbol': case 'transpose':
      if (isOrthogonal(base) && k !== undefined && k < 0) return matrixPower(transpose(base), integer(-k));
      break;
    case 'product':
      if (k === -1 && base.weight <= FLATTEN_WEIGHT) {
        const split = squareChunks(base.factors);
        if (split.length > 1) return product(split.toReversed().map((chunk) => matrixPower(product(chunk), exponent)));
      }
      break;
    case 'apply': {
      const [a, b] = base.args;
      if (a === undefined) break;
      if (isOrthogonal(base) && k !== undefined && k < 0) return matrixPower(transpose(base), integer(-k));
      if (base.name === 'diag') return apply('diag', [power(a, exponent)]);
      if (base.name === 'expm' && k !== undefined) return apply('expm', [scale(exponent, a)]);
      if (base.name === 'comm') return k === -1 ? transpose(base) : intern(`^m ${base.id} ${exponent.id}`, base.shape, [base, exponent], { op: 'matrixPower', base, exponent });
      if (base.name === 'sqrtm' && k !== undefined && k % 2 === 0) return matrixPower(a, integer(k / 2));
      if (base.name === 'blkdiag' && k !== undefined && b !== undefined && isSquare(a.shape) && isSquare(b.shape)) return apply('blkdiag', [matrixPower(a, exponent), matrixPower(b, exponent)]);
      if (base.name === 'kron' && k === -1 && b !== undefined && a.shape.rows === a.shape.cols && b.shape.rows === b.shape.cols) return apply('kron', [matrixPower(a, exponent), matrixPower(b, exponent)]);
      break;
    }
    case 'number': case 'dimension': case 'ones': case 'zero': case 'sum': case 'hadamard': case 'scale': case 'trace': case 'power': case 'unknown': case 'indexedSum':
      break;
  }
  return intern(`^m ${base.id} ${exponent.id}`, base.shape, [base, exponent], { op: 'matrixPower', base, exponent });
}

export const inverse = (e: Expr): Expr => matrixPower(e, integer(-1));
/** `1 ./ e`. */
export const reciprocal = (e: Expr): Expr => power(e, integer(-1));
export const squareRoot = (e: Expr): Expr => power(e, numeral({ n: 1, d: 2 }));
export const square = (e: Expr): Expr => power(e, integer(2));

/** The shortest square runs of a chain: `A*X*B` of square factors is [A], [X], [B]; of `P*X` with P n×m, X m×n one run. */
export function squareChunks(factors: readonly Expr[]): readonly (readonly Expr[])[] {
  const chunks: Expr[][] = [];
  let run: Expr[] = [];
  let rows = factors[0]?.shape.rows;
  for (const factor of factors) {
    run.push(factor);
    if (factor.shape.cols === rows) { chunks.push(run); run = []; rows = factor.shape.cols; }
  }
  if (run.length > 0) { const last = chunks.pop(); chunks.push(last === undefined ? run : [...last, ...run]); }
  return chunks;
}

