/** Inputs where a naive form overflows, cancels or divides nothing by nothing: the emitted code gives finite, right values, and warns of nothing. */
import { describe, expect, test } from 'vitest';
import { emit } from '../codegen/emit';
import { extremeDeclarations as declarations, extremes } from './extremes';
import { runPython } from './python';

const emitted = extremes.map(({ query }) => emit(declarations + query, 'numpy', { asValueAndGradient: true })[0]);
const jobs = emitted.map((one, i) => { if (one === undefined || typeof one === 'string' || !one.outcome.ok) throw new Error(`${extremes[i]?.query ?? ''}: ${typeof one === 'string' ? one : ''}`); return { code: one.outcome.code, at: extremes[i]?.at, expected: extremes[i]?.expected }; });
const answers = runPython(jobs);

describe('NumPy', () => {
  test.each(extremes.map((extreme, i) => ({ ...extreme, i })))('$query at $at', ({ i }) => {
    expect(answers[i]?.failure, jobs[i]?.code.source).toBeUndefined();
    expect(answers[i]?.error, jobs[i]?.code.source).toBeLessThan(1e-9);
  });
});
