/** Scalar functions that the platform does not have, to full double precision, with their stable forms. */

const TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);
/** Below, the series (all terms of one sign) converges fast; above, the continued fraction does. */
const SERIES_LIMIT = 2.5;
const FRACTION_TERMS = 80;

/** erf x = 2/√π e^(−x²) Σ 2ᵏ x^(2k+1) / (1·3·…·(2k+1)) (DLMF 7.6.2); beyond 2.5, 1 − erfc x by its continued fraction (DLMF 7.9.1). */
export function erf(x: number): number {
  const z = Math.abs(x);
  if (Number.isNaN(x)) return NaN;
  if (z > 6) return Math.sign(x);
  if (z < SERIES_LIMIT) {
    let term = z, sum = z;
    for (let k = 1; term > 1e-17 * sum; k++) { term *= (2 * z * z) / (2 * k + 1); sum += term; }
    return Math.sign(x) * TWO_OVER_ROOT_PI * Math.exp(-z * z) * sum;
  }
  return Math.sign(x) * (1 - tail(z));
}

/** erfc z = e^(−z²)/√π · 1/(z + (1/2)/(z + 1/(z + (3/2)/(z + …)))) for z from 2.5 on, from the innermost term outwards. */
function tail(z: number): number {
  let fraction = z;
  for (let k = FRACTION_TERMS; k >= 1; k--) fraction = z + (k / 2) / fraction;
  return Math.exp(-z * z) / Math.sqrt(Math.PI) / fraction;
}

/** 1 − erf x without the cancellation where erf x is near 1. */
const erfc = (x: number): number => (x < SERIES_LIMIT ? 1 - erf(x) : tail(x));

export const sigmoid = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));
export const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
export const gelu = (x: number): number => 0.5 * x * erfc(-x / Math.SQRT2);
export const step = (x: number): number => (x > 0 ? 1 : Number.isNaN(x) ? NaN : 0);
