/** How a claim fails: what stands between the value claimed and the value there is. */
import type { Property } from '../shapes/adjectives';
import type { Binding, Variable } from '../semantics/meaning';
import type { NameNode, Tree } from '../syntax/tree';
import { compile } from './compile';
import { FILE_SCOPE } from './compile/scope';
import { addScaled, inner, isFiniteMatrix, maxAbs, NotEvaluable, sameSize, transpose, type Matrix } from './matrix';
import { overPoints } from './points';

import { leavesOf, type Setting } from './setting';
import { verifyEquality } from './equality';

export type Difference =
  | { readonly how: 'none' }
  /** The claim is the transpose (the Jacobian for the gradient), times a factor if one is given. */
  | { readonly how: 'transposed'; readonly factor?: string }
  /** The claim is `factor` times the value: `2`, `1/2`, or a dimension, `n`, `1/n`. */
  | { readonly how: 'factor'; readonly factor: string }
  | { readonly how: 'sign' }
  | { readonly how: 'shape'; readonly actual: readonly [number, number]; readonly claimed: readonly [number, number] }
  /** The claim holds where the variable has the property: "true only for symmetric A". */
  | { readonly how: 'onlyIf'; readonly variable: string; readonly property: Property }
  | { readonly how: 'differs' }
  | { readonly how: 'unknown'; readonly reason: string };

export interface ClaimRequest {
  readonly actual: Tree;
  readonly claimed: Tree;
  readonly setting: Setting;
  readonly seed: number;
  /** For claims about a differential: `d<wrt>` is then a variable of its shape. */
  readonly wrt?: Variable | undefined;
}

const CLOSE = 1e-8;
/** Denominators of the factors that are named as fractions. */
const DENOMINATORS = [1, 2, 3, 4, 5, 6, 8, 10, 12] as const;
/** Properties that readers assume without saying so. */
const ASSUMED: readonly Property[] = ['symmetric', 'orthogonal', 'diagonal'];

/** What a direction shares with its variable. */
const STRUCTURE: ReadonlySet<Property> = new Set<Property>(['symmetric', 'skew', 'diagonal', 'lower', 'upper']);

interface Sample { readonly actual: Matrix; readonly claimed: Matrix; readonly sizes: ReadonlyMap<string, number> }

/** How `claimed` differs from `actual` at random points; the first explanation that holds at all of them. */
export function compareClaim({ wrt, ...given }: ClaimRequest): Difference {
  const request = wrt === undefined ? given : { ...given, setting: withDirection(given.setting, wrt) };
  const samples: Sample[] = [];
  try {
    const leaves = leavesOf(request.setting);
    const program = compile([{ tree: request.actual, scope: FILE_SCOPE }, { tree: request.claimed, scope: FILE_SCOPE }], leaves.names);
    const [a = -1, b = -1] = program.roots;
    const verdict = overPoints({ program, leaves, seed: request.seed, instructions: program.instructions }, ({ slots, sizes }) => {
      const actual = slots[a], claimed = slots[b];
      if (actual === undefined || claimed === undefined || !isFiniteMatrix(actual) || !isFiniteMatrix(claimed)) return { is: 'again', reason: 'a side is not finite' };
      samples.push({ actual, claimed, sizes });
      return { is: 'agrees', error: 0 };
    });
    if (verdict.verdict !== 'pass') return { how: 'unknown', reason: verdict.reason };
  } catch (problem) {
    if (problem instanceof NotEvaluable) return { how: 'unknown', reason: problem.message };
    throw problem;
  }
  return explain(samples, request);
}

/** The same setting, with the direction of a variable as a variable. */
function withDirection(setting: Setting, wrt: Variable): Setting {
  const direction: Variable = { ...wrt, name: `d${wrt.name}`, properties: new Set([...wrt.properties].filter((property) => STRUCTURE.has(property))) };
  return { ...setting, resolve: (name) => (name.name === direction.name ? direction : setting.resolve(name)) };
}

function explain(samples: readonly Sample[], request: Omit<ClaimRequest, 'wrt'>): Difference {
  const turned = samples.map((sample) => ({ ...sample, claimed: transpose(sample.claimed) }));
  if (holdsWith(samples, () => 1)) return { how: 'none' };
  if (holdsWith(turned, () => 1)) return { how: 'transposed' };
  if (holdsWith(samples, () => -1)) return { how: 'sign' };
  const factor = factorOf(samples);
  if (factor !== undefined) return { how: 'factor', factor };
  const turnedFactor = factorOf(turned);
  if (turnedFactor !== undefined) return { how: 'transposed', factor: turnedFactor };
  const mismatch = samples.find((sample) => !sameSize(sample.actual, sample.claimed));
  if (mismatch !== undefined) return { how: 'shape', actual: [mismatch.actual.rows, mismatch.actual.cols], claimed: [mismatch.claimed.rows, mismatch.claimed.cols] };
  return assumption(request) ?? { how: 'differs' };
}

const holdsWith = (samples: readonly Sample[], factor: (sample: Sample) => number): boolean => samples.every((sample) => {
  const { actual, claimed } = sample;
  return sameSize(actual, claimed) && maxAbs(addScaled(claimed, actual, -factor(sample))) <= CLOSE * Math.max(maxAbs(actual), maxAbs(claimed), Number.MIN_VALUE);
});

/** The one factor by which all claimed values are off, as a reader writes it. */
function factorOf(samples: readonly Sample[]): string | undefined {
  const [first] = samples;
  if (first === undefined || !sameSize(first.actual, first.claimed) || maxAbs(first.actual) === 0) return undefined;
  const ratio = inner(first.actual, first.claimed) / inner(first.actual, first.actual);
  if (holdsWith(samples, () => ratio)) {
    for (const d of DENOMINATORS) { const n = Math.round(ratio * d); if (n !== 0 && Math.abs(ratio * d - n) < 1e-7) return d === 1 ? String(n) : `${n}/${d}`; }
    return ratio === 0 ? undefined : ratio.toPrecision(6);
  }
  for (const name of first.sizes.keys()) {
    if (holdsWith(samples, ({ sizes }) => sizes.get(name) ?? NaN)) return name;
    if (holdsWith(samples, ({ sizes }) => 1 / (sizes.get(name) ?? NaN))) return `1/${name}`;
  }
  return undefined;
}

/** A property of one square variable, not declared, under which the claim holds. */
function assumption({ actual, claimed, setting, seed }: Omit<ClaimRequest, 'wrt'>): Difference | undefined {
  const variables = [...new Map([...leavesIn([actual, claimed], setting)].map((variable) => [variable.name, variable])).values()];
  for (const variable of variables) for (const property of ASSUMED) {
    if (variable.shape.rows !== variable.shape.cols || variable.shape.rows.key === '1' || variable.properties.has(property)) continue;
    const assumed: Binding = { ...variable, properties: new Set([...variable.properties, property]) };
    const resolve = (name: NameNode): Binding | undefined => { const found = setting.resolve(name); return found?.kind === 'variable' && found.name === variable.name && found.span.start === variable.span.start ? assumed : found; };
    if (verifyEquality({ left: actual, right: claimed, setting: { ...setting, resolve }, seed }).verdict === 'pass') return { how: 'onlyIf', variable: variable.name, property };
  }
  return undefined;
}

function leavesIn(trees: readonly Tree[], setting: Setting): readonly Extract<Binding, { kind: 'variable' }>[] {
  const leaves = leavesOf(setting);
  compile(trees.map((tree) => ({ tree, scope: FILE_SCOPE })), leaves.names);
  return [...leaves.leaves.values()].flatMap((leaf) => (leaf.is === 'variable' ? [leaf.variable] : []));
}
