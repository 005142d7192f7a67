import { expect, test } from 'vitest';
import { agreesWithDerivative, type Expectation } from '../../server/src/numeric/compare';
import type { Curve } from '../../server/src/numeric/differentiate';
import { scalar } from '../../server/src/numeric/matrix';

const expected = (actual: number, order: number): Expectation => ({ actual: scalar(actual), order, scale: Math.abs(actual), what: 'the derivative', magnitude: () => 1 });
const found = (f: (t: number) => number, actual: number, order: number): string => { const curve: Curve = (t) => scalar(f(t)); return agreesWithDerivative(curve, expected(actual, order)).is; };

test.each([
  { of: 'exp, right',                             f: Math.exp,                                      actual: 1,             order: 3, is: 'agrees' },
  { of: 'exp, wrong',                             f: Math.exp,                                      actual: 1.001,         order: 3, is: 'differs' },
  { of: 'exp, wrong by far',                      f: Math.exp,                                      actual: 1e9,           order: 3, is: 'differs' },
  { of: 'a singularity between the steps, right', f: (t: number) => 1 / (t + 0.003),                actual: -6 / 0.003 ** 4, order: 3, is: 'again' },
  { of: 'a singularity between the steps, wrong', f: (t: number) => 1 / (t + 0.003),                actual: 12,            order: 3, is: 'again' },
  { of: 'a kink beside the point, right',         f: (t: number) => Math.abs(t + 1e-6),             actual: 1,             order: 1, is: 'again' },
  { of: 'a narrow bend, right',                   f: (t: number) => Math.tanh(20 * t),              actual: 20,            order: 1, is: 'agrees' },
  { of: 'a narrow bend, wrong',                   f: (t: number) => Math.tanh(20 * t),              actual: 21,            order: 1, is: 'differs' },
  { of: 'nothing but rounding, right',            f: (t: number) => (1 + t * t) * 1e-13 * Math.sin(1e9 * t), actual: 0,        order: 1, is: 'agrees' },
])('$of: $is', ({ f, actual, order, is }) => { expect(found(f, actual, order)).toBe(is); });
