/** The sign of max(-u) is written in front of its term, as -min(u), also where the term is too large to be taken apart. */
import { expect, test } from 'vitest';
import { answered, verdictOf } from '../engine';

const chain = Array.from({ length: 12 }, () => '(A*B + C*A + B*C)*(A*C + B*A + C*B)*(A + B*C*A)*(B + C*A*B)').join('*');
const DECLARED = 'u, v : vector(n)\nA, B, C : matrix(n, n)\ns, t : scalar\n';

test.each([
  ['a term',              `t*min(u)*exp(tanh(v'*${chain}*v))`],
  ['a term among others', `t*min(u)*exp(tanh(v'*${chain}*v)) - t*s`],
  ['two of them',         `t*min(u)*min(v)*exp(tanh(v'*${chain}*v))`],
])('%s', (_, of) => {
  const { answers: [answer] } = answered(`${DECLARED}gradient ${of} wrt t\n`);
  expect(answer === undefined ? undefined : verdictOf(answer).verdict).toBe('pass');
});
