/** Whether two trees have the same value wherever both have one: lines of a derivation, and claims. */
import type { Verdict } from '../calculus/result';
import type { Variable } from '../semantics/meaning';
import type { Property } from '../shapes/adjectives';
import type { Tree } from '../syntax/tree';
import { compare, show } from './compare';
import { compile } from './compile';
import { scopeWithLeaves } from './compile/scope';
import { derivativeAlong, hasKink, type Curve } from './differentiate';
import { isFiniteMatrix, maxAbs, sameSize, showSize } from './matrix';
import { guarded, overPoints, type Finding, type Point } from './points';
import { affected, execute, neededFor, NOTHING, unaffected } from './program';
import { moved, sampleDirection } from './sample';
import { directionKey, keyOf, leavesOf, type Setting } from './setting';

export interface EqualityRequest {
  readonly left: Tree;
  readonly right: Tree;
  readonly setting: Setting;
  readonly seed: number;
  /** For lines of a derivation: in them `d<wrt>` is a direction, and `d(u)` the derivative of `u` along it. */
  readonly wrt?: Variable | undefined;
  readonly unstructured?: boolean | undefined;
}

/** Rounding of an evaluation, in shares of the largest number that occurs in it. */
const ROUNDING = 2 ** -44;

/** Compares two trees at three random points, of two sets of sizes. */
export function verifyEquality(request: EqualityRequest): Verdict { return guarded(() => check(request)); }

function check({ left, right, setting, seed, wrt, unstructured }: EqualityRequest): Verdict {
  const leaves = leavesOf(setting), properties: ReadonlySet<Property> = wrt === undefined || unstructured === true ? new Set() : wrt.properties;
  const scope = scopeWithLeaves(new Map(wrt === undefined ? [] : [[`d${wrt.name}`, directionKey(wrt)], ['\u0000', keyOf(wrt)]]));
  const variable: readonly Tree[] = wrt === undefined ? [] : [{ kind: 'name', name: '\u0000', span: wrt.span }];
  const program = compile([left, right, ...variable].map((tree) => ({ tree, scope })), leaves.names);
  if (wrt !== undefined && !leaves.leaves.has(keyOf(wrt))) leaves.leaves.set(keyOf(wrt), { is: 'variable', variable: wrt });
  if (wrt === undefined && program.differentials.length > 0) return { verdict: 'unchecked', reason: 'd(…) has a value only along a direction' };

  const slotOf = (root: number): number => program.roots[root] ?? -1;
  const slotsOf = (key: string): readonly number[] => { const slot = program.leaves.get(key); return slot === undefined ? [] : [slot]; };
  const direction = wrt === undefined ? [] : slotsOf(directionKey(wrt)), moving = wrt === undefined ? [] : slotsOf(keyOf(wrt));
  const given = [...direction, ...program.differentials.map((differential) => differential.slot)];
  const later = affected(program, [slotOf(0), slotOf(1)], given);
  const curves = program.differentials.map((differential) => ({ ...differential, instructions: affected(program, [differential.of], moving) }));
  // What is differentiated may contain the direction: a second differential is the differential of the first.
  const directed = affected(program, curves.map(({ of }) => of), direction);
  const first = unaffected(program, given), wanted = new Set(neededFor(program, [slotOf(0), slotOf(1), slotOf(2), ...program.differentials.map((differential) => differential.of)]));

  const findingAt = ({ slots, sizes, random }: Point): Finding => {
    const differentiated: Curve[] = [];
    let measured = 0;
    if (wrt !== undefined) {
      const at = slots[slotOf(2)] ?? NOTHING, along = sampleDirection(wrt.properties, unstructured === true, at, random);
      for (const slot of direction) slots[slot] = along;
      execute(directed, slots, sizes);
      for (const { slot, of, instructions } of curves) {
        const scratch = [...slots];
        const curve: Curve = (t) => {
          for (const leaf of moving) scratch[leaf] = moved(properties, at, along, t);
          execute(instructions, scratch, sizes);
          return scratch[of] ?? NOTHING;
        };
        const derivative = derivativeAlong(curve);
        differentiated.push(curve);
        if (derivative === undefined) return { is: 'again', reason: 'a differential is not finite' };
        slots[slot] = derivative.value;
        measured = Math.max(measured, derivative.error);
      }
    }
    execute(later, slots, sizes);
    const a = slots[slotOf(0)] ?? NOTHING, b = slots[slotOf(1)] ?? NOTHING;
    if (!sameSize(a, b)) return { is: 'differs', error: Infinity, reason: `one side is ${showSize(a)}, the other ${showSize(b)}` };
    if (!isFiniteMatrix(a) || !isFiniteMatrix(b)) return { is: 'again', reason: 'a side is not finite' };
    let largest = 0;
    for (const slot of slots) largest = Math.max(largest, maxAbs(slot));
    const comparison = compare(a, { value: b, error: measured + ROUNDING * largest }, maxAbs(a), largest);
    if (!comparison.reliable) return { is: 'again', reason: 'the differences are too inaccurate' };
    if (comparison.agrees) return { is: 'agrees', error: comparison.error };
    if (differentiated.some((curve) => hasKink(curve, maxAbs(curve(0)) + maxAbs(b)))) return { is: 'again', reason: 'a differential has a kink at the point' };
    return { is: 'differs', error: comparison.error, reason: `one side is ${show(a)}, the other ${show(b)}` };
  };
  return overPoints({ program, leaves, seed, moving: wrt && keyOf(wrt), instructions: first.filter((instruction) => wanted.has(instruction)) }, findingAt);
}
