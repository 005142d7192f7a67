/** The emitted NumPy code of every case of the corpus, executed, against numerical derivatives at two sets of sizes. */
import { describe, expect, test } from 'vitest';
import { corpus, textOf } from './corpus';
import { emit } from '../codegen/emit';
import { runPython } from './python';

/** A derivative by differences agrees to about this. */
const TOLERANCE = 1e-6;

const cases = corpus();
const emitted = cases.map((each) => emit(textOf(each), 'numpy')[0]);
const codes = emitted.map((one) => (one === undefined || typeof one === 'string' || !one.outcome.ok || !one.value.ok ? undefined : { code: one.outcome.code, value: one.value.code }));
const jobs = cases.flatMap((each, i) => { const code = codes[i]; return code === undefined ? [] : [{ i, job: { case: each, ...code } }]; });
const answers = new Map(runPython(jobs.map(({ job }) => job)).map((answer, j) => [jobs[j]?.i, answer]));

describe('NumPy', () => {
  test.each(cases.map((each, i) => ({ ...each, i })))('$id: $want $expr', ({ i }) => {
    const one = emitted[i];
    if (codes[i] === undefined) throw new Error(typeof one === 'string' ? one : one === undefined ? 'no query' : !one.outcome.ok ? one.outcome.message : !one.value.ok ? one.value.message : '');
    const answer = answers.get(i);
    expect(answer?.failure, codes[i].code.source).toBeUndefined();
    expect(answer?.error, codes[i].code.source).toBeLessThan(TOLERANCE);
  });
});
