/**
 * Every case of the corpus through the analysis of a document: answered with a verdict that passes, or refused with an error in its
 * place. The code that is written for the answers is run by `test/oracle/run.py`.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { adjectives, isProperty } from '../server/src/shapes/adjectives';
import { analyse } from '../server/src/service/analysis';
import { parseExpression } from '../server/src/syntax/parse';
import { printTree } from '../server/src/syntax/print';
import { rooms } from './service/rooms';

interface Case {
  readonly id: string;
  readonly vars: readonly { readonly name: string; readonly shape: readonly string[]; readonly props?: readonly string[] }[];
  readonly expr: string;
  readonly wrt: string;
  readonly want: string;
  readonly domain?: string;
}

/** Cases that may be refused. A case that leaves this list must not come back to it. */
const REFUSED: ReadonlySet<string> = new Set<string>([]);

const cases = readFileSync(new URL('fixtures/corpus.jsonl', import.meta.url), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Case);

const typeOf = ({ shape, props = [] }: Case['vars'][number]): string => [...props, shape.length === 0 ? 'scalar' : `${shape.length === 1 ? 'vector' : 'matrix'}(${shape.join(', ')})`].join(' ');

/** Without a `domain` every entry of the variable is free, whatever its properties. */
function textOf({ vars, expr, wrt, want, domain }: Case): string {
  const structural = (vars.find(({ name }) => name === wrt)?.props ?? []).some((word) => isProperty(word) && adjectives[word].structural);
  return [...vars.map((variable) => `${variable.name} : ${typeOf(variable)}`), `${want} ${expr} wrt ${wrt}${domain === undefined && structural ? ' unstructured' : ''}`].join('\n');
}

test.each(cases)('$id: $want $expr', async (each) => {
  const text = textOf(each);
  const analysis = analyse({ uri: `test:${each.id}`, languageId: 'mcalc', version: 1, text }, rooms);
  const answer = analysis.queries[0]?.answers[0];
  const errors = (await analysis.diagnostics()).filter(({ severity }) => severity === 'error');
  if (REFUSED.has(each.id)) {
    expect(errors.map(({ range }) => range.start.line)).toContain(each.vars.length);
    return;
  }
  expect(errors).toEqual([]);
  expect(await answer?.check()).toMatchObject({ verdict: 'pass' });
  // The text of a result is text of the language.
  const printed = answer?.forms?.text ?? expect.fail('no text');
  const again = parseExpression(printed);
  expect(again.errors).toEqual([]);
  expect(printTree(again.tree)).toBe(printed);
});
