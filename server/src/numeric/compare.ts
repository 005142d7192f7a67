/** When two numbers, one of them measured by differences, agree. */
import { addScaled, maxAbs, sameSize, showSize, type Matrix } from './matrix';
import { FIRST_STEP, HIGHER_STEP, derivativeAlong, hasKink, type Curve, type Derivative } from './differentiate';
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
  };
}

export const show = (a: Matrix): string => (a.data.length === 1 ? Number(a.data[0]).toPrecision(6) : `${showSize(a)} with entries up to ${maxAbs(a).toPrecision(4)}`);

/** Steps tried one after the other until one agrees sharply: the usual one, a smaller one (kinks nearby, sharp bends), a larger one (rounding). */
const FIRST_STEP_FACTORS = [1, 1 / 16, 8] as const;
const HIGHER_STEP_FACTORS = [1, 1 / 8, 2] as const;

/**
 * Whether `actual` is what `expected` makes of the derivative of a curve. `order` is that of the derivative; `where` says what is
 * compared, for the reason.
 */
export function agreesWithDerivative(curve: Curve, order: number, actual: Matrix, scale: number, where: string, convert: (derivative: Matrix) => Matrix = (d) => d): Finding {
  const centre = curve(0), size = maxAbs(centre), usual = order === 1 ? FIRST_STEP : HIGHER_STEP;
  let best: Derivative | undefined, finite = false;
  for (const factor of order === 1 ? FIRST_STEP_FACTORS : HIGHER_STEP_FACTORS) {
    const derivative = derivativeAlong(curve, order, usual * factor, centre);
    if (derivative === undefined) continue;
    finite = true;
    const measured: Derivative = { value: convert(derivative.value), error: derivative.error };
    if (!sameSize(measured.value, actual)) return { is: 'differs', error: Infinity, reason: `${where} is ${showSize(actual)}, the differences are ${showSize(measured.value)}` };
    const { agrees, sharp, error } = compare(actual, measured, scale, size);
    if (agrees && sharp) return { is: 'agrees', error };
    if (best === undefined || measured.error < best.error) best = measured;
  }
  if (!finite || best === undefined) return { is: 'again', reason: 'the function is not finite around the point' };
  const { reliable, agrees, error } = compare(actual, best, scale, size);
  if (!reliable) return { is: 'again', reason: 'the differences are too inaccurate' };
  if (agrees) return { is: 'agrees', error };
  if (hasKink(curve, size + scale)) return { is: 'again', reason: 'the function has a kink at the point' };
  return { is: 'differs', error, reason: `${where} is ${show(actual)}, differences give ${show(best.value)}` };
}
