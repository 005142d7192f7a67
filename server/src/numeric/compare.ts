/** When two numbers, one of them measured by differences, agree. */
import { addScaled, maxAbs, sameSize, showSize, type Matrix } from './matrix';
import { derivativeAlong, hasKink, usualStep, type Curve, type Derivative } from './differentiate';
import type { Finding } from './points';

/** Relative difference up to which a result agrees. Right results on well-conditioned points reach 1e-10. */
export const AGREEMENT = 1e-8;
/** The measured error of the differences may widen that, but never beyond this. */
const WIDEST = 1e-4;
/** Measured errors are estimates: this multiple is allowed for. */
const CAUTION = 4;
/** Share of the function's own size below which a derivative counts as zero against rounding. */
const ZERO_SHARE = 1e-3;

interface Comparison {
  /** The measured value is exact enough to tell. */
  readonly reliable: boolean;
  readonly agrees: boolean;
  /** It agrees without the allowance for the error of the measurement, or that error is no larger. */
  readonly sharp: boolean;
  readonly error: number;
  /** The largest of the differences themselves. */
  readonly difference: number;
}

/**
 * Compares with a measured value. `scale` is what the entries of `actual` may be expected to be, where cancellation may have made them
 * small; `size` the size of the function differentiated.
 */
export function compare(actual: Matrix, measured: Derivative, scale: number, size: number): Comparison {
  const difference = maxAbs(addScaled(actual, measured.value, -1));
  const own = Math.max(maxAbs(measured.value), scale), floor = Math.max(own, ZERO_SHARE * size);
  const noise = CAUTION * measured.error;
  return {
    sharp: difference <= AGREEMENT * own || noise <= AGREEMENT * floor,
    reliable: noise <= WIDEST * floor || noise === 0,
    agrees: difference <= Math.max(AGREEMENT * own, Math.min(noise, WIDEST * floor)),
    error: difference === 0 ? 0 : difference / floor,
    difference,
  };
}

/** Whether two measurements of one value differ by more than their errors: between their steps something happens that neither sees, such as a singularity. */
export const contradict = (a: Derivative, b: Derivative): boolean =>
  maxAbs(addScaled(a.value, b.value, -1)) > CAUTION * (a.error + b.error) + WIDEST * Math.max(maxAbs(a.value), maxAbs(b.value));

export const show = (a: Matrix): string => (a.data.length === 1 ? Number(a.data[0]).toPrecision(6) : `${showSize(a)} with entries up to ${maxAbs(a).toPrecision(4)}`);

/** Steps tried one after the other until one agrees sharply: the usual one, a smaller one (kinks nearby, sharp bends), a larger one (rounding). */
const FIRST_STEP_FACTORS = [1, 1 / 16, 8] as const;
const HIGHER_STEP_FACTORS = [1, 1 / 8, 2] as const;

/** What is left of double precision after a computation, in shares of the largest number in it. */
const COMPUTED = 2 ** -47;

/** What is compared with a derivative of a curve. */
export interface Expectation {
  readonly actual: Matrix;
  /** The order of the derivative. */
  readonly order: number;
  /** What the entries of `actual` may be expected to be, where cancellation may have made them small. */
  readonly scale: number;
  /** What is compared, for the reason: "the differential". */
  readonly what: string;
  /** What of the derivative: its vec, its inner product with something. The derivative itself if not given. */
  readonly of?: (derivative: Matrix) => Matrix;
  /** The largest number in the computation of the function: what cancels leaves rounding of it behind. */
  readonly magnitude: () => number;
  /** The size of the values that have cancelled in every point of the curve, and left their rounding. */
  readonly cancelled?: number;
}

/** Whether a value is that of the derivative of a curve. */
export function agreesWithDerivative(curve: Curve, { actual, order, scale, what, of, magnitude, cancelled = 0 }: Expectation): Finding {
  const centre = curve(0), size = maxAbs(centre), usual = usualStep(order), measurements: Derivative[] = [];
  const steady: { readonly difference: number; readonly step: number }[] = [];
  let best: Derivative | undefined;
  for (const factor of order === 1 ? FIRST_STEP_FACTORS : HIGHER_STEP_FACTORS) {
    const derivative = derivativeAlong(curve, order, usual * factor, centre, cancelled);
    if (derivative === undefined) continue;
    const measured: Derivative = of === undefined ? derivative : { value: of(derivative.value), error: derivative.error };
    if (!sameSize(measured.value, actual)) return { is: 'differs', error: Infinity, reason: `${what} is ${showSize(actual)}, the differences are ${showSize(measured.value)}` };
    const { agrees, sharp, error, difference } = compare(actual, measured, scale, size);
    if (agrees && sharp) return { is: 'agrees', error };
    measurements.push(measured);
    if (best === undefined || measured.error < best.error) best = measured;
    if (factor >= 1) steady.push({ difference, step: usual * factor });
  }
  if (best === undefined) return { is: 'again', reason: 'the function is not finite around the point' };
  const chosen = best, { reliable, agrees, error } = compare(actual, chosen, scale, size);
  if (reliable && agrees) return { is: 'agrees', error };
  // A difference of the size of the rounding that a step amplifies is no difference (a function that is zero by cancellation). Of small steps that would be too much.
  const rounding = COMPUTED * magnitude();
  if (steady.some(({ difference, step }) => difference <= rounding / step ** order)) return { is: 'agrees', error: 0 };
  if (reliable && hasKink(curve, size + scale)) return { is: 'again', reason: 'the function has a kink at the point' };
  if (!reliable || measurements.some((other) => contradict(other, chosen))) return { is: 'again', reason: 'the differences are too inaccurate' };
  return { is: 'differs', error, reason: `${what} is ${show(actual)}, differences give ${show(chosen.value)}` };
}
