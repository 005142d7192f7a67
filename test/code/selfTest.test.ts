/** The self-tests that code brings along: they pass where the code is right, and fail where it is not. */
import { describe, expect, test } from 'vitest';
import type { GeneratedCode, TargetName } from '../../server/src/codegen/request';
import { RUNS, type Program } from './programs';
import { selfTested as rows, selfTestedCode as codeFor, type SelfTested as Row } from './selfTested';

async function codesFor(target: TargetName): Promise<readonly { readonly row: Row; readonly outcome: Awaited<ReturnType<typeof codeFor>> }[]> {
  const made = [];
  for (const [i, row] of rows.entries()) made.push({ row, outcome: await codeFor(row, target, `f_${String(i)}`) });
  return made;
}

const verdictsIn = (printed: string): ReadonlyMap<string, string> => new Map([...printed.matchAll(/^check_(\w+): (\w+), largest relative error (\S+) at (\d) of \d points$/gm)].map(([, name = '', verdict = '', error = '', points = '']) => [name, `${verdict} ${Number(error) < 1e-4 ? 'right' : 'wrong'} ${points === '0' ? 'nowhere' : 'somewhere'}`]));

/** The code with a wrong number in its gradient. */
const spoilt = (code: GeneratedCode): GeneratedCode => ({ ...code, source: spoil(code.source), body: spoil(code.body) });
const spoil = (text: string): string => text.replaceAll(/\b2((?:\.0)?(?:_dp)? \* x)\b|mul\(x, 2\)/g, (_, rest: string | undefined) => (rest === undefined ? 'mul(x, 3)' : `3${rest}`));
const SPOILT: Row = { text: 'x : vector(n)\ngradient sum(x.*x) wrt x' };

describe.each(Object.entries(RUNS).map(([target, run]) => ({ target: target as TargetName, run })))('$target', ({ target, run }) => {
  test('passes where the code is right', async () => {
    const made = await codesFor(target);
    const lacking = made.flatMap(({ row, outcome }) => (outcome.ok ? [] : [`${row.text}: ${outcome.reason}`]));
    expect(lacking.filter((reason) => !/has no \w+ code yet$/.test(reason))).toEqual([]);
    const programs = made.flatMap(({ outcome }): readonly Program[] => (outcome.ok ? [{ code: outcome.code, run: `check_${outcome.code.name}` }] : []));
    expect(programs.length).toBeGreaterThan(rows.length - 3);
    const verdicts = verdictsIn(run(programs));
    expect(programs.map(({ code }, i) => `${rows[i]?.text ?? ''}: ${verdicts.get(code.name) ?? 'nothing'}`)).toEqual(programs.map((_, i) => `${rows[i]?.text ?? ''}: pass right somewhere`));
  });

  test('fails where it is not', async () => {
    const outcome = await codeFor(SPOILT, target, 'spoilt');
    const code = spoilt(outcome.ok ? { ...outcome.code, target } : expect.fail(outcome.reason));
    expect(code.source).not.toBe(outcome.ok ? outcome.code.source : '');
    expect([...verdictsIn(run([{ code, run: 'check_spoilt' }])).values()]).toEqual(['fail wrong somewhere']);
  });
});
