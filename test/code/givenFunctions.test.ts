/** Emitted code that takes functions of several arguments and their derivatives, executed with functions of its language. */
import { describe, expect, test } from 'vitest';
import type { GeneratedCode, TargetName } from '../../server/src/codegen/request';
import { emit } from '../codegen/emit';
import { CALLERS, POINT, QUERIES } from './givenFunctions';
import { RUNS } from './programs';

const { a, b, x, v, B } = POINT;
const dot = (p: readonly number[], q: readonly number[]): number => p.reduce((sum, each, i) => sum + each * (q[i] ?? NaN), 0);

/** Column by column, the Hessian of (a'x)²(w'x)². */
const hessian = (w: readonly number[]): readonly number[] => a.flatMap((aj, j) => a.map((ai, i) => {
  const [wi = NaN, wj = NaN, alongA, alongW] = [w[i], w[j], dot(a, x), dot(w, x)];
  return 2 * alongW ** 2 * ai * aj + 4 * alongA * alongW * (ai * wj + wi * aj) + 2 * alongA ** 2 * wi * wj;
}));
const EXPECTED = [...hessian(a.map((_, j) => dot(b, B.map((row) => row[j] ?? NaN)))), ...hessian(v), ...x.map((each, i) => 4 * each ** 3 * (v[i] ?? NaN) ** 2)];
/** Of the first two only. */
const WITHOUT_ENTRIES: ReadonlySet<TargetName> = new Set<TargetName>(['fortran']);

function codesFor(target: TargetName): readonly GeneratedCode[] {
  return QUERIES.flatMap(({ name, text }) => {
    const [one] = emit(text, target, { functionName: name });
    const outcome = one === undefined || typeof one === 'string' ? expect.fail(one ?? 'no query') : one.outcome;
    if (outcome.ok) return [outcome.code];
    expect([target, outcome.message]).toEqual([target, `a function applied to every entry has no ${target} code yet`]);
    return [];
  });
}

describe('functions among the arguments', () => {
  test.each(Object.entries(CALLERS).map(([target, caller]) => ({ target: target as TargetName, caller })))('$target', ({ target, caller }) => {
    const codes = codesFor(target);
    const imports = [...new Set(codes.flatMap((code) => code.imports))];
    const bodies = [...codes.map((code) => code.body), caller].join('\n\n');
    const source = target === 'fortran' ? [...codes.map((code) => code.source), caller].join('\n') : [...imports, bodies].join('\n');
    const printed = RUNS[target]?.([{ code: { source, imports, body: bodies, name: 'given' }, run: 'given' }]) ?? expect.fail('it is not run');
    const found = printed.trim().split(/\s+/).map(Number);
    const expected = WITHOUT_ENTRIES.has(target) ? EXPECTED.slice(0, 2 * a.length ** 2) : EXPECTED;
    expect(found.length).toBe(expected.length);
    found.forEach((each, i) => { expect(each).toBeCloseTo(expected[i] ?? NaN, 10); });
  });
});
