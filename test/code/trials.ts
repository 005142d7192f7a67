/** A suite of trials: every call gives the expected numbers in the expected shape. */
import { describe, expect, test } from 'vitest';
import { judge, type Call, type Outcome, type Trial } from './calls';

/** A derivative by differences agrees to about this. */
const TOLERANCE = 1e-6;

export interface Suite {
  readonly title: string;
  readonly trials: readonly Trial[];
  /** Constructs the target refuses, by name; every one of them must be met. */
  readonly lacking?: readonly string[];
  /** Every entry for itself, to nine digits. */
  readonly entrywise?: boolean;
}

/** All suites of a language in one run of it. */
export function heldTogether(run: (calls: readonly Call[]) => readonly (Outcome | undefined)[], suites: readonly Suite[]): void {
  const outcomes = run(suites.flatMap(({ trials }) => trials.flatMap(({ calls }) => calls)));
  let next = 0;
  for (const { title, trials, lacking = [], entrywise = false } of suites) {
    const held = trials.map((trial) => ({ ...trial, results: trial.calls.map((call) => ({ call, verdict: judge(outcomes[next++], call.expected, entrywise) })) }));
    describe(title, () => {
      test.each(held)('$name', ({ refused, results }) => {
        if (refused !== undefined) { expect(lacking.filter((construct) => refused.startsWith(`${construct} has no`)), refused).not.toEqual([]); return; }
        expect(results).not.toEqual([]);
        for (const { call, verdict } of results) {
          expect(verdict, call.code.source).toBeTypeOf('number');
          expect(verdict, call.code.source).toBeLessThan(entrywise ? 1e-9 : TOLERANCE);
        }
      });
      test('what is refused', () => { expect([...new Set(held.flatMap(({ refused }) => (refused === undefined ? [] : [refused.replace(/ has no .*/, '')])))].toSorted()).toEqual(lacking.toSorted()); });
    });
  }
}

export function heldAgainst(title: string, trials: readonly Trial[], run: (calls: readonly Call[]) => readonly (Outcome | undefined)[], lacking: readonly string[]): void {
  heldTogether(run, [{ title, trials, lacking }]);
}
