/**
 * Every case of the corpus through the analysis of a document: answered with a verdict that passes, or refused with an error in its
 * place. The code that is written for the answers is run by `test/oracle/run.py`.
 */
import { expect, test } from 'vitest';
import { analyse } from '../server/src/service/analysis';
import { parseExpression } from '../server/src/syntax/parse';
import { printTree } from '../server/src/syntax/print';
import { corpus, documentOf } from './cases';
import { rooms } from './service/rooms';

/** Cases that may be refused. A case that leaves this list must not come back to it. */
const REFUSED: ReadonlySet<string> = new Set<string>([]);

test.each(corpus)('$id: $want $expr', async (each) => {
  const text = documentOf(each);
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
