/**
 * A function of which a file states the differential only. At the point of a check it has a value like any function without a formula; beside it, the
 * value that the stated differential leads to: a solution of the differential equation along the way there. What the statement says of itself is
 * checked at the point: that it is linear in the change, and the differential of some function, which has second derivatives in any order.
 */
import { add, addScaled, isFiniteMatrix, map, maxAbs, NotEvaluable, sameSize, scale, showSize, subtract, type Matrix } from './matrix';
import { randomFrom, seedOf } from './random';

/** The statement: the change of the value where the function has this value and its argument is at `u` and moves by `h`. */
export type StatedDifferential = (u: Matrix, h: Matrix, value: Matrix) => Matrix;

/** Steps of the Runge–Kutta method: with ways of length 1/3, as the checks take them, its error is that of rounding. */
const STEPS = 16;
const LINEAR = 1e-9;
/** The step of the differences with which second derivatives are compared, and how far these may lie apart: differences are as exact as this. */
const STEP = 1e-4, EXACT = 1e-5;

/** A statement that no function satisfies. */
export class Contradiction extends Error {}

/** The value at `to`, from that at `from`. */
export function follow(stated: StatedDifferential, from: Matrix, value: Matrix, to: Matrix): Matrix {
  const way = subtract(to, from);
  if (maxAbs(way) === 0) return value;
  const h = scale(way, 1 / STEPS);
  let y = value;
  for (let k = 0; k < STEPS; k++) {
    const at = (share: number): Matrix => addScaled(from, way, (k + share) / STEPS);
    const k1 = stated(at(0), h, y);
    const k2 = stated(at(0.5), h, addScaled(y, k1, 0.5));
    const k3 = stated(at(0.5), h, addScaled(y, k2, 0.5));
    const k4 = stated(at(1), h, add(y, k3));
    y = add(y, scale(add(add(k1, k4), scale(add(k2, k3), 2)), 1 / 6));
  }
  return y;
}

/**
 * @throws Contradiction where the statement is not linear in the change, or no function has it as its differential.
 * @throws NotEvaluable where it has no value of the right size.
 */
export function examine(name: string, stated: StatedDifferential, u: Matrix, value: Matrix): void {
  const random = randomFrom(seedOf(`rule of ${name}`, u.data.length));
  const direction = (): Matrix => map(u, () => random.between(0.3, 1) * (random.uniform() < 0.5 ? -1 : 1));
  const [a, b] = [direction(), direction()];
  const along = (h: Matrix): Matrix => stated(u, h, value);
  const [forA, forB, forBoth] = [along(a), along(b), along(add(a, scale(b, 2)))];
  if (!sameSize(forA, value)) throw new NotEvaluable(`the rule of ${name} is ${showSize(forA)}, its value ${showSize(value)}`);
  if (![forA, forB, forBoth].every(isFiniteMatrix)) return;
  const expected = add(forA, scale(forB, 2)), size = Math.max(maxAbs(forA), maxAbs(forB), maxAbs(expected));
  if (maxAbs(subtract(forBoth, expected)) > LINEAR * size) throw new Contradiction(`the rule of ${name} is not linear in the change of its argument`);
  // The second derivative along a, then b, is that along b, then a.
  const twice = (first: Matrix, second: Matrix): Matrix => {
    const beside = (t: number): Matrix => { const at = addScaled(u, first, t); return stated(at, second, follow(stated, u, value, at)); };
    return scale(subtract(beside(STEP), beside(-STEP)), 1 / (2 * STEP));
  };
  const [ab, ba] = [twice(a, b), twice(b, a)];
  if (!isFiniteMatrix(ab) || !isFiniteMatrix(ba)) return;
  if (maxAbs(subtract(ab, ba)) > EXACT * Math.max(maxAbs(ab), maxAbs(ba), size)) throw new Contradiction(`the rule of ${name} is the differential of no function: its second derivatives depend on their order`);
}
