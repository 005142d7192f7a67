/** Results against the closed forms that people wrote for the same cases, by the number of symbols that a reader takes in. */
import { expect, test } from 'vitest';
import { cost } from '../server/src/presentation/cost';
import { parseExpression } from '../server/src/syntax/parse';
import { corpus, documentOf, rightForm } from './cases';
import { answerTo, textOf } from './engine';

/** The share of results that must be no longer than the form of the source. */
const SHARE = 0.95;
/** No result is longer than this many times the form of the source. */
const WORST = 2;

interface Compared { readonly id: string; readonly ours: number; readonly theirs: number; readonly result: string; readonly form: string }

const compared = corpus.flatMap((each): readonly Compared[] => {
  const form = rightForm(each);
  if (form === undefined) return [];
  const answer = answerTo(documentOf(each));
  const parsed = parseExpression(form);
  expect(parsed.errors, each.id).toEqual([]);
  return [{ id: each.id, ours: answer.derivation === undefined ? Infinity : cost(answer.derivation.tree), theirs: cost(parsed.tree), result: textOf(answer), form }];
});
const longer = compared.filter(({ ours, theirs }) => ours > theirs).sort((a, b) => b.ours / b.theirs - a.ours / a.theirs);
const listed = (rows: readonly Compared[]): string => rows.map(({ id, ours, theirs, result, form }) => `${ours} for ${theirs}  ${id}\n    ${result}\n    ${form}`).join('\n');

test('there are closed forms to compare with', () => { expect(compared.length).toBeGreaterThan(300); });

test(`at least ${SHARE * 100} % of the results are no longer than the form of the source`, () => {
  if (longer.length > 0) console.log(`${longer.length} of ${compared.length} results are longer than the form of their source:\n${listed(longer)}`);
  expect(1 - longer.length / compared.length, listed(longer)).toBeGreaterThanOrEqual(SHARE);
});

test('no result is much longer', () => {
  expect(listed(longer.filter(({ ours, theirs }) => ours > WORST * theirs))).toBe('');
});
