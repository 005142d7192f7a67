/**
 * Equations solved by Newton's method, for the values of implicit functions. The derivatives it needs are differences of the equation itself: it
 * knows no rule.
 */
import type { Property } from '../shapes/adjectives';
import { cholesky, pseudoInverse, solve } from './decompositions';
import { derivativeAlong, FIRST_STEP, type Curve } from './differentiate';
import { addScaled, frobenius, isFiniteMatrix, map, matrix, multiply, notANumber, storage, valueOfScalar, type Matrix } from './matrix';
import { isCurved, isStructured, tangent } from './sample';

/** Rounds of the iteration; it converges in a handful, or from here not at all. */
const ROUNDS = 40;
/** Halvings of a step that does not lead downhill. */
const HALVINGS = 12;
/** Derivatives are taken by plain differences with this step: they steer the iteration and are not in its result. */
const STEP = 1e-5;
/** The steps of gradients by differences: near the end of a domain, as log has at 0, the usual one is too coarse. */
const FINER = [FIRST_STEP / 4, FIRST_STEP / 32] as const;
/** The error, relative to the slope, with which a step is fine enough. */
const FINE = 1e-10;
/** With a derivative taken before, the residual has to fall at least by this factor, else a new one is taken. */
const ENOUGH = 0.2;
/** The last step, relative to the unknown, below which the iteration has converged. */
const CONVERGED = 1e-9;
/** How far the solution may lie outside a declared structure, relative to its size. */
const OUTSIDE = 1e-9;

const unitAt = (like: Matrix, k: number): Matrix => { const data = storage(like.rows, like.cols); data[k] = 1; return matrix(like.rows, like.cols, data); };

/** The gradient of a scalar function by differences of sixth order: its error is little more than that of rounding. NaN where the function is not finite. */
export function gradientByDifferences(f: (x: Matrix) => Matrix, at: Matrix): Matrix {
  const data = storage(at.rows, at.cols);
  let first = 0;
  for (let k = 0; k < data.length; k++) {
    const unit = unitAt(at, k), { value, taken } = slope((t) => f(addScaled(at, unit, t)), first);
    data[k] = value;
    first = taken;
  }
  return matrix(at.rows, at.cols, data);
}

/** The slope of a curve at 0, with the first step from `first` on that is fine enough, or with the best of all. */
function slope(curve: Curve, first: number): { readonly value: number; readonly taken: number } {
  let value = NaN, error = Infinity, taken = first;
  for (const [k, step] of FINER.entries()) {
    const derivative = k < first ? undefined : derivativeAlong(curve, 1, step);
    if (derivative === undefined || !(derivative.error < error)) continue;
    value = valueOfScalar(derivative.value);
    error = derivative.error;
    taken = k;
    if (error <= FINE * (1 + Math.abs(value))) break;
  }
  return { value, taken };
}

/** The derivative of the residual in vec coordinates. */
function jacobianByDifferences(residual: (x: Matrix) => Matrix, at: Matrix, rows: number): Matrix {
  const n = at.data.length, data = storage(rows, n);
  for (let k = 0; k < n; k++) {
    const unit = unitAt(at, k), after = residual(addScaled(at, unit, STEP)), before = residual(addScaled(at, unit, -STEP));
    for (let i = 0; i < rows; i++) data[i + k * rows] = ((after.data[i] ?? NaN) - (before.data[i] ?? NaN)) / (2 * STEP);
  }
  return matrix(rows, n, data);
}

/**
 * The zero of `residual` that the iteration reaches from `start`; NaN throughout where it reaches none, where the derivative there is singular,
 * or where what it reaches has not the declared `properties`.
 */
export function solveEquation(residual: (x: Matrix) => Matrix, start: Matrix, properties: ReadonlySet<Property>): Matrix {
  const none = notANumber(start.rows, start.cols), structured = isStructured(properties);
  let x = start, r = residual(x), size = frobenius(r), jacobian: Matrix | undefined, moved = Infinity;
  for (let round = 0; round < ROUNDS && size > 0; round++) {
    if (!Number.isFinite(size)) return none;
    const fresh = jacobian === undefined;
    jacobian ??= jacobianByDifferences(residual, x, r.data.length);
    if (!isFiniteMatrix(jacobian)) return none;
    const flat = structured ? multiply(pseudoInverse(jacobian), matrix(r.data.length, 1, r.data)) : solve(jacobian, matrix(r.data.length, 1, r.data));
    if (!isFiniteMatrix(flat)) return none;
    const step = matrix(x.rows, x.cols, flat.data);
    let share = 1, next = addScaled(x, step, -1), left = residual(next), smaller = frobenius(left);
    for (let k = 0; k < HALVINGS && !(smaller < size); k++) {
      share /= 2;
      next = addScaled(x, step, -share);
      left = residual(next);
      smaller = frobenius(left);
    }
    const relative = frobenius(step) / (1 + frobenius(x));
    if (!(smaller < size)) {
      // With a derivative of this very point nothing gets better any more.
      if (fresh || relative < CONVERGED) { moved = relative; break; }
      jacobian = undefined;
      continue;
    }
    if (smaller > ENOUGH * size) jacobian = undefined;
    moved = share * relative;
    x = next; r = left; size = smaller;
  }
  if (size > 0 && !(moved < CONVERGED)) return none;
  return isSolved(residual, x, properties) ? x : none;
}

/** Whether the solution is isolated and of the declared kind. */
function isSolved(residual: (x: Matrix) => Matrix, x: Matrix, properties: ReadonlySet<Property>): boolean {
  const has = (property: Property): boolean => properties.has(property);
  if (isCurved(properties)) return false;
  if (frobenius(addScaled(x, tangent(properties, x, x), -1)) > OUTSIDE * frobenius(x)) return false;
  if (has('positive') && !x.data.every((entry) => entry > 0)) return false;
  if (has('nonnegative') && !x.data.every((entry) => entry >= 0)) return false;
  if (has('unitinterval') && !x.data.every((entry) => entry < 1)) return false;
  if (has('posdef') && x.data.length > 1 && !isFiniteMatrix(cholesky(x))) return false;
  if (has('posdef') && x.data.length === 1 && !(valueOfScalar(x) > 0)) return false;
  if (isStructured(properties)) return true;
  const jacobian = jacobianByDifferences(residual, x, residual(x).data.length);
  return isFiniteMatrix(solve(jacobian, map(matrix(jacobian.rows, 1, storage(jacobian.rows, 1)), () => 1)));
}
