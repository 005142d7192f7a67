/** Random points at which trees have values, and the verdict over several of them. */
import type { Verdict } from '../calculus/result';
import { valueOf } from '../shapes/dimension';
import { BeyondLimit, NotEvaluable, scalar, type Matrix } from './matrix';
import { execute, NOTHING, startFrame, type Instruction, type Program, type Sizes } from './program';
import { randomFrom, seedOf, type Random } from './random';
import { Contradiction } from './ruledFunction';
import { NEUTRAL_MODES, sample, SPECIAL_MODES, type Mode } from './sample';
import { shapeOfLeaf, type Leaves } from './setting';
import { dimensionNames, showSizes, sizesFor, TINY_PATTERN } from './sizes';

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
  /** No point would serve. */
  | { readonly is: 'unchecked'; readonly reason: string }
  | { readonly is: 'again'; readonly reason: string; /** The result, not the function, is what has no value here. */ readonly blamesResult?: boolean };

export const showPoint = (point: Point): string => `at point ${point.number}${point.sizes.size === 0 ? '' : ` (${showSizes(point.sizes)})`}`;

/** One attempt at a point: a pattern of sizes, and what undeclared variables are taken to be: all of them, or some by the toss of a coin. */
interface Attempt { readonly pattern: number; readonly mode: Mode; readonly only: 'some' | 'all' }

/** Tosses tried of each special kind. A function of `log(y)` and `x` is checked at positive `y` with `x` of both signs. */
const TOSSES = 3;

/** In the order tried: the preferred sizes first, and what served the last point. */
function* attempts(preferred: number, others: readonly number[], served: Attempt | undefined): Generator<Attempt> {
  if (served !== undefined) yield { ...served, pattern: preferred };
  for (const mode of NEUTRAL_MODES) yield { pattern: preferred, mode, only: 'all' };
  for (const mode of SPECIAL_MODES) {
    for (let toss = 0; toss < TOSSES; toss++) yield { pattern: preferred, mode, only: 'some' };
    yield { pattern: preferred, mode, only: 'all' };
  }
  for (const pattern of others) if (pattern !== preferred) for (const mode of ['plain', ...SPECIAL_MODES] as const) yield { pattern, mode, only: 'all' };
}

interface Draw { readonly program: Program; readonly leaves: Leaves; readonly dimensions: readonly string[]; readonly seed: number; /** The key of the variable that moves: never on the boundary of its domain. */ readonly moving: string | undefined }

function drawPoint({ program, leaves, dimensions, seed, moving }: Draw, number: number, { pattern, mode, only }: Attempt, attempt: number): Point {
  const sizes = sizesFor(dimensions, pattern), own = seedOf(`${number} ${attempt}`, seed), coin = randomFrom(seedOf('coin', own));
  const slots = startFrame(program, (key) => {
    const leaf = leaves.leaves.get(key);
    if (leaf === undefined || leaf.is === 'given') return NOTHING;
    if (leaf.is === 'size') return scalar(valueOf(leaf.dimension, sizes));
    const special = only === 'all' || coin.uniform() < 0.5, kind = special && !(mode === 'boundary' && key === moving) ? mode : 'plain';
    return sample(leaf.variable, sizes, randomFrom(seedOf(key, own)), kind, (seedOf(key, seed) + number) % 2 === 0 ? 1 : -1);
  });
  return { number, sizes, slots, random: randomFrom(seedOf('directions', own)) };
}

/** The patterns of sizes of the three points, and those tried when they do not serve. */
interface Patterns { readonly preferred: readonly [number, number, number]; readonly others: readonly number[] }
const USUAL: Patterns = { preferred: [0, 0, 1], others: [0, 1, 2, 3] };
/** For what is too large otherwise. */
const TINY: Patterns = { preferred: [TINY_PATTERN, TINY_PATTERN, TINY_PATTERN], others: [] };

export interface Over {
  readonly program: Program;
  readonly leaves: Leaves;
  readonly seed: number;
  /** The key of the variable that moves: it is never drawn on the boundary of its domain. */
  readonly moving?: string | undefined;
  /** Those that need no `given` leaf, run before the check. */
  readonly instructions: readonly Instruction[];
}

/**
 * Carries out `check` at three points, of two sets of sizes. Passes when all agree; fails at the first that differs, and when the result
 * alone never has a value; is `unchecked` with the last reason when no point serves. What is beyond a limit is tried once more at the
 * smallest sizes.
 */
export function overPoints(over: Over, check: (point: Point) => Finding): Verdict {
  try {
    return overPatterns(over, USUAL, check);
  } catch (problem) {
    if (!(problem instanceof BeyondLimit)) throw problem;
    return overPatterns(over, TINY, check);
  }
}

function overPatterns({ program, leaves, seed, moving, instructions }: Over, patterns: Patterns, check: (point: Point) => Finding): Verdict {
  const dimensions = dimensionNames([...[...leaves.leaves.values()].map(shapeOfLeaf), ...leaves.shapes]);
  const draw: Draw = { program, leaves, dimensions, seed, moving };
  let worst = 0, served: Attempt | undefined;
  const findingAt = (point: Point): Finding => {
    try {
      const slots = [...point.slots];
      execute(instructions, slots, point.sizes);
      return check({ ...point, slots });
    } catch (problem) {
      if (problem instanceof BeyondLimit || !(problem instanceof NotEvaluable)) throw problem;
      return { is: 'again', reason: problem.message };
    }
  };
  for (const [index, preferred] of patterns.preferred.entries()) {
    const number = index + 1, lacking = new Set<number>();
    let reason = '', lack: string | undefined, found = false, attempt = 0;
    for (const tried of attempts(preferred, patterns.others, served)) {
      const isSpecial = SPECIAL_MODES.includes(tried.mode);
      // Where the function has a value at a plain point and the result has none, it may be the sizes, but no special values are to make it pass.
      if (isSpecial && lacking.has(tried.pattern)) continue;
      attempt++;
      const point = drawPoint(draw, number, tried, attempt), finding = findingAt(point);
      if (finding.is === 'differs') return { verdict: 'fail', maxRelativeError: finding.error, points: number, reason: `${showPoint(point)}: ${finding.reason}` };
      if (finding.is === 'unchecked') return { verdict: 'unchecked', reason: finding.reason };
      if (finding.is === 'agrees') { worst = Math.max(worst, finding.error); served = tried; found = true; break; }
      if (finding.blamesResult === true) {
        if (!isSpecial) lacking.add(tried.pattern);
        lack ??= `${showPoint(point)}: ${finding.reason}`;
      } else reason = finding.reason;
    }
    if (found) continue;
    if (lack !== undefined && (lacking.size > 0 || reason === '')) return { verdict: 'fail', maxRelativeError: Infinity, points: number, reason: lack };
    return { verdict: 'unchecked', reason: `${reason} (at each of ${attempt} random points)` };
  }
  return { verdict: 'pass', maxRelativeError: worst, points: patterns.preferred.length, ...(program.assumed.length === 0 ? {} : { assumed: program.assumed.join(', ') }) };
}

/** Runs a check; what cannot be evaluated is a verdict, not an exception. */
export function guarded(check: () => Verdict): Verdict {
  try {
    return check();
  } catch (problem) {
    if (problem instanceof NotEvaluable) return { verdict: 'unchecked', reason: problem.message };
    if (problem instanceof Contradiction) return { verdict: 'fail', maxRelativeError: Infinity, points: 1, reason: problem.message };
    throw problem;
  }
}
