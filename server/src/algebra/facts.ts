/** What is known of the sign of an expression's entries. Only certain facts: `false` means "not known". */
import { SCALAR } from '../shapes/shape';
import { isAllOnes } from './construct/leaf';
import type { Expr, SumExpr } from './expression';
import { equalR, negR } from './rational';

/** How far down a proof of a sign looks: enough for every formula people write, and a bound on the work. */
const PROOF_DEPTH = 12;

const POSITIVE_FUNCTIONS = new Set(['exp', 'cosh', 'sigmoid', 'softplus', 'softmax', 'rowsoftmax']);
const NONNEGATIVE_FUNCTIONS = new Set(['abs', 'relu', 'step', 'argmax', 'nuc', 'spec', 'svdvals']);

/** Every entry is > 0. */
export function isPositive(e: Expr, depth = PROOF_DEPTH): boolean {
  if (depth === 0) return false;
  switch (e.op) {
    case 'number': return e.value.n > 0;
    case 'dimension': case 'ones': return true;
    case 'symbol': return e.properties.has('positive');
    case 'transpose': return isPositive(e.of, depth - 1);
    case 'sum': return isComplement(e) || (e.terms.every((term) => term.coefficient.n > 0 && isNonnegative(term.expr, depth - 1)) && e.terms.some((term) => isPositive(term.expr, depth - 1)));
    case 'hadamard': return e.factors.every((factor) => isPositive(factor, depth - 1));
    case 'scale': return isPositive(e.scalar, depth - 1) && isPositive(e.body, depth - 1);
    case 'power': return isPositive(e.base, depth - 1);
    case 'product': return e.factors.every((factor) => isPositive(factor, depth - 1));
    case 'apply': return POSITIVE_FUNCTIONS.has(e.name) || (e.name === 'det' && e.args.some((arg) => arg.op === 'symbol' && (arg.properties.has('posdef') || arg.properties.has('posdet'))));
    case 'trace': case 'matrixPower': case 'identity': case 'zero': case 'unknown': case 'indexedSum': return false;
  }
}

/** Every entry is ≥ 0. */
export function isNonnegative(e: Expr, depth = PROOF_DEPTH): boolean {
  if (depth === 0) return false;
  switch (e.op) {
    case 'number': return e.value.n >= 0;
    case 'dimension': case 'ones': case 'identity': case 'zero': return true;
    case 'symbol': return e.properties.has('nonnegative') || e.properties.has('positive');
    case 'transpose': return isNonnegative(e.of, depth - 1);
    case 'sum': return e.terms.every((term) => term.coefficient.n > 0 && isNonnegative(term.expr, depth - 1));
    case 'hadamard': return e.factors.every((factor) => isNonnegative(factor, depth - 1));
    case 'scale': return isNonnegative(e.scalar, depth - 1) && isNonnegative(e.body, depth - 1);
    case 'power': return (e.exponent.op === 'number' && (e.exponent.value.n % 2 === 0 && e.exponent.value.d === 1 || e.exponent.value.d % 2 === 0)) || isNonnegative(e.base, depth - 1);
    case 'product': return (e.shape === SCALAR && isSquaredNorm(e.factors)) || e.factors.every((factor) => isNonnegative(factor, depth - 1));
    case 'trace': return isSquaredNorm(e.factors) || (e.factors.length === 1 && e.factors[0]?.op === 'symbol' && e.factors[0].properties.has('possemidef'));
    case 'apply': return NONNEGATIVE_FUNCTIONS.has(e.name) || POSITIVE_FUNCTIONS.has(e.name) || isPositive(e, depth);
    case 'matrixPower': case 'unknown': return false;
    case 'indexedSum': return isNonnegative(e.body, depth - 1);
  }
}

/** `1 - σ(u)`. */
function isComplement({ terms: [all, part, ...more] }: SumExpr): boolean {
  if (all === undefined || part === undefined || more.length > 0) return false;
  const [one, sigmoid] = all.coefficient.n > 0 ? [all, part] : [part, all];
  return sigmoid.expr.op === 'apply' && sigmoid.expr.name === 'sigmoid' && isAllOnes(one.expr) && one.coefficient.n > 0 && equalR(sigmoid.coefficient, negR(one.coefficient));
}

/** `x'*x`, `x'*A'*A*x`, `x'*P*x` with P positive semidefinite, `tr(A'*A)`: a palindrome up to transposition. */
function isSquaredNorm(factors: readonly Expr[]): boolean {
  for (let i = 0, j = factors.length - 1; i <= j; i++, j--) {
    const a = factors[i];
    const b = factors[j];
    if (a === undefined || b === undefined) return false;
    if (i === j) return isSemidefinite(a);
    if (!areTransposed(a, b)) return false;
  }
  return true;
}

/** Whether `a` is `b'` on sight: leaves and rows, whose transposes are canonical. */
function areTransposed(a: Expr, b: Expr): boolean {
  if (a.op === 'transpose') return a.of === b;
  if (b.op === 'transpose') return b.of === a;
  if (a.op === 'sum' && b.op === 'sum') {
    return a.terms.length === b.terms.length && a.terms.every((term) => b.terms.some((other) => other.coefficient.n === term.coefficient.n && other.coefficient.d === term.coefficient.d && areTransposed(term.expr, other.expr)));
  }
  if (a.op === 'product' && b.op === 'product') {
    const mirrored = b.factors.toReversed();
    return a.factors.length === mirrored.length && a.factors.every((factor, i) => { const other = mirrored[i]; return other !== undefined && areTransposed(factor, other); });
  }
  if (a.op === 'matrixPower' && b.op === 'matrixPower') return a.exponent === b.exponent && areTransposed(a.base, b.base);
  return a === b && a.op === 'symbol' && a.properties.has('symmetric');
}

/** A positive semidefinite matrix on sight: declared, or a power of one. */
function isSemidefinite(e: Expr): boolean {
  if (e.op === 'matrixPower') return isSemidefinite(e.base);
  return e.op === 'identity' || (e.op === 'symbol' && e.properties.has('possemidef'));
}
