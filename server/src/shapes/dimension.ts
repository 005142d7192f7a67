/**
 * Dimensions: polynomials in dimension names with integer coefficients, such as `n`, `2*n`, `m*n + 1` or `3`, and halves of such, `(n*n+n)/2`.
 * Interned by their canonical key, so equal dimensions are the same object.
 */

/** A monomial's names in sorted order joined by `*` (the empty string is the constant), and its coefficient. */
export interface Dimension {
  readonly key: string;
  readonly terms: ReadonlyMap<string, number>;
}

const interned = new Map<string, Dimension>();

function intern(terms: Map<string, number>): Dimension {
  for (const [monomial, coefficient] of terms) if (coefficient === 0) terms.delete(monomial);
  const ordered = [...terms].sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1));
  const isHalf = ordered.some(([, c]) => !Number.isInteger(c));
  const whole = isHalf ? ordered.map(([monomial, c]) => [monomial, 2 * c] as const) : ordered;
  const sum = whole.length === 0 ? '0' : whole.map(([monomial, c]) => (monomial === '' ? String(c) : c === 1 ? monomial : `${c}*${monomial}`)).join('+').replaceAll('+-', '-');
  const key = !isHalf ? sum : `${whole.length > 1 ? `(${sum})` : sum}/2`;
  const known = interned.get(key);
  if (known !== undefined) return known;
  const dimension: Dimension = { key, terms: new Map(ordered) };
  interned.set(key, dimension);
  return dimension;
}

/** The dimension that is the integer `value`. */
export const fixed = (value: number): Dimension => interned.get(String(value)) ?? intern(new Map([['', value]]));
/** The symbolic dimension `name`, which is its key too. */
export const named = (name: string): Dimension => interned.get(name) ?? intern(new Map([[name, 1]]));
export const ONE = fixed(1);
export const ZERO = fixed(0);
export const HALF = fixed(0.5);
/** The number of entries of a triangle of n×n with its diagonal, (n² + n)/2. */
export const triangle = (n: Dimension): Dimension => multiply(HALF, add(multiply(n, n), n));

export function add(a: Dimension, b: Dimension): Dimension {
  const terms = new Map(a.terms);
  for (const [monomial, c] of b.terms) terms.set(monomial, (terms.get(monomial) ?? 0) + c);
  return intern(terms);
}

/** The sum of many dimensions at once: linear in their terms, however many there are. */
export function total(dimensions: Iterable<Dimension>): Dimension {
  const terms = new Map<string, number>();
  for (const dimension of dimensions) for (const [monomial, c] of dimension.terms) terms.set(monomial, (terms.get(monomial) ?? 0) + c);
  return intern(terms);
}

export function multiply(a: Dimension, b: Dimension): Dimension {
  if (a === ONE) return b;
  if (b === ONE) return a;
  const terms = new Map<string, number>();
  for (const [x, c] of a.terms) for (const [y, d] of b.terms) {
    const monomial = [...x.split('*'), ...y.split('*')].filter((name) => name !== '').sort().join('*');
    terms.set(monomial, (terms.get(monomial) ?? 0) + c * d);
  }
  return intern(terms);
}

/** Half of a dimension that is even whatever its names are: of n*(n+1), but not of n. (A polynomial with whole coefficients is even where it is even at 0 and 1.) */
export function halved(dimension: Dimension): Dimension | undefined {
  const names = namesOf(dimension);
  if (names.length > MAX_HALVED_NAMES) return undefined;
  for (let choice = 0; choice < 2 ** names.length; choice++) {
    const value = valueOf(dimension, new Map(names.map((name, k) => [name, (choice >> k) % 2])));
    if (!Number.isInteger(value) || value % 2 !== 0) return undefined;
  }
  return multiply(HALF, dimension);
}
/** Every choice of odd and even is tried. */
const MAX_HALVED_NAMES = 8;

/** Twice the dimension, where it is half of one with whole coefficients: of (n² + n)/2, n² + n. */
export const doubledHalf = (dimension: Dimension): Dimension | undefined => ([...dimension.terms.values()].every(Number.isInteger) ? undefined : add(dimension, dimension));

/** The integer a dimension is, or undefined when it is symbolic. */
export function asInteger(dimension: Dimension): number | undefined {
  if (dimension.terms.size === 0) return 0;
  return dimension.terms.size === 1 ? dimension.terms.get('') : undefined;
}

/** The names of a monomial with their powers: `n*n*m` is m, n². */
export function powersOf(monomial: string): readonly { readonly name: string; readonly power: number }[] {
  const powers = new Map<string, number>();
  for (const name of monomial === '' ? [] : monomial.split('*')) powers.set(name, (powers.get(name) ?? 0) + 1);
  return [...powers].map(([name, power]) => ({ name, power }));
}

/** Whether a dimension is at least 0 whatever the sizes of its names, each of which is at least 1: it is 0 or more where all are 1, and no name makes it smaller. */
export function isCertainlyNonnegative(dimension: Dimension): boolean {
  let least = 0;
  for (const [monomial, c] of dimension.terms) {
    if (monomial !== '' && c < 0) return false;
    least += c;
  }
  return least >= 0;
}

/** The names a dimension is made of. */
export const namesOf = (dimension: Dimension): readonly string[] => [...new Set([...dimension.terms.keys()].flatMap((monomial) => monomial.split('*')).filter((name) => name !== ''))];

/** The value of a dimension once its names have sizes; NaN where a name has none. */
export function valueOf(dimension: Dimension, sizes: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const [monomial, c] of dimension.terms) total += monomial.split('*').reduce((product, name) => (name === '' ? product : product * (sizes.get(name) ?? NaN)), c);
  return total;
}
