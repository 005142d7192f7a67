import { expect, test, vi } from 'vitest';
import { SAMPLE } from '../../client/src/sample';
import { analysed } from '../features/setup';

vi.mock('vscode', () => ({}));

test('the sample of the walkthrough is answered, and what it claims holds', async () => {
  const analysis = analysed(SAMPLE, 'python');
  expect(await analysis.diagnostics()).toEqual([]);
  expect(await Promise.all(analysis.queries.flatMap(({ answers }) => answers).map(async (answer) => (await answer.check())?.verdict))).toEqual(['pass']);
  expect(await Promise.all(analysis.claims.map(async (claim) => (await claim.check())?.verdict.verdict))).toEqual(['pass']);
});
