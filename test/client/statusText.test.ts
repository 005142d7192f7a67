import { expect, test } from 'vitest';
import { statusText } from '../../client/src/statusText';

const NONE = { uri: 'file:///a', version: 1, queries: 0, claims: 0, passed: 0, failed: 0, unchecked: 0, refused: 0, stale: 0, places: [] };

test.each([
  ['a file without mcalc text', {},                                                    undefined],
  ['everything holds',          { queries: 2, claims: 1, passed: 3 },                  '$(check) mcalc 3 | 3 results checked numerically'],
  ['a claim fails',             { queries: 1, claims: 1, passed: 1, failed: 1 },       '$(error) mcalc 1 of 2 fails | 1 result checked numerically, 1 check failed'],
  ['a query has no answer',     { queries: 2, passed: 1, refused: 1 },                 '$(error) mcalc 1 of 2 fails | 1 result checked numerically, 1 query without an answer'],
  ['a result is not checked',   { queries: 2, passed: 1, unchecked: 1 },               '$(circle-outline) mcalc 1 of 2 | 1 result checked numerically, 1 result not checked'],
  ['inserted code is stale',    { queries: 1, passed: 1, stale: 2 },                   '$(circle-outline) mcalc 1 of 1 | 1 result checked numerically, 2 inserted functions out of date'],
])('%s', (_name, counts, expected) => {
  const text = statusText({ ...NONE, ...counts });
  expect(text === undefined ? undefined : `${text.text} | ${text.tooltip}`).toBe(expected);
});
