/** Results against the closed forms that people wrote for the same cases, by the number of symbols that a reader takes in. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cost } from '../server/src/presentation/cost';
import { parseExpression } from '../server/src/syntax/parse';
import { corpus, documentOf, rightForm } from './cases';
import { answerTo, textOf } from './engine';

/** The share of results that must be no longer than the form of the source. */
const SHARE = 0.95;
/** No result is longer than this many times the form of the source. */
const WORST = 2;

interface Compared { readonly id: string; readonly ours: number; readonly theirs: number; readonly result: string; readonly form: string }

function comparedWith(id: string, document: string, form: string): Compared {
  const answer = answerTo(document);
  const parsed = parseExpression(form);
  expect(parsed.errors, id).toEqual([]);
  return { id, ours: answer.derivation === undefined ? Infinity : cost(answer.derivation.tree), theirs: cost(parsed.tree), result: textOf(answer), form };
}
const longerIn = (compared: readonly Compared[]): readonly Compared[] => compared.filter(({ ours, theirs }) => ours > theirs).sort((a, b) => b.ours / b.theirs - a.ours / a.theirs);
const listed = (rows: readonly Compared[]): string => rows.map(({ id, ours, theirs, result, form }) => `${ours} for ${theirs}  ${id}\n    ${result}\n    ${form}`).join('\n');

function atLeast(share: number, compared: readonly Compared[]): void {
  const longer = longerIn(compared);
  if (longer.length > 0) console.log(`${longer.length} of ${compared.length} results are longer than the form of their source:\n${listed(longer)}`);
  expect(1 - longer.length / compared.length, listed(longer)).toBeGreaterThanOrEqual(share);
}

describe('the corpus', () => {
  const compared = corpus.flatMap((each) => { const form = rightForm(each); return form === undefined ? [] : [comparedWith(each.id, documentOf(each), form)]; });
  test('has closed forms to compare with', () => { expect(compared.length).toBeGreaterThan(300); });
  test(`at least ${SHARE * 100} % of the results are no longer than the form of the source`, () => { atLeast(SHARE, compared); });
  test('no result is much longer', () => { expect(listed(longerIn(compared).filter(({ ours, theirs }) => ours > WORST * theirs))).toBe(''); });
});

interface Row { readonly id: string; readonly declarations?: string; readonly query?: string; readonly expected?: string }

/** Where a row abbreviates with definitions, its form is short by names that no result has. */
const isSpelledOut = ({ declarations = '' }: Row): boolean => !declarations.split('; ').some((line) => /^[^:]* = /u.test(line));

describe('the survey of the field, for which no law was written', () => {
  const rows = ['coverage', 'peers'].flatMap((file) => readFileSync(new URL(`fixtures/${file}.jsonl`, import.meta.url), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Row)).filter(isSpelledOut);
  const compared = rows.flatMap(({ id, declarations = '', query, expected }) => (query === undefined || expected === undefined || query.startsWith('check ') ? [] : [comparedWith(id, [...declarations.split('; '), query].join('\n'), expected)]));
  test('has closed forms to compare with', () => { expect(compared.length).toBeGreaterThan(450); });
  test(`at least ${SHARE * 100} % of the results are no longer than the published form`, () => { atLeast(SHARE, compared); });
});
