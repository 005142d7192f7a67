/**
 * Random values of variables, honouring every adjective of their declaration. Entries keep away from the kinks at 0, matrices that
 * have an inverse are well-conditioned.
 */
import type { Property } from '../shapes/adjectives';
import type { Variable } from '../semantics/meaning';
import { determinant, orthogonalFactor, singular } from './decompositions';
import { add, addScaled, at, entry, filled, frobenius, inner, map, matrix, multiply, notANumber, scale, storage, tabulate, transpose, type Matrix } from './matrix';
import type { Sizes } from './program';
import { sizeOf, type Size } from './sizes';
import type { Random } from './random';

/**
 * What an undeclared variable is taken to be when the function is not finite at a plain draw (`log(x)` of a vector, `logm(X)`, `X^k`).
 * Declared properties are honoured in all of them.
 */
export type Mode = 'boundary' | 'plain' | 'positive' | 'nearIdentity' | 'unitInterval' | 'small' | 'integers' | 'posdef' | 'large' | 'negative';
/** Modes that say nothing of undeclared variables. At the boundary, a nonnegative variable has a zero and a semidefinite one is singular. */
export const NEUTRAL_MODES: readonly Mode[] = ['boundary', 'plain', 'plain'];
/** The others, in the order tried. */
export const SPECIAL_MODES: readonly Mode[] = ['positive', 'nearIdentity', 'unitInterval', 'small', 'integers', 'posdef', 'large', 'negative'];

/** Distance of entries from 0. */
const OFF_KINK = 0.1;

const plainEntry = (random: Random): number => { const x = 0.8 * random.normal(); return Math.abs(x) < OFF_KINK ? x + (x < 0 ? -OFF_KINK : OFF_KINK) : x; };

type Entries = (random: Random) => number;

/** The rows for bounded entries, the narrowest first: the first that a variable has rules. */
const ENTRY_RULES: readonly { readonly property: Property; readonly entries: Entries }[] = [
  { property: 'sign',         entries: (random) => (random.uniform() < 0.5 ? -1 : 1) },
  { property: 'binary',       entries: (random) => (random.uniform() < 0.5 ? 0 : 1) },
  { property: 'unitinterval', entries: (random) => random.between(0.15, 0.85) },
  { property: 'positive',     entries: (random) => random.between(0.4, 1.6) },
  { property: 'nonnegative',  entries: (random) => random.between(0.4, 1.6) },
];

/** What the mode makes of entries about which nothing was declared. */
const MODE_ENTRIES: Readonly<Record<Mode, Entries>> = {
  boundary:     plainEntry,
  plain:        plainEntry,
  positive:     (random) => random.between(0.4, 1.6),
  integers:     plainEntry,
  nearIdentity: (random) => random.between(0.3, 1.2),
  unitInterval: (random) => random.between(0.15, 0.85),
  small:        (random) => random.between(0.1, 0.3),
  posdef:       (random) => random.between(0.4, 1.6),
  large:        (random) => random.between(1.5, 4),
  negative:     (random) => random.between(-1.6, -0.4),
};

const draw = ({ rows, cols }: Size, random: Random, entries: Entries): Matrix => tabulate(rows, cols, () => entries(random));

const randomOrthogonal = (n: number, random: Random): Matrix => orthogonalFactor(draw({ rows: n, cols: n }, random, (r) => r.normal()));

/** U * diag(values from low to high) * V', without the smallest for the last `deficient`. */
function withSingularValues({ rows, cols }: Size, low: number, high: number, random: Random, symmetric: boolean, deficient: number): Matrix {
  const u = randomOrthogonal(rows, random), v = symmetric ? u : randomOrthogonal(cols, random), k = Math.min(rows, cols);
  const middle = tabulate(rows, cols, (i, j) => (i !== j || i < deficient ? 0 : low + ((high - low) * (i + 0.5)) / k));
  return multiply(multiply(u, middle), transpose(v));
}

const symmetrized = (a: Matrix): Matrix => scale(add(a, transpose(a)), 0.5);

/** The upper triangle, below the diagonal too: entries stay what they are. */
const mirrored = (a: Matrix): Matrix => tabulate(a.rows, a.cols, (i, j) => entry(a, Math.min(i, j), Math.max(i, j)));

/** One entry 1 (or sum 1) in a vector, in each row of a matrix. */
function rowsOf(size: Size, fill: (length: number) => readonly number[]): Matrix {
  if (size.cols === 1) { const entries = fill(size.rows); return matrix(size.rows, 1, Float64Array.from(entries)); }
  const rows = Array.from({ length: size.rows }, () => fill(size.cols));
  return tabulate(size.rows, size.cols, (i, j) => rows[i]?.[j] ?? 0);
}

const oneHot = (random: Random) => (length: number): readonly number[] => { const hot = random.integer(0, length - 1); return Array.from({ length }, (_, i) => (i === hot ? 1 : 0)); };
const probabilities = (random: Random) => (length: number): readonly number[] => {
  const weights = Array.from({ length }, () => random.between(0.2, 1)), sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((w) => w / sum);
};

function integers(size: Size, random: Random, has: (property: Property) => boolean): Matrix {
  const a = draw(size, random, has('sign') || has('binary') ? entriesFor(has, 'plain') : (r) => r.integer(2, 4));
  return has('symmetric') ? mirrored(a) : a;
}

function entriesFor(has: (property: Property) => boolean, mode: Mode): Entries {
  return ENTRY_RULES.find((rule) => has(rule.property))?.entries ?? MODE_ENTRIES[mode];
}

/** Entries of both signs where there are at least two: else |x| and x are not told apart. */
function bothSigns(a: Matrix, random: Random): Matrix {
  const [first = 0] = a.data, size = a.data.length;
  if (size < 2 || a.data.some((x) => x * first < 0)) return a;
  const turned = random.integer(0, size - 1);
  return matrix(a.rows, a.cols, a.data.map((x, k) => (k === turned ? -x : x)));
}

/** One entry zero. */
function withZero(a: Matrix, random: Random): Matrix {
  const zero = random.integer(0, a.data.length - 1);
  return matrix(a.rows, a.cols, a.data.map((x, k) => (k === zero ? 0 : x)));
}

/** A random value of a variable at these sizes. An undeclared scalar has the sign of `turn`, so that the points of a verdict have both. */
export function sample(variable: Variable, sizes: Sizes, random: Random, mode: Mode = 'plain', turn: 1 | -1 = 1): Matrix {
  const drawn = sampleFlat(variable, sizes, random, mode, turn);
  return variable.properties.has('sphere') ? ontoSphere(drawn) : drawn;
}

/** The nearest point of the unit sphere. */
const ontoSphere = (a: Matrix): Matrix => scale(a, 1 / frobenius(a));

/** The nearest matrix with orthonormal columns, the polar factor; NaN for more columns than rows, which have none. */
function ontoOrthonormal(a: Matrix): Matrix {
  const svd = a.rows < a.cols ? undefined : singular(a);
  return svd === undefined ? notANumber(a.rows, a.cols) : multiply(svd.left, transpose(svd.right));
}

function sampleFlat(variable: Variable, sizes: Sizes, random: Random, mode: Mode, turn: 1 | -1): Matrix {
  const size = sizeOf(variable.shape, sizes), { rows, cols } = size;
  const has = (property: Property): boolean => variable.properties.has(property);
  const undeclared = ENTRY_RULES.every((rule) => !has(rule.property));
  if (has('integer') || (mode === 'integers' && undeclared && rows === 1 && cols === 1)) return integers(size, random, has);
  if (has('onehot')) return rowsOf(size, oneHot(random));
  if (has('probability')) return rowsOf(size, probabilities(random));
  const entries = entriesFor(has, mode);
  if (has('stiefel')) return ontoOrthonormal(draw(size, random, (r) => r.normal()));
  if (rows !== cols || rows === 1) {
    if (rows === 1 && cols === 1 && has('posdef')) return draw(size, random, (r) => r.between(0.6, 2.2));
    if (has('fullrank') && rows > 1 && cols > 1 && entries === plainEntry) return withSingularValues(size, 0.8, 1.9, random, false, 0);
    const a = draw(size, random, entries);
    if (mode === 'boundary' && has('nonnegative') && !has('positive') && entries !== plainEntry) return withZero(a, random);
    if (entries !== plainEntry) return a;
    return rows === 1 && cols === 1 ? map(a, (x) => turn * Math.abs(x)) : bothSigns(a, random);
  }
  return structured(size, random, has, entries, mode);
}

function structured(size: Size, random: Random, has: (property: Property) => boolean, entries: Entries, mode: Mode): Matrix {
  const n = size.rows, bounded = entries !== MODE_ENTRIES[mode], nearIdentity: Entries = (r) => r.between(-0.25, 0.25);
  if (has('orthogonal')) {
    const q = randomOrthogonal(n, random);
    return has('posdet') && determinant(q) < 0 ? tabulate(n, n, (i, j) => (j === 0 ? -1 : 1) * at(q.data, i + j * n)) : q;
  }
  if (has('diagonal')) {
    const sure = has('posdef') || has('posdet');
    return tabulate(n, n, (i, j) => { if (i !== j) return 0; const x = entries(random); return bounded ? x : (sure ? 1 : Math.sign(x)) * (Math.abs(x) + 0.5); });
  }
  if (has('lower') || has('upper')) {
    const diagonal = has('posdet') || (mode !== 'plain' && mode !== 'boundary') ? 1 : undefined;
    return tabulate(n, n, (i, j) => {
      if (i === j) return bounded ? entries(random) : (diagonal ?? (random.uniform() < 0.5 ? -1 : 1)) * random.between(0.7, 1.7);
      return (has('lower') ? i > j : i < j) ? entries(random) : 0;
    });
  }
  if (has('skew')) { const a = draw(size, random, plainEntry); return scale(add(a, scale(transpose(a), -1)), 0.75); }
  if (has('posdef') || (has('possemidef') && (has('invertible') || mode !== 'boundary'))) return symmetrized(withSingularValues(size, 0.6, 2.2, random, true, 0));
  if (has('possemidef')) return symmetrized(withSingularValues(size, 0.6, 2.2, random, true, 1));
  if (bounded) { const a = draw(size, random, entries); return has('symmetric') ? mirrored(a) : a; }
  if (has('symmetric')) return symmetricSample(size, random, has, mode);
  if (has('invertible') || has('fullrank')) {
    if (mode === 'nearIdentity') return add(scale(tabulate(n, n, (i, j) => (i === j ? 1 : 0)), 1.6), draw(size, random, nearIdentity));
    const a = withSingularValues(size, 0.7, 2, random, false, 0);
    return has('posdet') && determinant(a) < 0 ? tabulate(n, n, (i, j) => (i === 0 ? -1 : 1) * at(a.data, i + j * n)) : a;
  }
  if (mode === 'posdef') return symmetrized(withSingularValues(size, 0.6, 2.2, random, true, 0));
  if (mode === 'nearIdentity') return tabulate(n, n, (i, j) => (i === j ? 1.6 : 0) + random.between(-0.25, 0.25));
  return entries === plainEntry ? bothSigns(draw(size, random, entries), random) : draw(size, random, entries);
}

function symmetricSample(size: Size, random: Random, has: (property: Property) => boolean, mode: Mode): Matrix {
  if (mode === 'posdef' || mode === 'nearIdentity') return symmetrized(withSingularValues(size, 0.6, 2.2, random, true, 0));
  if (!has('invertible') && !has('fullrank')) return symmetrized(draw(size, random, MODE_ENTRIES[mode]));
  const n = size.rows, u = randomOrthogonal(n, random), flips = has('posdet') ? 2 * random.integer(0, Math.floor(n / 2)) : random.integer(1, n - 1);
  const middle = tabulate(n, n, (i, j) => (i !== j ? 0 : (i < flips ? -1 : 1) * (0.7 + (1.3 * (i + 0.5)) / n)));
  return symmetrized(multiply(multiply(u, middle), transpose(u)));
}

/** The structures that make a variable range over less than all matrices of its shape, each with its tangent directions at a point. */
const TANGENTS: readonly { readonly property: Property; readonly project: (direction: Matrix, at: Matrix) => Matrix }[] = [
  { property: 'orthogonal', project: (e, q) => { const w = multiply(transpose(q), e); return multiply(q, scale(add(w, scale(transpose(w), -1)), 0.5)); } },
  { property: 'diagonal',   project: (e) => masked(e, (i, j) => i === j) },
  { property: 'symmetric',  project: symmetrized },
  { property: 'skew',       project: (e) => scale(add(e, scale(transpose(e), -1)), 0.5) },
  { property: 'lower',      project: (e) => masked(e, (i, j) => i >= j) },
  { property: 'upper',      project: (e) => masked(e, (i, j) => i <= j) },
  { property: 'stiefel',    project: (e, q) => addScaled(e, multiply(q, symmetrized(multiply(transpose(q), e))), -1) },
  { property: 'sphere',     project: (e, x) => addScaled(e, x, -inner(x, e)) },
];

function masked(a: Matrix, keep: (i: number, j: number) => boolean): Matrix {
  const data = storage(a.rows, a.cols);
  for (let j = 0, k = 0; j < a.cols; j++) for (let i = 0; i < a.rows; i++, k++) if (keep(i, j)) data[k] = at(a.data, k);
  return matrix(a.rows, a.cols, data);
}

/**
 * The orthogonal projection of a matrix onto the tangent space of the declared structure at a point; the matrix itself when there is
 * no structure. Directions are tangent, and so is the gradient of a structured variable.
 */
export function tangent(properties: ReadonlySet<Property>, at_: Matrix, direction: Matrix): Matrix {
  let result = direction;
  for (const { property, project } of TANGENTS) if (properties.has(property)) result = project(result, at_);
  return result;
}

/** Of each structure that ties entries together, those that are free: the triangle column by column (of an upper one row by row), the diagonal. */
const FREE: readonly { readonly property: Property; readonly position: (i: number, j: number) => readonly [row: number, col: number] | undefined }[] = [
  { property: 'diagonal',  position: (i, j) => (i === j ? [i, j] : undefined) },
  { property: 'symmetric', position: (i, j) => (i >= j ? [i, j] : undefined) },
  { property: 'lower',     position: (i, j) => (i >= j ? [i, j] : undefined) },
  { property: 'upper',     position: (i, j) => (i >= j ? [j, i] : undefined) },
];

/** The free entries of a matrix of a structure, each once, as a column; all of them where it has none of these. */
export function freeEntries(properties: ReadonlySet<Property>, a: Matrix): Matrix {
  const row = FREE.find(({ property }) => properties.has(property)), entries: number[] = [];
  for (let j = 0; j < a.cols; j++) for (let i = 0; i < a.rows; i++) {
    const place = row === undefined ? [i, j] as const : row.position(i, j);
    if (place !== undefined) entries.push(entry(a, ...place));
  }
  return matrix(entries.length, 1, Float64Array.from(entries));
}

/** Whether the variable ranges over less than all matrices of its shape. */
export const isStructured = (properties: ReadonlySet<Property>): boolean => TANGENTS.some(({ property }) => properties.has(property));

/** Properties that all neighbours of a value have too. */
const OPEN: ReadonlySet<Property> = new Set<Property>(['invertible', 'fullrank', 'posdet', 'positive', 'nonnegative', 'unitinterval', 'constant']);
export const isOpenSet = (properties: ReadonlySet<Property>): boolean => [...properties].every((property) => OPEN.has(property));

/** The structure of a variable in a word, for reasons. */
export const structureOf = (properties: ReadonlySet<Property>): string => TANGENTS.filter(({ property }) => properties.has(property)).map(({ property }) => property)[0] ?? 'free';

/** The curved sets, with the nearest point of the set: a retraction of second order, so that second derivatives along it are those along geodesics. */
const NEAREST: readonly { readonly property: Property; readonly nearest: (a: Matrix) => Matrix }[] = [
  { property: 'orthogonal', nearest: ontoOrthonormal },
  { property: 'stiefel',    nearest: ontoOrthonormal },
  { property: 'sphere',     nearest: ontoSphere },
];

/** Whether the declared structure is a curved set, where second derivatives along straight lines are not those of the variable. */
export const isCurved = (properties: ReadonlySet<Property>): boolean => NEAREST.some(({ property }) => properties.has(property));

/** The point reached from `at` in a tangent direction: on the line itself, or on the curved set beside it. */
export function moved(properties: ReadonlySet<Property>, at_: Matrix, direction: Matrix, t: number): Matrix {
  let result = t === 0 ? at_ : addScaled(at_, direction, t);
  if (t !== 0) for (const { property, nearest } of NEAREST) if (properties.has(property)) result = nearest(result);
  return result;
}

/** A random direction with entries of size 0.3 to 1, tangent to the structure unless every entry is free. */
export function sampleDirection(properties: ReadonlySet<Property>, unstructured: boolean, at_: Matrix, random: Random): Matrix {
  const free = map(filled(at_.rows, at_.cols, 0), () => (random.uniform() < 0.5 ? -1 : 1) * random.between(0.3, 1));
  return unstructured ? free : tangent(properties, at_, free);
}
