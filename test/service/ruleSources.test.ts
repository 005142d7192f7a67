import { expect, test } from 'vitest';
import { explanationOf } from '../../server/src/service/ruleSources';
import { corpus, documentOf } from '../cases';
import { answered } from '../engine';

test.each([
  ['product rule',                                                     'd(X*Y) = dX*Y + X*dY',              'The Matrix Cookbook, (37)'],
  ['squared norm: d‖u‖² = 2⟨u, du⟩',                                   "d norm2(u)^2 = 2*u'*du",            'The Matrix Cookbook, (131)'],
  ['bring to the form ⟨G, dX⟩: rotate and transpose under the trace', "tr(A*B) = tr(B*A) and tr(A) = tr(A')", 'The Matrix Cookbook, (13), (14), (16)'],
  ['derivative of the inverse',                                        'd inv(X) = -inv(X)*dX*inv(X)',      'The Matrix Cookbook, (40)'],
  ['read off the Jacobian J: vec(df) = J*vec(dX)',                     'vec(df) = J*vec(dX) for every dX',  'first identification table'],
])('%s', (rule, statement, title) => {
  const explanation = explanationOf(rule);
  expect(explanation?.statement).toContain(statement);
  expect(explanation?.title).toContain(title);
  expect(explanation?.url).toMatch(/^https:\/\//);
});

/** Nothing is published on a mere change of looks, and projections are named with their space. */
const REARRANGED = /^(collect and factor|simplify|project onto )/;

test('every rule of the derivations of the corpus is explained', () => {
  const named = new Set(corpus.flatMap((each) => answered(documentOf(each)).answers.flatMap(({ derivation }) => (derivation?.steps ?? []).map(({ rule }) => rule))));
  expect(named.size).toBeGreaterThan(15);
  expect([...named].filter((rule) => explanationOf(rule) === undefined && !REARRANGED.test(rule))).toEqual([]);
});
