/** Value and gradient of every function of the language: the emitted Python code against differences of the emitted value, at two sizes. */
import { describe, expect, test } from 'vitest';
import { adjectives, type Property } from '../../server/src/shapes/adjectives';
import { shapeList } from '../../server/src/shapes/shape';
import type { CodeVariable } from '../../server/src/codegen/request';
import { emit } from '../codegen/emit';
import { declarations, functions, queriesOf } from './losses';
import { runPython } from './python';

/** Differences of sixth order with a step of a thousandth. */
const TOLERANCE = 1e-6;
/** The last for functions that do not name an entry beyond the first. */
const SIZES = [{ m: 4, n: 3, k: 2 }, { m: 5, n: 4, k: 3 }, { m: 1, n: 1, k: 1 }];

/** What was declared, without what follows from it. */
const stated = (properties: ReadonlySet<Property>): readonly string[] => { const implied = new Set<string>([...properties].flatMap((property): readonly string[] => adjectives[property].implies)); return [...properties].filter((property) => !implied.has(property)); };
const variableOf = ({ name, shape, properties }: CodeVariable): object => ({ name, shape: shapeList(shape), kind: 'any', props: stated(properties) });

const queries = queriesOf(functions);
/** What a target has no way to write, by name. */
const LACKING: Readonly<Record<string, RegExp>> = { numpy: /^$/, pytorch: /matrix (logarithm|square root)/, jax: /matrix logarithm/ };

describe.each(['numpy', 'pytorch', 'jax'] as const)('%s', (target) => {
  const emitted = queries.map(({ text }) => emit(`${declarations}${text}`, target, { asValueAndGradient: true })[0]);
  const jobs = emitted.map((one, i) => {
    if (one === undefined || typeof one === 'string' || !one.outcome.ok || !one.value.ok) return undefined;
    return { id: queries[i]?.name, vars: one.variables.map(variableOf), wrt: one.wrt.map((variable) => variable.name), kind: one.kind, code: one.outcome.code, value: one.value.code, sizes: queries[i]?.text.includes('[2') === true ? SIZES.slice(0, 2) : SIZES };
  });
  const run = jobs.flatMap((job, i) => (job === undefined ? [] : [{ i, job }]));
  const answers = new Map(runPython(run.map(({ job }) => job)).map((answer, j) => [run[j]?.i, answer]));

  test.each(queries.map((query, i) => ({ ...query, i })))('$name: $text', ({ i }) => {
    const one = emitted[i];
    const job = jobs[i];
    if (job === undefined) {
      const outcome = one === undefined || typeof one === 'string' ? undefined : one.outcome.ok ? one.value : one.outcome;
      expect(outcome === undefined || outcome.ok ? one : outcome.message).toMatch(LACKING[target] ?? /^$/);
      return;
    }
    const answer = answers.get(i);
    expect(answer?.failure, job.code.source).toBeUndefined();
    expect(answer?.error, job.code.source).toBeLessThan(TOLERANCE);
  });
});
