/** The emitted Python code of every case of the corpus, executed, against numerical derivatives at two sets of sizes. */
import { describe, expect, test } from 'vitest';
import { corpus, textOf } from './corpus';
import { emit } from '../codegen/emit';
import { runPython } from './python';

/** A derivative by differences agrees to about this. */
const TOLERANCE = 1e-6;

/** What a target has no way to write, by name: a refusal, not wrong code. */
const LACKING: Readonly<Record<PythonTarget, RegExp>> = { numpy: /^$/, pytorch: /matrix (logarithm|square root)/, jax: /matrix logarithm/ };
type PythonTarget = 'numpy' | 'pytorch' | 'jax';
const TARGETS: readonly PythonTarget[] = ['numpy', 'pytorch', 'jax'];

const cases = corpus();

describe.each(TARGETS)('%s', (target) => {
  const emitted = cases.map((each) => emit(textOf(each), target)[0]);
  const codes = emitted.map((one) => (one === undefined || typeof one === 'string' || !one.outcome.ok || !one.value.ok ? undefined : { code: one.outcome.code, value: one.value.code }));
  const jobs = cases.flatMap((each, i) => { const code = codes[i]; return code === undefined ? [] : [{ i, job: { case: each, ...code } }]; });
  const answers = new Map(runPython(jobs.map(({ job }) => job)).map((answer, j) => [jobs[j]?.i, answer]));

  test.each(cases.map((each, i) => ({ ...each, i })))('$id: $want $expr', ({ i }) => {
    const one = emitted[i];
    const code = codes[i];
    if (code === undefined) {
      const outcome = one === undefined || typeof one === 'string' ? undefined : one.outcome.ok ? one.value : one.outcome;
      expect(outcome === undefined || outcome.ok ? one : outcome.message).toMatch(LACKING[target]);
      return;
    }
    const answer = answers.get(i);
    expect(answer?.failure, code.code.source).toBeUndefined();
    expect(answer?.error, code.code.source).toBeLessThan(TOLERANCE);
  });
});
