/** Random points at which trees have values, and the verdict over several of them. */
import type { Verdict } from '../calculus/result';
import { valueOf } from '../shapes/dimension';
import { matrix, NotEvaluable, scalar, type Matrix } from './matrix';
import { execute, startFrame, type Instruction, type Program, type Sizes } from './program';
import { randomFrom, seedOf, type Random } from './random';
import { MODES, sample, type Mode } from './sample';
import { shapeOfLeaf, type Leaves } from './setting';
import { dimensionNames, showSizes, sizesFor, SIZE_PATTERNS } from './sizes';

export const POINTS = 3;

export interface Point {
  /** Counted from 1. */
  readonly number: number;
  readonly sizes: Sizes;
  /** The slots of the program: leaves and constants, and what has been evaluated of the rest. */
  readonly slots: Matrix[];
  readonly random: Random;
}

/** What a check finds at a point. `again`: the point does not serve (the function is not finite there, or has a kink), draw another. */
export type Finding =
  | { readonly is: 'agrees'; readonly error: number }
  | { readonly is: 'differs'; readonly error: number; readonly reason: string }
  | { readonly is: 'again'; readonly reason: string; /** The result, not the function, is what has no value here. */ readonly blamesResult?: boolean };

const EMPTY: Matrix = matrix(0, 0, new Float64Array(0));

export const showPoint = (point: Point): string => `at point ${point.number}${point.sizes.size === 0 ? '' : ` (${showSizes(point.sizes)})`}`;

function drawPoint(program: Program, leaves: Leaves, dimensions: readonly string[], number: number, pattern: number, mode: Mode, seed: number): Point {
  const sizes = sizesFor(dimensions, pattern);
  const slots = startFrame(program, (key) => {
    const leaf = leaves.leaves.get(key);
    if (leaf === undefined || leaf.is === 'given') return EMPTY;
    return leaf.is === 'size' ? scalar(valueOf(leaf.dimension, sizes)) : sample(leaf.variable, sizes, randomFrom(seedOf(key, seed)), mode);
  });
  return { number, sizes, slots, random: randomFrom(seedOf('directions', seed)) };
}

/** Size pattern and kind of draw, in the order tried: the preferred sizes first, and the kind that served the last point. */
function* attempts(preferred: number, served: Mode | undefined): Generator<{ readonly pattern: number; readonly mode: Mode }> {
  const patterns = [preferred, ...Array.from({ length: SIZE_PATTERNS }, (_, i) => i).filter((pattern) => pattern !== preferred)];
  if (served !== undefined) yield { pattern: preferred, mode: served };
  for (const pattern of patterns) for (const mode of MODES) yield { pattern, mode };
}

/**
 * Carries out `check` at three points, of two sets of sizes. Passes when all agree; fails at the first that differs, and when the result
 * alone never has a value; is `unchecked` with the last reason when no point serves. `instructions` are those that need no `given` leaf.
 */
export function overPoints(program: Program, leaves: Leaves, seed: number, instructions: readonly Instruction[], check: (point: Point) => Finding): Verdict {
  const dimensions = dimensionNames([...[...leaves.leaves.values()].map(shapeOfLeaf), ...leaves.shapes]);
  let worst = 0, served: Mode | undefined;
  const findingAt = (point: Point): Finding => {
    try {
      const slots = [...point.slots];
      execute(instructions, slots, point.sizes);
      return check({ ...point, slots });
    } catch (problem) {
      if (problem instanceof NotEvaluable) return { is: 'again', reason: problem.message };
      throw problem;
    }
  };
  for (let number = 1; number <= POINTS; number++) {
    let reason = '', found = false, blamesResult = true, attempt = 0;
    for (const { pattern, mode } of attempts(number === POINTS ? 1 : 0, served)) {
      attempt++;
      const point = drawPoint(program, leaves, dimensions, number, pattern, mode, seedOf(`${number} ${attempt}`, seed));
      const finding = findingAt(point);
      if (finding.is === 'differs') return { verdict: 'fail', maxRelativeError: finding.error, points: number, reason: `${showPoint(point)}: ${finding.reason}` };
      if (finding.is === 'agrees') { worst = Math.max(worst, finding.error); served = mode; found = true; break; }
      if (finding.blamesResult !== true) { blamesResult = false; reason = finding.reason; } else if (blamesResult) reason = finding.reason;
    }
    if (found) continue;
    if (blamesResult) return { verdict: 'fail', maxRelativeError: Infinity, points: number, reason };
    return { verdict: 'unchecked', reason: `${reason} (at each of ${attempt} random points)` };
  }
  return { verdict: 'pass', maxRelativeError: worst, points: POINTS };
}

/** Runs a check; what cannot be evaluated is a verdict, not an exception. */
export function guarded(check: () => Verdict): Verdict {
  try {
    return check();
  } catch (problem) {
    if (problem instanceof NotEvaluable) return { verdict: 'unchecked', reason: problem.message };
    throw problem;
  }
}
