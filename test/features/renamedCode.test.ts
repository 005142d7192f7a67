/** A name of the mathematics is renamed, and the code that was inserted for it with it. */
import { describe, expect, test } from 'vitest';
import { insertion } from '../../server/src/features/insertion';
import { rename } from '../../server/src/features/rename';
import { renamedCode } from '../../server/src/features/renamedCode';
import { targetsFor } from '../../server/src/features/targets';
import { analysed, edited } from './setup';

const RIDGE = '# mcalc: X : matrix(n, d); w : vector(d); y : vector(n)\n#   f = norm2(X*w - y)^2 + norm2(w)^2/n\n#   gradient f wrt w\n';

/** With the code of every query. */
async function inserted(text: string, languageId: string): Promise<string> {
  let now = text;
  for (const { id } of analysed(text, languageId).queries) {
    const analysis = analysed(now, languageId);
    const query = analysis.queries.find((each) => each.id === id) ?? expect.fail(`no ${id}`);
    const made = await insertion(analysis, query, targetsFor(analysis, query, 'auto')[0] ?? expect.fail('no target'));
    now = edited(analysis, made.ok ? made.edits : expect.fail(made.message));
  }
  return now;
}

async function renamed(text: string, at: string, newName: string, languageId = 'python'): Promise<string> {
  const before = analysed(text, languageId);
  const result = rename({ meaning: before.meaning, text: before.embedded.text }, before.toVirtual(text.indexOf(at)) ?? expect.fail('no place'), newName);
  const edits = result.ok ? result.places.map((span) => ({ range: before.rangeOf(span), newText: newName })) : expect.fail(result.message);
  return edited(before, [...edits, ...await renamedCode(before, analysed(edited(before, edits), languageId), edits)]);
}

const SIGNS: Readonly<Record<string, string>> = { python: '#', latex: '%' };
const source = (text: string, languageId = 'python'): Promise<string> => inserted(text.replace(/^#/gm, SIGNS[languageId] ?? '//'), languageId);
const states = (text: string, languageId = 'python'): readonly string[] => analysed(text, languageId).generated.map(({ state }) => state);

describe.each(['python', 'cpp', 'rust', 'javascript', 'latex', 'typst'])('in %s', (languageId) => {
  test.each([
    ['a variable',                 'w : vector',   'weights', (text: string) => text.replace(/\bw\b/g, 'weights')],
    ['a longer name',              'y : vector',   'target',  (text: string) => text.replace(/\by\b/g, 'target')],
    ['a dimension',                'n, d',         'count',   (text: string) => text.replace(/\bn\b/g, 'count')],
    ['the function',               'f = ',         'loss',    (text: string) => text.replace(/\bf\b/g, 'loss')],
  ])('%s: as if it had been inserted so', async (_, at, newName, change) => {
    const text = await renamed(await source(RIDGE, languageId), at, newName, languageId);
    expect(text).toBe(await source(change(RIDGE), languageId));
    expect(states(text, languageId)).toEqual(['current']);
  });
});

test('with CRLF, and code above and below', async () => {
  const around = (text: string): string => `x = "😀"\n\n${text}\n\ny = 2\n`.replaceAll('\n', '\r\n');
  expect(await renamed(await source(around(RIDGE)), 'w : vector', 'v')).toBe(await source(around(RIDGE.replace(/\bw\b/g, 'v'))));
});

test('several queries, and code that is not about it', async () => {
  const two = (w: string): string => `${RIDGE.replace(/\bw\b/g, w)}x = 1\n\n# mcalc: z : vector(k)\n#   g = sum(exp(z))\n#   gradient g wrt z\n#   gradient f wrt X\n`;
  const text = await source(two('w'));
  const now = await renamed(text, 'w : vector', 'v');
  expect(now).toBe(await source(two('v')));
  expect(states(now)).toEqual(['current', 'current', 'current']);
});

test('a function that is called elsewhere keeps its name', async () => {
  const text = await renamed(`${await source(RIDGE)}print(grad_f)\n`, 'f = ', 'loss');
  expect(text.match(/def \w+|print.*/g)).toEqual(['def grad_f', 'print(grad_f)']);
  expect(text).toContain('Gradient of loss with respect to w.');
  expect(states(text)).toEqual(['current']);
});

test('what was edited by hand is left as it is', async () => {
  const text = (await source(RIDGE)).replace('return ', 'return 1.0 * ');
  const now = await renamed(text, 'w : vector', 'v');
  expect(now.split('# generated')[1]).toBe(text.split('# generated')[1]);
  expect(states(now)).toEqual(['edited']);
});

test('what was stale is left stale', async () => {
  const text = (await source(RIDGE)).replace('norm2(w)^2/n', '2*norm2(w)^2/n');
  const now = await renamed(text, 'w : vector', 'v');
  expect(now.split('# generated')[1]).toBe(text.split('# generated')[1]);
  expect(states(now)).toEqual(['stale']);
});
