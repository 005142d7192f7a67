/**
 * Derivatives that other tools for matrix calculus get wrong, leave unevaluated or cannot show: as reported by their users, and
 * reproduced. Each is answered here, passes its check, and equals the form that is right.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { verdictOn } from '../server/src/service/checking';
import { parseExpression } from '../server/src/syntax/parse';
import { answerTo, textOf, verdictOf } from './engine';

interface Report { readonly id: string; readonly declarations: string; readonly query: string; readonly expected?: string }

const reports = readFileSync(new URL('fixtures/peers.jsonl', import.meta.url), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Report);

test.each(reports)('$id: $query', ({ declarations, query, expected }) => {
  const answer = answerTo([...declarations.split('; '), query].join('\n'));
  const { derivation } = answer;
  expect(derivation, textOf(answer)).toBeDefined();
  expect(verdictOf(answer), textOf(answer)).toMatchObject({ verdict: 'pass' });
  if (expected === undefined) return;
  const { tree, errors } = parseExpression(expected);
  expect(errors).toEqual([]);
  expect(verdictOn({ query: answer.query, variable: answer.variable, meaning: answer.meaning }, tree, derivation), expected).toMatchObject({ verdict: 'pass' });
});
