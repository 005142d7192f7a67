/**
 * The map of the field: every row of a survey of published derivative results, with the query that asks for it and what the product
 * answers. `docs/coverage.md` is made from it by `npm run coverage:map`; this test fails when the two have come apart.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyse } from '../server/src/service/analysis';
import { verdictOn } from '../server/src/service/checking';
import { parseExpression } from '../server/src/syntax/parse';
import { answered, underlined, verdictOf } from './engine';
import { rooms } from './service/rooms';

interface Row {
  readonly id: string;
  readonly tier: 'core' | 'extended' | 'beyond';
  /** Statements in front of the query, separated by `;`. */
  readonly declarations?: string;
  readonly query?: string;
  /** The published form, or one equal to it. */
  readonly expected?: string;
  /** How the query stands for the row, where it does not ask for it word for word. */
  readonly note?: string;
  /** Why there is no query. */
  readonly reason?: string;
}

/** Where the rows come from, by the letter of their names. */
const sources = {
  M: 'Bright, Edelman, Johnson: Matrix Calculus for Machine Learning and Beyond (MIT 18.S096), by chapter',
  P: 'Problem sets of the same course, by year',
  H: 'Parr, Howard: The Matrix Calculus You Need For Deep Learning, by section',
  C: 'Petersen, Pedersen: The Matrix Cookbook, by equation',
  T: 'Taylor expansions, metrics, layouts',
  S: 'Matrix exponentials',
  V: 'Boyd, Vandenberghe: Introduction to Applied Linear Algebra',
  J: 'The autodiff cookbook of JAX',
  L: 'Machine learning: regression, likelihoods, factorisations, networks',
} as const;

/** Rows of the core that are not answered. A row that leaves this list must not come back to it. */
const REFUSED: ReadonlySet<string> = new Set([]);

const rows = readFileSync(new URL('fixtures/coverage.jsonl', import.meta.url), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Row);
const asked = rows.filter((row) => row.query !== undefined);

type Outcome =
  | { readonly is: 'equal' | 'passes' }
  | { readonly is: 'refused'; readonly why: string }
  | { readonly is: 'wrong'; readonly why: string };

const outcomes = new Map<Row, Outcome>();
const textOf = ({ declarations = '', query = '' }: Row): string => [...declarations.split('; '), query].join('\n');

async function outcomeOf(row: Row): Promise<Outcome> {
  const text = textOf(row);
  return row.query?.startsWith('check ') === true ? outcomeOfClaim(text) : outcomeOfQuery(row, text);
}

async function outcomeOfClaim(text: string): Promise<Outcome> {
  const { claims: [claim], quickDiagnostics } = analyse({ uri: 'test:coverage', languageId: 'mcalc', version: 1, text }, rooms);
  const verdict = await claim?.check();
  if (verdict === undefined) return { is: 'refused', why: quickDiagnostics.find(({ severity }) => severity === 'error')?.message ?? 'no claim' };
  return verdict.verdict.verdict === 'pass' ? { is: 'equal' } : { is: 'wrong', why: verdict.message };
}

function outcomeOfQuery(row: Row, text: string): Outcome {
  const { answers: [answer], errors: [error] } = answered(text);
  const problem = error ?? answer?.problem;
  if (answer?.derivation === undefined || error !== undefined) return { is: 'refused', why: problem === undefined ? 'no query' : `\`${underlined(text, problem)}\` is in the way` };
  const verdict = verdictOf(answer);
  if (verdict.verdict !== 'pass') return { is: 'wrong', why: verdict.reason };
  if (row.expected === undefined) return { is: 'passes' };
  // The published form is held against the function too: a result and a form that both pass are equal, and a fixture that is wrong shows.
  const { tree, errors } = parseExpression(row.expected);
  expect(errors, row.expected).toEqual([]);
  const published = verdictOn({ query: answer.query, variable: answer.variable, meaning: answer.meaning }, tree, answer.derivation);
  return published.verdict === 'pass' ? { is: 'equal' } : { is: 'wrong', why: `the published form: ${published.reason}` };
}

describe('fixtures', () => {
  test('every row has one tier, and either queries or one reason', () => {
    const tiers = new Map<string, Set<string>>();
    for (const { id, tier } of rows) tiers.set(id, (tiers.get(id) ?? new Set()).add(tier));
    expect([...tiers].filter(([, of]) => of.size !== 1)).toEqual([]);
    expect(rows.filter(({ query, reason }) => (query === undefined) === (reason === undefined))).toEqual([]);
    expect(rows.filter(({ id, reason }) => reason !== undefined && rows.filter((row) => row.id === id).length > 1)).toEqual([]);
    expect(tiers.size).toBe(435);
  });
});

test.each(asked)('$id: $query', async (row) => {
  const outcome = await outcomeOf(row);
  outcomes.set(row, outcome);
  expect(outcome.is, 'why' in outcome ? outcome.why : '').not.toBe('wrong');
});

test('every core row that is an expression is answered', () => {
  const refused = new Set(asked.filter((row) => row.tier === 'core' && outcomes.get(row)?.is === 'refused').map(({ id }) => id));
  expect([...refused]).toEqual([...REFUSED]);
});

test('docs/coverage.md is up to date (npm run coverage:map)', async () => {
  await expect(page()).toMatchFileSnapshot('../docs/coverage.md');
});

function page(): string {
  const ids = [...new Set(rows.map(({ id }) => id))];
  const of = (id: string): readonly Row[] => rows.filter((row) => row.id === id);
  const state = (id: string): 'answered' | 'partly' | 'refused' | 'none' => {
    const all = of(id).flatMap((row) => outcomes.get(row) ?? []);
    const right = all.filter(({ is }) => is === 'equal' || is === 'passes').length;
    return all.length === 0 ? 'none' : right === all.length ? 'answered' : right > 0 ? 'partly' : 'refused';
  };
  const tierOf = (id: string): Row['tier'] => of(id)[0]?.tier ?? 'beyond';
  const counted = (tier: Row['tier']): string => {
    const here = ids.filter((id) => tierOf(id) === tier);
    const count = (wanted: ReturnType<typeof state>): number => here.filter((id) => state(id) === wanted).length;
    return `| ${tier} | ${here.length} | ${count('answered')} | ${count('partly')} | ${count('refused')} | ${count('none')} |`;
  };
  return `${[
    '# What is covered',
    '',
    'A survey of the field lists 435 results that a reader of the sources below may want. This page says for each row what is asked here and what comes of it. '
    + 'It is made by `npm run coverage:map` from `test/fixtures/coverage.jsonl`, where the declarations stand too; a test fails when it is out of date.',
    '',
    '`core`: what a practitioner types every week. `extended`: what is met in papers and courses. `beyond`: numerical and analytical territory.',
    '',
    '| tier | rows | answered | in part | not yet | no query |',
    '|---|---|---|---|---|---|',
    counted('core'), counted('extended'), counted('beyond'),
    '',
    '**= published**: the answer passes the numerical check, and so does the published form. **passes**: the answer passes the numerical check; the row states no form in this language.',
    ...Object.entries(sources).flatMap(([letter, title]) => ['', `## ${title}`, '', '| row | tier | asked | outcome |', '|---|---|---|---|', ...rows.filter(({ id }) => id.startsWith(letter)).map(line)]),
  ].join('\n')}\n`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function line(row: Row): string {
  const { id, tier, query, note, reason } = row;
  if (query === undefined) return `| ${id} | ${tier} | | no query: ${cell(reason ?? '')} |`;
  const outcome = outcomes.get(row);
  const said = outcome === undefined ? '' : 'why' in outcome ? `not answered: ${cell(outcome.why)}` : outcome.is === 'equal' ? '= published' : 'passes';
  return `| ${id} | ${tier} | \`${cell(query)}\` | ${said}${note === undefined ? '' : `: ${cell(note)}`} |`;
}
