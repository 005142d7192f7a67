/** Exact rational coefficients. Beyond 2^53 a value is kept as a double with denominator 1: still right to 16 digits, no longer exact. */
export interface Rational { readonly n: number; readonly d: number }

const gcd = (a: number, b: number): number => { while (b !== 0) [a, b] = [b, a % b]; return Math.abs(a); };

export function rational(n: number, d = 1): Rational {
  if (!Number.isSafeInteger(n) || !Number.isSafeInteger(d)) return { n: n / d, d: 1 };
  if (d < 0) { n = -n; d = -d; }
  const g = gcd(n, d);
  return g > 1 ? { n: n / g, d: d / g } : { n: n === 0 ? 0 : n, d };
}

export const RATIONAL_ZERO = rational(0);
export const RATIONAL_ONE = rational(1);
export const RATIONAL_MINUS_ONE = rational(-1);

export const addR = (a: Rational, b: Rational): Rational => (a.d === b.d ? rational(a.n + b.n, a.d) : rational(a.n * b.d + b.n * a.d, a.d * b.d));
export const mulR = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d);
export const negR = (a: Rational): Rational => ({ n: a.n === 0 ? 0 : -a.n, d: a.d });
export const invR = (a: Rational): Rational => rational(a.d, a.n);
export const valueR = (a: Rational): number => a.n / a.d;
export const isIntegerR = (a: Rational): boolean => a.d === 1 && Number.isInteger(a.n);
export const equalR = (a: Rational, b: Rational): boolean => a.n === b.n && a.d === b.d;
export const keyR = (a: Rational): string => (a.d === 1 ? String(a.n) : `${a.n}/${a.d}`);

export function powR(a: Rational, k: number): Rational {
  if (k < 0) return powR(invR(a), -k);
  let result = RATIONAL_ONE;
  for (let i = 0; i < k; i++) result = mulR(result, a);
  return result;
}

/** The rational a decimal literal stands for, exactly: `0.1` is 1/10, `1e-3` is 1/1000. */
export function parseDecimal(text: string): Rational {
  const match = /^(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (match === null) return rational(Number(text));
  const digits = (match[1] ?? '') + (match[2] ?? '');
  const exponent = Number(match[3] ?? 0) - (match[2] ?? '').length;
  const whole = Number(digits);
  return exponent >= 0 ? rational(whole * 10 ** exponent) : rational(whole, 10 ** -exponent);
}

/** `a ^ exponent` where it is rational and a is positive; undefined otherwise. */
export function numeralRoot(a: Rational, exponent: Rational): Rational | undefined {
  if (a.n <= 0 || exponent.d > 8 || Math.abs(exponent.n) > 64) return undefined;
  const root = (value: number): number | undefined => {
    const guess = Math.round(value ** (1 / exponent.d));
    return guess ** exponent.d === value ? guess : undefined;
  };
  const n = root(a.n);
  const d = root(a.d);
  return n === undefined || d === undefined ? undefined : powR(rational(n, d), exponent.n);
}

/** Denominators up to this take part in a common factor; others belong to decimals (0.3, 0.044715) that a reader wants to see. */
const COMMON_DENOMINATOR = 9;

/** The positive rational that a reader would take out of all of these: 2 of 2 and 4, 1/2 of 1/2 and 1; 1 where nothing is common. */
export function commonFactor(values: readonly Rational[]): Rational {
  let n = 0;
  let d = 1;
  for (const value of values) {
    if (!Number.isInteger(value.n) || value.d > COMMON_DENOMINATOR) return RATIONAL_ONE;
    n = gcd(n, value.n);
    d = (d * value.d) / gcd(d, value.d);
  }
  return n === 0 ? RATIONAL_ONE : rational(n, d);
}
