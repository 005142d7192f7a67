/** Emitted code of a target with the arguments it is called with and the numbers it must give. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Quantity } from '../../protocol/requests';
import { adjectives, type Property } from '../../server/src/shapes/adjectives';
import { shapeList } from '../../server/src/shapes/shape';
import type { CodeVariable, GeneratedCode, TargetName } from '../../server/src/codegen/request';
import { emit, type Emitted } from '../codegen/emit';
import { corpus, textOf, type Case } from './corpus';
import { extremeDeclarations, extremes, type Extreme } from './extremes';
import { declarations, functions, queriesOf, type Query } from './losses';

/** Column by column. */
export interface NumericArray { readonly shape: readonly number[]; readonly data: readonly number[] }
export interface Call {
  readonly code: GeneratedCode;
  readonly arguments: readonly NumericArray[];
  readonly expected: readonly NumericArray[];
  /** What a function with its own derivative is asked for, and the places of its variables. */
  readonly asked?: { readonly quantity: Quantity; readonly wrt: readonly number[] };
}
export interface Trial { readonly name: string; /** Why there is no code. */ readonly refused?: string; readonly calls: readonly Call[] }
/** What a call gave, output by output, or what went wrong. */
export type Outcome = { readonly outputs: readonly NumericArray[] } | { readonly failure: string };

const PYTHON = '/usr/bin/python3';
const REFERENCE = fileURLToPath(new URL('reference.py', import.meta.url));
interface Run { readonly arguments: readonly NumericArray[]; readonly expected: readonly NumericArray[]; readonly valueArguments?: readonly NumericArray[]; readonly value?: NumericArray }

/** Arguments, and the numbers that code must give for them: a list of runs for each job. */
export function reference(jobs: readonly object[]): readonly (readonly Run[])[] {
  const done = spawnSync(PYTHON, ['-B', REFERENCE], { input: jobs.map((job) => JSON.stringify(job)).join('\n'), encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, OPENBLAS_NUM_THREADS: '1' } });
  if (done.error !== undefined || done.status !== 0) throw new Error(`${PYTHON} with python3-numpy and python3-scipy is needed (apt-get install python3-numpy python3-scipy).\n${done.stderr}`);
  return done.stdout.trim().split('\n').map((line) => (JSON.parse(line) as { readonly runs: readonly Run[] }).runs);
}

const isEmitted = (one: Emitted | string | undefined): one is Emitted => one !== undefined && typeof one !== 'string';
const reason = (one: Emitted | string | undefined): string => (one === undefined ? 'no query' : typeof one === 'string' ? one : !one.outcome.ok ? one.outcome.message : !one.value.ok ? one.value.message : '');

/** So many cases of the corpus, or all, spread over the whole of it. */
export function casesOf(count = Infinity): readonly Case[] {
  const all = corpus();
  return all.filter((_, i) => Math.floor(i * count / all.length) !== Math.floor((i - 1) * count / all.length) || count >= all.length);
}

/** Derivative (and value) of `count` cases of the corpus, at two sets of sizes. */
export function corpusTrials(target: TargetName, { count, withValue = true }: { readonly count?: number; readonly withValue?: boolean } = {}): readonly Trial[] {
  const cases = casesOf(count);
  const emitted = cases.map((each, i) => emit(textOf(each), target, { functionName: `derivative_${String(i)}`, valueName: `value_${String(i)}` })[0]);
  const found = emitted.flatMap((one, i) => (isEmitted(one) && one.outcome.ok && one.value.ok ? [{ i, code: one.outcome.code, value: one.value.code }] : []));
  const runs = new Map(reference(found.map(({ i, code, value }) => ({ case: cases[i], inputs: code.inputs, valueInputs: value.inputs }))).map((each, j) => [found[j]?.i, each]));
  return cases.map((each, i): Trial => {
    const at = found.find((one) => one.i === i);
    const name = `${each.id}: ${each.want} ${each.expr} wrt ${each.wrt}`;
    if (at === undefined) return { name, refused: reason(emitted[i]), calls: [] };
    return { name, calls: (runs.get(i) ?? []).flatMap((run) => [{ code: at.code, arguments: run.arguments, expected: run.expected }, ...(run.value === undefined || !withValue ? [] : [{ code: at.value, arguments: run.valueArguments ?? [], expected: [run.value] }])]) };
  });
}

/** In the last, matrices shrink to columns and single entries. */
const SIZES = [{ m: 4, n: 3, k: 2 }, { m: 5, n: 4, k: 3 }, { m: 2, n: 1, k: 1 }];
/** What was declared, without what follows from it. */
export const stated = (properties: ReadonlySet<Property>): readonly string[] => { const implied = new Set<string>([...properties].flatMap((property): readonly string[] => adjectives[property].implies)); return [...properties].filter((property) => !implied.has(property)); };
const variableOf = ({ name, shape, properties }: CodeVariable): object => ({ name, shape: shapeList(shape), kind: 'any', props: stated(properties) });

/** Names that a language, or its programmers, hold for something else. */
const NAMES: Table = {
  called: 'named',
  declarations: 't, h, f, g, i, c : positive scalar\nlambda, np, I, e, T_0, df : vector(n)\nλ, σ, x̂ : vector(n)\nend, function, sum, diag, S, L, R : matrix(n, n)\n',
  queries: [
    { name: 'names', text: "gradient t*lambda'*np + h*I'*e + f*T_0'*df + g*i*c*norm2(np)^2 wrt np" },
    { name: 'names of matrices', text: "gradient np'*end*function*sum*diag*np + tr(end*S*L*R) wrt end" },
    { name: 'Greek names', text: "gradient sum(sigmoid(λ)) + lambda'*σ + x̂'*λ wrt λ" },
  ],
};
interface Table { /** What the emitted functions are called, with a number. */ readonly called: string; readonly declarations: string; readonly queries: readonly Query[] }
const FUNCTIONS: Table = { called: 'loss', declarations, queries: queriesOf(functions) };
export const nameTrials = (target: TargetName): readonly Trial[] => tableTrials(target, NAMES);

/** Value and gradient of every function of the language, against what the NumPy code gives. */
export const functionTrials = (target: TargetName): readonly Trial[] => tableTrials(target, FUNCTIONS);

function tableTrials(target: TargetName, { called, declarations: declared, queries }: Table): readonly Trial[] {
  const theirs = queries.map(({ text }) => emit(`${declared}${text}`, 'numpy', { asValueAndGradient: true })[0]);
  const ours = queries.map(({ text }, i) => emit(`${declared}${text}`, target, { asValueAndGradient: true, functionName: `${called}_${String(i)}` })[0]);
  const found = queries.flatMap((_, i) => {
    const one = ours[i];
    const other = theirs[i];
    return isEmitted(one) && one.outcome.ok && isEmitted(other) && other.outcome.ok ? [{ i, code: one.outcome.code, variables: one.variables, wrt: one.wrt.map((variable) => variable.name), numpy: other.outcome.code }] : [];
  });
  const runs = new Map(reference(found.map(({ i, code, variables, wrt, numpy }) => ({ id: queries[i]?.name, vars: variables.map(variableOf), wrt, code: numpy, inputs: code.inputs, sizes: SIZES }))).map((each, j) => [found[j]?.i, each]));
  return queries.map(({ name, text }, i): Trial => {
    const at = found.find((one) => one.i === i);
    if (at === undefined) return { name: `${name}: ${text}`, refused: reason(ours[i]), calls: [] };
    return { name: `${name}: ${text}`, calls: (runs.get(i) ?? []).map((run) => ({ code: at.code, arguments: run.arguments, expected: run.expected })) };
  });
}

type Nested = Extreme['at'][string];
const isRow = (entry: number | readonly number[]): entry is readonly number[] => typeof entry !== 'number';
const isMatrix = (value: readonly number[] | readonly (readonly number[])[]): value is readonly (readonly number[])[] => value.some((entry) => isRow(entry));

function arrayOf(value: Nested): NumericArray {
  if (typeof value === 'number') return { shape: [], data: [value] };
  if (!isMatrix(value)) return { shape: [value.length], data: value };
  const cols = value[0]?.length ?? 0;
  return { shape: [value.length, cols], data: Array.from({ length: cols }, (_, j) => value.map((row) => row[j] ?? NaN)).flat() };
}

/** Inputs where a naive form overflows: finite, right values. */
export function extremeTrials(target: TargetName): readonly Trial[] {
  return extremes.map(({ query, at, expected }, i): Trial => {
    const one = emit(extremeDeclarations + query, target, { asValueAndGradient: true, functionName: `extreme_${String(i)}` })[0];
    if (!isEmitted(one) || !one.outcome.ok) return { name: query, refused: reason(one), calls: [] };
    const { code } = one.outcome;
    const x = arrayOf(at[one.wrt[0]?.name ?? ''] ?? 0);
    const square = Array.from({ length: x.data.length }, () => 0);
    // Row by row, as they are written down; a Hessian is symmetric.
    const rows = (entries: readonly number[], cols: number): Nested => Array.from({ length: entries.length / cols }, (_, r) => entries.slice(r * cols, (r + 1) * cols));
    const derivative = (entries: readonly number[]): NumericArray => (one.kind === 'hessian' ? arrayOf(rows(entries, square.length)) : x.shape.length === 2 ? arrayOf(rows(entries, x.shape[1] ?? 1)) : { shape: x.shape, data: entries });
    const [value = NaN, ...gradient] = expected;
    return { name: query, calls: [{ code, arguments: code.inputs.map((input) => arrayOf(at[input] ?? 0)), expected: one.kind === 'hessian' ? [derivative(expected)] : [{ shape: [], data: [value] }, derivative(gradient)] }] };
  });
}

/** The worst difference of a call, relative to the largest of the expected numbers, or entry by entry; an explanation where shapes differ or the call failed. */
export function judge(outcome: Outcome | undefined, expected: readonly NumericArray[], isEntrywise = false): number | string {
  if (outcome === undefined) return 'no answer';
  if ('failure' in outcome) return outcome.failure;
  let worst = 0;
  for (const [i, wanted] of expected.entries()) {
    const given = outcome.outputs[i];
    if (given === undefined) return `${String(outcome.outputs.length)} outputs for ${String(expected.length)}`;
    if (given.shape.join() !== wanted.shape.join()) return `shape (${given.shape.join()}) for (${wanted.shape.join()})`;
    const scale = 1 + Math.max(0, ...wanted.data.map(Math.abs));
    for (const [j, x] of wanted.data.entries()) { const error = Math.abs((given.data[j] ?? NaN) - x) / (isEntrywise ? Math.abs(x) || 1 : scale); if (!(error <= worst)) worst = error; }
  }
  return worst;
}

/** Lines `#call output rank rows cols …numbers` and `!call message` of a language's process as outcomes. */
export function outcomesOf(printed: string, count: number): readonly (Outcome | undefined)[] {
  const outputs = new Map<number, NumericArray[]>();
  const failures = new Map<number, string>();
  for (const line of printed.split('\n')) {
    const words = line.trim().split(/\s+/);
    const call = Number(words[0]?.slice(1));
    if (line.startsWith('!')) failures.set(call, words.slice(1).join(' '));
    if (!line.startsWith('#')) continue;
    const [rank = 0, rows = 0, cols = 0, ...data] = words.slice(1).map((word) => Number(word.replace(/^(-?)inf$/i, '$1Infinity')));
    const known = outputs.get(call) ?? [];
    outputs.set(call, [...known, { shape: rank === 0 ? [] : rank === 1 ? [rows] : [rows, cols], data }]);
  }
  return Array.from({ length: count }, (_, i) => { const failure = failures.get(i); const found = outputs.get(i); return failure !== undefined ? { failure } : found === undefined ? undefined : { outputs: found }; });
}
