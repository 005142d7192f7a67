import { describe, expect, test } from 'vitest';
import { adjectives, isProperty, type Property } from '../../server/src/shapes/adjectives';
import { determinant, inverse, singular, symmetricEigen } from '../../server/src/numeric/decompositions';
import { entry, frobenius, identity, inner, isFiniteMatrix, multiply, subtract, maxAbs, scale, transpose, add, toRows, type Matrix } from '../../server/src/numeric/matrix';
import { randomFrom } from '../../server/src/numeric/random';
import { isCurved, moved, NEUTRAL_MODES, sample, SPECIAL_MODES, sampleDirection, tangent } from '../../server/src/numeric/sample';
import { sizesFor, SIZE_PATTERNS } from '../../server/src/numeric/sizes';
import { expectClose, variable } from './setup';

const every = (a: Matrix, holds: (x: number, i: number, j: number) => boolean): boolean => toRows(a).every((row, i) => row.every((x, j) => holds(x, i, j)));
const near = (a: Matrix, b: Matrix): boolean => maxAbs(subtract(a, b)) < 1e-12;
const lines = (a: Matrix): readonly (readonly number[])[] => (a.cols === 1 ? [toRows(a).map(([x = NaN]) => x)] : toRows(a));
const condition = (a: Matrix): number => { const s = singular(a)?.values ?? new Float64Array(0); return (s[0] ?? NaN) / (s[s.length - 1] ?? NaN); };

/** What each adjective promises of a value. */
const PROMISES: Readonly<Record<Property, (a: Matrix) => boolean>> = {
  symmetric:    (a) => near(a, transpose(a)),
  skew:         (a) => maxAbs(add(a, transpose(a))) < 1e-12,
  diagonal:     (a) => every(a, (x, i, j) => i === j || x === 0),
  lower:        (a) => every(a, (x, i, j) => i >= j || x === 0),
  upper:        (a) => every(a, (x, i, j) => i <= j || x === 0),
  orthogonal:   (a) => near(multiply(transpose(a), a), identity(a.rows)),
  sphere:       (a) => Math.abs(frobenius(a) - 1) < 1e-12,
  stiefel:      (a) => near(multiply(transpose(a), a), identity(a.cols)),
  posdef:       (a) => (symmetricEigen(a, 'test')?.values[0] ?? -1) > 0.1,
  possemidef:   (a) => (symmetricEigen(a, 'test')?.values[0] ?? -1) > -1e-12,
  invertible:   (a) => isFiniteMatrix(inverse(a)) && condition(a) < 1e3,
  fullrank:     (a) => condition(a) < 1e3,
  posdet:       (a) => determinant(a) > 0,
  positive:     (a) => every(a, (x) => x > 0),
  nonnegative:  (a) => every(a, (x) => x >= 0),
  sign:         (a) => every(a, (x) => Math.abs(x) === 1),
  binary:       (a) => every(a, (x) => x === 0 || x === 1),
  onehot:       (a) => lines(a).every((line) => line.filter((x) => x === 1).length === 1 && line.filter((x) => x === 0).length === line.length - 1),
  probability:  (a) => lines(a).every((line) => Math.abs(line.reduce((s, x) => s + x, 0) - 1) < 1e-12 && line.every((x) => x > 0)),
  unitinterval: (a) => every(a, (x) => x > 0 && x < 1),
  integer:      (a) => every(a, Number.isInteger),
  constant:     isFiniteMatrix,
};

const declared = Object.keys(adjectives).filter(isProperty);
const shapesOf = (property: Property): readonly string[] => (adjectives[property].square ? ['n,n'] : property === 'fullrank' ? ['m,n', 'n,m', 'n,n'] : property === 'stiefel' ? ['n', '9,n', 'n,n'] : property === 'sphere' ? ['n', 'm,n', 'n,n'] : ['', 'n', 'm,n', 'n,n']);
/** An odd skew matrix has no inverse and a single entry is no proper one-hot vector: not declared together. */
const combinations: readonly (readonly Property[])[] = [
  ['symmetric', 'invertible'], ['symmetric', 'posdet'], ['symmetric', 'positive'], ['diagonal', 'posdef'], ['diagonal', 'invertible'], ['lower', 'invertible'], ['lower', 'posdet'], ['upper', 'fullrank'],
  ['orthogonal', 'posdet'], ['possemidef', 'invertible'], ['positive', 'integer'], ['sign', 'integer'], ['invertible', 'posdet'], ['symmetric', 'binary'], ['orthogonal', 'constant'], ['symmetric', 'sphere'], ['skew', 'sphere'],
];

describe('samples have the properties of their declaration', () => {
  test.each([...declared.map((p) => [p]), ...combinations].map((properties) => ({ properties, title: properties.join(' ') })))('$title', ({ properties }) => {
    const [first = 'constant'] = properties;
    for (const dims of properties.length > 1 && !['positive', 'sign'].includes(first) ? ['n,n'] : shapesOf(first)) {
      if (dims === '' && (first === 'onehot' || first === 'probability')) continue;
      const v = variable(`X ${dims} ${properties.join(' ')}`);
      for (const mode of [...NEUTRAL_MODES, ...SPECIAL_MODES]) for (let seed = 0; seed < 12; seed++) for (let pattern = 0; pattern < SIZE_PATTERNS; pattern++) {
        const value = sample(v, sizesFor(['m', 'n'], pattern), randomFrom(seed), mode);
        for (const property of v.properties) expect(PROMISES[property](value), `${property} of ${dims} in mode ${mode}, seed ${seed}: ${JSON.stringify(toRows(value))}`).toBe(true);
      }
    }
  });
  test('free entries keep away from the kink at 0', () => {
    for (let seed = 0; seed < 200; seed++) expect(every(sample(variable('x n'), sizesFor(['n'], 0), randomFrom(seed)), (x) => Math.abs(x) >= 0.1)).toBe(true);
  });
  test('the same seed gives the same value', () => {
    expect(sample(variable('X n,n posdef'), sizesFor(['n'], 0), randomFrom(5))).toEqual(sample(variable('X n,n posdef'), sizesFor(['n'], 0), randomFrom(5)));
    expect(sample(variable('X n,n posdef'), sizesFor(['n'], 0), randomFrom(5))).not.toEqual(sample(variable('X n,n posdef'), sizesFor(['n'], 0), randomFrom(6)));
  });
});

describe('directions', () => {
  test.each<[string, (d: Matrix, x: Matrix) => boolean]>([
    ['symmetric',  (d) => PROMISES.symmetric(d)],
    ['posdef',     (d) => PROMISES.symmetric(d)],
    ['skew',       (d) => PROMISES.skew(d)],
    ['diagonal',   (d) => PROMISES.diagonal(d)],
    ['lower',      (d) => PROMISES.lower(d)],
    ['upper',      (d) => PROMISES.upper(d)],
    ['orthogonal', (d, x) => PROMISES.skew(multiply(transpose(x), d))],
    ['stiefel',    (d, x) => PROMISES.skew(multiply(transpose(x), d))],
    ['sphere',     (d, x) => Math.abs(inner(d, x)) < 1e-12],
    ['symmetric sphere', (d, x) => PROMISES.symmetric(d) && Math.abs(inner(d, x)) < 1e-12],
  ])('of a %s variable are tangent to it, and the projection onto the tangents is one', (word, holds) => {
    const v = variable(`X n,n ${word}`);
    for (let seed = 0; seed < 20; seed++) {
      const random = randomFrom(seed), x = sample(v, sizesFor(['n'], 0), random), d = sampleDirection(v.properties, false, x, random);
      expect(maxAbs(d)).toBeGreaterThan(0.05);
      expect(holds(d, x)).toBe(true);
      expectClose(tangent(v.properties, x, d), d, 1e-12);
      const free = sampleDirection(v.properties, true, x, random);
      expect(every(free, (e) => Math.abs(e) >= 0.3)).toBe(true);
      // The projection is orthogonal: what it takes away is orthogonal to every tangent direction.
      const away = subtract(free, tangent(v.properties, x, free));
      // A step along it stays where the variable may be, and leaves at the speed of the direction.
      const stepped = moved(v.properties, x, d, 1e-4);
      for (const property of v.properties) if (property !== 'fullrank') expect(PROMISES[property](stepped), property).toBe(true);
      expect(maxAbs(subtract(subtract(stepped, x), scale(d, 1e-4)))).toBeLessThan(isCurved(v.properties) ? 1e-7 : 1e-15);
      expect(Math.abs(toRows(away).flat().reduce((sum, e, k) => sum + e * (toRows(d).flat()[k] ?? NaN), 0))).toBeLessThan(1e-12);
    }
  });
});

test('sizes are distinct, small and at least 2', () => {
  for (let count = 1; count <= 7; count++) for (let pattern = 0; pattern < SIZE_PATTERNS; pattern++) {
    const sizes = [...sizesFor(['a', 'b', 'c', 'd', 'e', 'f', 'g'].slice(0, count), pattern).values()];
    expect(new Set(sizes).size, `${count} dimensions, pattern ${pattern}: ${sizes.join(' ')}`).toBe(count);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(2);
    if (count < 3) expect(Math.min(...sizes), 'a size of 2 alone lets too much pass').toBeGreaterThanOrEqual(pattern === 2 ? 2 : 3);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2 * count + 2);
  }
  expect(entry(identity(2), 0, 0)).toBe(1);
});
