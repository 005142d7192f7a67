/**
 * Derivatives along a line by central differences of sixth order, with an error estimate: the difference from the fourth-order
 * formula on the same points. With a step of 1/256 on functions of size 1 both the truncation (h⁶) and the rounding (ε/h) lie near 1e-13.
 */
import { addScaled, isFiniteMatrix, matrix, maxAbs, storage, type Matrix } from './matrix';

/** A function of a real parameter along a line through the point. */
export type Curve = (t: number) => Matrix;

export interface Derivative {
  readonly value: Matrix;
  /** Absolute, for the largest entry: what the formulas disagree by, and the rounding that the step amplifies. */
  readonly error: number;
}

/** Steps are powers of two: the parameter itself is then exact. */
export const FIRST_STEP = 2 ** -8;
/** Higher orders divide by more powers of the step, and ask for a larger one. */
const HIGHER_STEPS = [2 ** -5, 2 ** -5, 2 ** -5, 2 ** -4, 2 ** -4, 2 ** -3, 2 ** -3] as const;
export const usualStep = (order: number): number => (order === 1 ? FIRST_STEP : HIGHER_STEPS[order - 2] ?? 2 ** -3);
/** What is kept of double precision in a function of a few dozen operations. */
const ROUNDING = 2 ** -50;

interface Stencil {
  /** Weights of t = 1, 2, 3, … steps (of the sum of both sides for even orders, of the difference for odd ones); exact to the sixth order. */
  readonly weights: readonly number[];
  /** Those of a lower order on the same points. */
  readonly lower: readonly number[];
  readonly centre: number;
  readonly lowerCentre: number;
}

/** Central difference weights (Fornberg, Mathematics of Computation 51 (1988), table 1), by the order of the derivative. */
const STENCILS: readonly Stencil[] = [
  { weights: [3 / 4, -3 / 20, 1 / 60],           lower: [2 / 3, -1 / 12],               centre: 0,        lowerCentre: 0 },
  { weights: [3 / 2, -3 / 20, 1 / 90],           lower: [4 / 3, -1 / 12],               centre: -49 / 18, lowerCentre: -5 / 2 },
  { weights: [-61 / 30, 169 / 120, -3 / 10, 7 / 240], lower: [-13 / 8, 1, -1 / 8],      centre: 0,        lowerCentre: 0 },
  { weights: [-122 / 15, 169 / 60, -2 / 5, 7 / 240],  lower: [-13 / 2, 2, -1 / 6],      centre: 91 / 8,   lowerCentre: 28 / 3 },
  { weights: [323 / 48, -13 / 2, 87 / 32, -19 / 36, 13 / 288],               lower: [29 / 6, -13 / 3, 3 / 2, -1 / 6],         centre: 0,          lowerCentre: 0 },
  { weights: [323 / 8, -39 / 2, 87 / 16, -19 / 24, 13 / 240],                lower: [29, -13, 3, -1 / 4],                     centre: -1023 / 20, lowerCentre: -75 / 2 },
  { weights: [-971 / 40, 885 / 32, -755 / 48, 601 / 120, -41 / 48, 31 / 480], lower: [-63 / 4, 17, -69 / 8, 13 / 6, -5 / 24], centre: 0,          lowerCentre: 0 },
  { weights: [-971 / 5, 885 / 8, -755 / 18, 601 / 60, -41 / 30, 31 / 360],    lower: [-126, 68, -23, 13 / 3, -1 / 3],         centre: 7007 / 30,  lowerCentre: 154 },
];

/** The highest order there is a formula for. */
export const MAX_ORDER = STENCILS.length;

/** The derivative of the given order at 0; undefined where the curve is not finite on the points. `cancelled`: the size of what a point of the curve is the difference of. */
export function derivativeAlong(curve: Curve, order = 1, step = usualStep(order), centre?: Matrix, cancelled = 0): Derivative | undefined {
  const stencil = STENCILS[order - 1];
  if (stencil === undefined) return undefined;
  const odd = order % 2 === 1;
  let value: Matrix | undefined, lower: Matrix | undefined, largest = cancelled;
  if (!odd) {
    const middle = centre ?? curve(0);
    largest = Math.max(largest, maxAbs(middle));
    value = addScaled(zeroLike(middle), middle, stencil.centre);
    lower = addScaled(zeroLike(middle), middle, stencil.lowerCentre);
  }
  for (const [k, weight] of stencil.weights.entries()) {
    const after = curve((k + 1) * step), before = curve(-(k + 1) * step), pair = addScaled(after, before, odd ? -1 : 1);
    largest = Math.max(largest, maxAbs(after), maxAbs(before));
    value = addScaled(value ?? zeroLike(pair), pair, weight);
    lower = addScaled(lower ?? zeroLike(pair), pair, stencil.lower[k] ?? 0);
  }
  if (value === undefined || lower === undefined || !isFiniteMatrix(value)) return undefined;
  const unit = step ** -order, derivative = addScaled(zeroLike(value), value, unit);
  return { value: derivative, error: maxAbs(addScaled(value, lower, -1)) * unit + largest * ROUNDING * unit };
}

const zeroLike = (a: Matrix): Matrix => matrix(a.rows, a.cols, storage(a.rows, a.cols));

/**
 * Whether a curve has a kink at 0 itself, which central differences cannot see: there the second differences grow like the step, not
 * like its square.
 */
export function hasKink(curve: Curve, scale: number): boolean {
  const bend = (t: number): number => maxAbs(addScaled(addScaled(curve(t), curve(-t), 1), curve(0), -2));
  const small = bend(FIRST_STEP / 8), large = bend(FIRST_STEP);
  return small > 1e-7 * scale && large < 16 * small;
}
