import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { add, fixed, multiply, named, ONE, valueOf, type Dimension } from '../../server/src/shapes/dimension';
import { solve } from '../../server/src/semantics/equation';
import { createUnifier } from '../../server/src/semantics/unify';

/** `2*m*?a + 1`: products of names and numbers, added up. */
const read = (text: string): Dimension => text.split('+').map((term) => term.trim().split('*').map((factor) => (/^-?\d+$/u.test(factor) ? fixed(Number(factor)) : named(factor))).reduce(multiply, ONE)).reduce(add, fixed(0));
const minus = (a: Dimension, b: Dimension): Dimension => add(a, multiply(fixed(-1), b));

const solved = (left: string, right: string): string => {
  const solution = solve(minus(read(left), read(right)));
  return solution.kind === 'found' ? `${solution.unknown} = ${solution.value.key}` : solution.kind;
};

describe('one equation', () => {
  test.each([
    ['n',         'n',         'true'],
    ['n',         'm',         'false'],
    ['n',         '3',         'false'],
    ['?a',        'n',         '?a = n'],
    ['m*?a',      'm*n',       '?a = n'],
    ['?a+1',      'n+1',       '?a = n'],
    ['?a+1',      'n',         '?a = n-1'],
    ['2*?a',      '2*n+4',     '?a = n+2'],
    ['2*?a',      '6',         '?a = 3'],
    ['?a*?a',     'n*n',       '?a = n'],
    ['?a*?a',     '9',         '?a = 3'],
    ['?a',        '?a*m',      'false'],
    ['?a',        '?a+1',      'false'],
    ['?a+n',      'n',         'false'],
    ['?a*?b',     'm*n',       'later'],
    ['m+n',       'k',         'false'],
    ['?a+?b',     'n+?b',      '?a = n'],
  ])('%s = %s: %s', (left, right, expected) => { expect(solved(left, right)).toBe(expected); });
});

const never = (): void => { throw new Error('the equation failed'); };

describe('unification', () => {
  test('what waits is solved when more is known', () => {
    const u = createUnifier();
    const [a, b] = [u.fresh(), u.fresh()];
    expect(u.equate(multiply(a, b), read('m*n'), never)).toBe(true);
    u.equate(a, named('m'), never);
    u.run();
    expect(u.resolve(b).key).toBe('n');
  });

  test('what waits and then fails is reported', () => {
    const u = createUnifier();
    const [a, b] = [u.fresh(), u.fresh()];
    let failed = false;
    u.equate(multiply(a, b), read('m*n'), () => { failed = true; });
    u.equate(a, named('m'), never);
    u.equate(b, named('k'), never);
    u.run();
    expect(failed).toBe(true);
  });

  test('a trial that is not acceptable leaves nothing behind', () => {
    const u = createUnifier();
    const [a, b, c] = [u.fresh(), u.fresh(), u.fresh()];
    u.equate(multiply(a, b), read('m*n'), never);
    expect(u.trial(() => { u.equate(a, named('m'), never); u.presumeMany(c); }, () => false)).toBe(false);
    expect([a, b, c].map((each) => u.resolve(each).key)).toEqual([a.key, b.key, c.key]);
    expect(u.extent(c)).toBe('open');
    // The equation still waits.
    u.equate(a, named('n'), never);
    u.run();
    expect(u.resolve(b).key).toBe('m');
  });

  // A system made from known values is solved consistently with them, in whatever order its equations come.
  test('sound on random systems with a solution', () => {
    const names = ['m', 'n', 'k'];
    const equation = fc.tuple(fc.nat(5), fc.nat(5), fc.constantFrom('alias', 'sum', 'product', 'value'), fc.constantFrom(...names));
    fc.assert(fc.property(fc.array(fc.constantFrom(...names), { minLength: 6, maxLength: 6 }), fc.array(equation, { maxLength: 14 }), (truth, equations) => {
      const u = createUnifier();
      const unknowns = truth.map(() => u.fresh());
      const at = (i: number): Dimension => unknowns[i] ?? ONE;
      const value = (i: number): Dimension => named(truth[i] ?? 'm');
      for (const [i, j, form, name] of equations) {
        switch (form) {
          case 'alias': if (truth[i] === truth[j]) u.equate(at(i), at(j), never); break;
          case 'sum': u.equate(add(at(i), add(at(j), named(name))), add(value(i), add(value(j), named(name))), never); break;
          case 'product': u.equate(multiply(at(i), multiply(at(j), named(name))), multiply(value(i), multiply(value(j), named(name))), never); break;
          case 'value': u.equate(at(i), value(i), never); break;
        }
        u.run();
      }
      // Give what is left its true value: every equation must still hold.
      truth.forEach((name, i) => { if (u.resolve(at(i)).key.startsWith('?')) u.equate(at(i), named(name), () => undefined); });
      u.run();
      const sizes = new Map([['m', 5], ['n', 7], ['k', 11]]);
      for (const [i, j, form] of equations) {
        const [a, b] = [valueOf(u.resolve(at(i)), sizes), valueOf(u.resolve(at(j)), sizes)];
        const [x, y] = [valueOf(value(i), sizes), valueOf(value(j), sizes)];
        if (form === 'sum') expect(a + b).toBe(x + y);
        if (form === 'product') expect(a * b).toBe(x * y);
        if (form === 'value') expect(a).toBe(x);
      }
    }), { numRuns: 300 });
  });
});
