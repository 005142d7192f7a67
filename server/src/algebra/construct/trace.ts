/** Traces: of a product up to rotation and transposition; scalars outside. */
import { ONE } from '../../shapes/dimension';
import { SCALAR } from '../../shapes/shape';
import { intern } from '../arena';
import type { Expr } from '../expression';
import { RATIONAL_ONE } from '../rational';
import { hadamard, scalarProduct } from './hadamard';
import { dimension, isZero, numeral, ones } from './leaf';
import { partsOf } from './parts';
import { isDiagOperator } from './merge';
import { FLATTEN_WEIGHT, product, scale } from './product';
import { add } from './sum';
import { transpose } from './transpose';
import { apply } from './apply';

/** The trace of the product of `given`. */
export function trace(given: readonly Expr[]): Expr {
  const argument = product(given);
  if (argument.shape === SCALAR) return argument;
  if (isZero(argument)) return numeral({ n: 0, d: 1 });
  const { coefficient, scalars, body } = partsOf(argument);
  return scale(numeral(coefficient), scalarProduct([...scalars, body === undefined ? numeral(RATIONAL_ONE) : bareTrace(body)]));
}

function bareTrace(body: Expr): Expr {
  if (body.op === 'identity') return dimension(body.shape.rows);
  if (isDiagOperator(body)) return product([transpose(ones(body.shape.rows)), body.args[0]]);
  if (body.op === 'apply' && body.name === 'kron') {
    const [a, b] = body.args;
    if (a !== undefined && b !== undefined && a.shape.rows === a.shape.cols && b.shape.rows === b.shape.cols) return scalarProduct([trace([a]), trace([b])]);
  }
  if (body.op === 'apply' && body.name === 'blkdiag') {
    const [a, b] = body.args;
    if (a !== undefined && b !== undefined && a.shape.rows === a.shape.cols && b.shape.rows === b.shape.cols) return add(trace([a]), trace([b]));
  }
  if (body.op !== 'product' || body.weight > FLATTEN_WEIGHT) return traceNode([body]);
  const factors = body.factors;
  // A cut at an inner dimension 1: tr(u*v'*A) is v'*A*u.
  const at = factors.findIndex((factor, i) => factor.shape.cols === ONE && i < factors.length - 1);
  if (at >= 0) return product([...factors.slice(at + 1), ...factors.slice(0, at + 1)]);
  // tr(diag(u)*M) is u'*diagonal(M)
  const diagonalAt = factors.findIndex(isDiagOperator);
  const diagonal = factors[diagonalAt];
  if (diagonal !== undefined && isDiagOperator(diagonal)) {
    const rest = product([...factors.slice(diagonalAt + 1), ...factors.slice(0, diagonalAt)]);
    return product([transpose(diagonal.args[0]), apply('diagonal', [rest])]);
  }
  // Rotation can bring an inverse beside what it inverts.
  const first = factors[0];
  const last = factors.at(-1);
  if (first !== undefined && last !== undefined && factors.length > 1) {
    const rotated = product([last, ...factors.slice(0, -1)]);
    if (rotated.op !== 'product' || rotated.factors.length < factors.length) return trace([rotated]);
  }
  // tr(A'*(B.*C)) is sum(A.*B.*C)
  if (factors.length === 2) {
    const [a, b] = factors;
    const triple = a !== undefined && b !== undefined ? (b.op === 'hadamard' ? [transpose(a), ...b.factors] : a.op === 'hadamard' ? [transpose(b), ...a.factors] : undefined) : undefined;
    if (triple !== undefined) {
      const entries = hadamard(triple);
      return product([transpose(ones(entries.shape.rows)), entries, ones(entries.shape.cols)]);
    }
  }
  return traceNode(factors);
}

/** One node for every rotation of the factors and of their transposes; the first reading met is the one shown. */
function traceNode(factors: readonly Expr[]): Expr {
  const [only, second] = factors;
  if (factors.length === 2 && (only?.op === 'transpose' ? isOnSphere(second) && only.of === second : isOnSphere(only) && second?.op === 'transpose' && second.of === only)) return numeral(RATIONAL_ONE);
  if (factors.length === 1 && only?.op === 'sum' && only.weight <= FLATTEN_WEIGHT && transpose(only) !== only && isNegatedTranspose(only)) return numeral({ n: 0, d: 1 });
  if (factors.length === 1 && only?.op === 'symbol' && only.properties.has('skew')) return numeral({ n: 0, d: 1 });
  const backwards = factors.toReversed().map(transpose);
  let key: string | undefined;
  for (const reading of [factors, backwards]) {
    // A transposed factor can be a sum with a minus (skew): then the two readings are not the same node.
    if (reading.some((factor) => factor.op === 'sum' && factor.terms.length === 1)) continue;
    for (let shift = 0; shift < reading.length; shift++) {
      const rotated = [...reading.slice(shift), ...reading.slice(0, shift)].map((factor) => factor.id).join(' ');
      if (key === undefined || rotated < key) key = rotated;
    }
  }
  return intern(`tr ${key ?? ''}`, SCALAR, factors, { op: 'trace', factors });
}

const isOnSphere = (e: Expr | undefined): boolean => e?.op === 'symbol' && e.properties.has('sphere');

function isNegatedTranspose(e: Expr): boolean {
  if (e.op !== 'sum') return false;
  return e.terms.every((term) => {
    const mirrored = transpose(term.expr);
    return e.terms.some((other) => other.expr === mirrored && other.coefficient.n === -term.coefficient.n && other.coefficient.d === term.coefficient.d);
  });
}
