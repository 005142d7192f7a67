/**
 * The error of difference quotients against their step size, at a random point along a random direction: what everybody has seen who checked
 * a gradient. From large steps down the error of truncation falls, like h for forward and like h² for central differences; then rounding takes
 * over, and it rises like 1/h. A wrong derivative shows as a line that never falls.
 */
import type { Variable } from '../semantics/meaning';
import type { Tree } from '../syntax/tree';
import { compile } from './compile';
import { FILE_SCOPE, scopeWithLeaves } from './compile/scope';
import { isFiniteMatrix, maxAbs, sameSize, scale, subtract, type Matrix } from './matrix';
import { guarded, overPoints, type Finding, type Point } from './points';
import { affected, execute, neededFor, NOTHING } from './program';
import { moved, sampleDirection } from './sample';
import { directionKey, keyOf, leavesOf, type Setting } from './setting';
import { showSizes } from './sizes';

export interface StepSizesRequest {
  readonly of: Tree;
  readonly wrt: Variable;
  readonly unstructured: boolean;
  /** The derived differential: in it `d<wrt>` is the direction. */
  readonly differential: Tree;
  readonly setting: Setting;
  readonly seed: number;
}

/** Errors relative to the derivative; undefined where the function has no finite value that far from the point. */
export interface StepError { readonly step: number; readonly forward: number | undefined; readonly central: number | undefined }

export type StepSizes =
  | { readonly ok: true; /** `n=4, d=3` */ readonly sizes: string; readonly errors: readonly StepError[] }
  | { readonly ok: false; readonly reason: string };

/** Two steps a decade, from 1 to 10⁻¹⁶: a step of less vanishes in the digits of a number of size 1. */
const PER_DECADE = 2;
const DECADES = 16;
const STEPS: readonly number[] = Array.from({ length: PER_DECADE * DECADES + 1 }, (_, i) => (i % PER_DECADE === 0 ? Number(`1e-${i / PER_DECADE}`) : 10 ** (-i / PER_DECADE)));

/** A derivative this much smaller than the function says nothing about relative errors: another point is drawn. */
const VANISHING = 1e-6;

export function stepSizes({ of, wrt, unstructured, differential, setting, seed }: StepSizesRequest): StepSizes {
  let found: Extract<StepSizes, { ok: true }> | undefined;
  const verdict = guarded(() => {
    const leaves = leavesOf(setting), variable = keyOf(wrt), direction = directionKey(wrt);
    const program = compile([
      { tree: of, scope: FILE_SCOPE },
      { tree: differential, scope: scopeWithLeaves(new Map([[`d${wrt.name}`, direction]])) },
      { tree: { kind: 'name', name: wrt.name, span: wrt.span }, scope: scopeWithLeaves(new Map([[wrt.name, variable]])) },
    ], leaves.names);
    if (!leaves.leaves.has(variable)) leaves.leaves.set(variable, { is: 'variable', variable: wrt });
    const [value = -1, derivative = -1, place = -1] = program.roots;
    const [moving, along] = [program.leaves.get(variable), program.leaves.get(direction)];
    const ofFunction = neededFor(program, [value]);
    const again = affected(program, [value], moving === undefined ? [] : [moving]);
    const properties: Variable['properties'] = unstructured ? new Set() : wrt.properties;

    const measured = ({ slots, sizes, random }: Point): Finding => {
      if (found !== undefined) return { is: 'agrees', error: 0 };
      const at = slots[place] ?? NOTHING, f = slots[value] ?? NOTHING, d = sampleDirection(wrt.properties, unstructured, at, random);
      if (along !== undefined) slots[along] = d;
      execute(neededFor(program, [derivative]), slots, sizes);
      const exact = slots[derivative] ?? NOTHING, size = maxAbs(exact);
      if (!isFiniteMatrix(f) || !isFiniteMatrix(exact) || !sameSize(f, exact)) return { is: 'again', reason: 'the function or its differential is not finite' };
      if (size <= VANISHING * maxAbs(f)) return { is: 'again', reason: 'the derivative vanishes' };
      const scratch = [...slots];
      const valueAt = (t: number): Matrix => {
        if (moving !== undefined) scratch[moving] = moved(properties, at, d, t);
        execute(again, scratch, sizes);
        return scratch[value] ?? NOTHING;
      };
      const errorOf = (quotient: Matrix): number | undefined => (isFiniteMatrix(quotient) ? maxAbs(subtract(quotient, exact)) / size : undefined);
      const errors = STEPS.map((step): StepError => {
        const [ahead, behind] = [valueAt(step), valueAt(-step)];
        return { step, forward: errorOf(scale(subtract(ahead, f), 1 / step)), central: errorOf(scale(subtract(ahead, behind), 1 / (2 * step))) };
      });
      found = { ok: true, sizes: showSizes(sizes), errors };
      return { is: 'agrees', error: 0 };
    };
    return overPoints({ program, leaves, seed, moving: variable, instructions: ofFunction }, measured);
  });
  return found ?? { ok: false, reason: verdict.verdict === 'pass' ? 'no point was tried' : verdict.reason };
}
