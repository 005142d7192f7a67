/** How a claim fails: what stands between the value claimed and the value there is. */
import type { Indices, Verdict } from '../calculus/result';
import type { Property } from '../shapes/adjectives';
import type { Binding, Variable } from '../semantics/meaning';
import type { NameNode, Tree } from '../syntax/tree';
import { compile } from './compile';
import { scopeWithLeaves } from './compile/scope';
import { indexKeys, tableOf } from './entries';
import { addScaled, inner, isFiniteMatrix, maxAbs, NotEvaluable, sameSize, transpose, type Matrix } from './matrix';
import { overPoints } from './points';
import { partOf, unaffected } from './program';
import { leavesOf, type Setting } from './setting';

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
  /** For claims about functions of a change: these names are then variables of its kind. */
  readonly changes?: { readonly of: Variable; readonly names: readonly string[] } | undefined;
  /** For claims about entries. */
  readonly indices?: Indices | undefined;
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
export function compareClaim({ changes, ...given }: ClaimRequest): Difference {
  const request: Comparison = changes === undefined ? given : { ...given, setting: withChanges(given.setting, changes) };
  try {
    const samples = samplesOf(request);
    return 'verdict' in samples ? { how: 'unknown', reason: samples.reason } : explain(samples, request);
  } catch (problem) {
    if (problem instanceof NotEvaluable) return { how: 'unknown', reason: problem.message };
    throw problem;
  }
}

type Comparison = Omit<ClaimRequest, 'changes'>;

/** The values of both at random points; entries put together to a matrix. */
function samplesOf({ actual, claimed, setting, seed, indices }: Comparison): readonly Sample[] | Exclude<Verdict, { verdict: 'pass' }> {
  const samples: Sample[] = [], leaves = leavesOf(setting), letters = indices === undefined ? [] : indexKeys(indices);
  const scope = scopeWithLeaves(new Map(letters.map(({ letter, key }) => [letter, key])));
  const program = compile([{ tree: actual, scope }, { tree: claimed, scope }], leaves.names);
  const parts = program.roots.map((root) => partOf(program, root, letters.map(({ key }) => key)));
  const given = letters.map(({ key }) => program.leaves.get(key)).filter((slot) => slot !== undefined);
  const verdict = overPoints({ program, leaves, seed, instructions: unaffected(program, given) }, (point) => {
    const [a, b] = parts.map((part) => { const at = part(point); return indices === undefined ? at([]) : tableOf(indices, point.sizes, at); });
    if (a === undefined || b === undefined || !isFiniteMatrix(a) || !isFiniteMatrix(b)) return { is: 'again', reason: 'a side is not finite' };
    samples.push({ actual: a, claimed: b, sizes: point.sizes });
    return { is: 'agrees', error: 0 };
  });
  return verdict.verdict === 'pass' ? samples : verdict;
}

/** The same setting, with changes of a variable as variables. */
function withChanges(setting: Setting, { of, names }: NonNullable<ClaimRequest['changes']>): Setting {
  const properties = new Set([...of.properties].filter((property) => STRUCTURE.has(property)));
  const changes = new Map<string, Variable>(names.map((name) => [name, { ...of, name, properties }]));
  return { ...setting, resolve: (name) => changes.get(name.name) ?? setting.resolve(name) };
}

function explain(samples: readonly Sample[], request: Comparison): Difference {
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
function assumption(request: Comparison): Difference | undefined {
  const { setting } = request, variables = [...new Map(leavesIn(request).map((variable) => [variable.name, variable])).values()];
  for (const variable of variables) for (const property of ASSUMED) {
    if (variable.shape.rows !== variable.shape.cols || variable.shape.rows.key === '1' || variable.properties.has(property)) continue;
    const assumed: Binding = { ...variable, properties: new Set([...variable.properties, property]) };
    const resolve = (name: NameNode): Binding | undefined => { const found = setting.resolve(name); return found?.kind === 'variable' && found.name === variable.name && found.span.start === variable.span.start ? assumed : found; };
    const samples = samplesOf({ ...request, setting: { ...setting, resolve } });
    if (!('verdict' in samples) && holdsWith(samples, () => 1)) return { how: 'onlyIf', variable: variable.name, property };
  }
  return undefined;
}

function leavesIn({ actual, claimed, setting, indices }: Comparison): readonly Extract<Binding, { kind: 'variable' }>[] {
  const leaves = leavesOf(setting), scope = scopeWithLeaves(new Map((indices === undefined ? [] : indexKeys(indices)).map(({ letter, key }) => [letter, key])));
  compile([actual, claimed].map((tree) => ({ tree, scope })), leaves.names);
  return [...leaves.leaves.values()].flatMap((leaf) => (leaf.is === 'variable' ? [leaf.variable] : []));
}
