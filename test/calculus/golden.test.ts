/** Answers as text, against golden files: `npx vitest run test/calculus -u` writes what the engine says now. Every answer is checked numerically too. */
import { describe, expect, test } from 'vitest';
import { phraseText } from '../../server/src/syntax/phrase';
import { printTree } from '../../server/src/syntax/print';
import { stepVerdictOf, textOf, underlined, verdictOf, type Answered } from '../engine';
import { golden, type Asked } from './golden';

const only = ({ answers: [answer], errors, document }: Asked): Answered => {
  if (answer === undefined || errors.length > 0) throw new Error(`${document}\n${errors.map(({ message }) => message).join('\n')}`);
  return answer;
};
const conditionsOf = ({ derivation }: Answered): readonly string[] => [
  ...(derivation?.conditions ?? []).map(({ phrase, source }) => `if ${phraseText(phrase)} (${source})`),
  ...(derivation?.notes ?? []).map((note) => `note ${phraseText(note)}`),
];

describe.each(['everyday', 'spaces', 'sums', 'functions', 'forms'])('%s', (name) => {
  const { asked, path, render } = golden(name);
  test('reads as a person would write it', async () => { await expect(render((each) => [textOf(only(each))])).toMatchFileSnapshot(path); });
  test.each(asked)('$query', (each) => { expect(verdictOf(only(each))).toMatchObject({ verdict: 'pass' }); });
});

describe.each(['conditions', 'implicit', 'rules'])('%s', (name) => {
  const { asked, path, render } = golden(name);
  test('say when a derivative holds', async () => { await expect(render((each) => [textOf(only(each)), ...conditionsOf(only(each))])).toMatchFileSnapshot(path); });
  test.each(asked)('$query', (each) => { expect(verdictOf(only(each))).toMatchObject({ verdict: 'pass' }); });
});

/** What a line of a derivation is of, as the golden file writes it. */
const LEFT = { differential: 'd', higherDifferential: 'd^', gradient: '∇', gradientDifferential: 'd∇', result: ' ', form: ' ' } as const;

describe('derivations', () => {
  const { asked, path, render } = golden('derivations');
  const stepsOf = (each: Asked): readonly string[] => (only(each).derivation?.steps ?? []).map(({ rule, of, order = '', tree }) => `${LEFT[of]}${String(order)} = ${printTree(tree)}    [${rule}]`);
  test('go line by line from the function to the answer', async () => { await expect(render(stepsOf)).toMatchFileSnapshot(path); });
  test.each(asked)('every line of $query holds, and the last is the answer', (each) => {
    const answer = only(each), { derivation } = answer;
    if (derivation === undefined) throw new Error('there is no derivation');
    expect(derivation.steps.length).toBeGreaterThan(0);
    derivation.steps.forEach((step, i) => { expect(stepVerdictOf(answer, i), `${step.rule}: ${printTree(step.tree)}`).toMatchObject({ verdict: 'pass' }); });
    expect(printTree(derivation.steps.at(-1)?.tree ?? derivation.tree)).toBe(printTree(derivation.tree));
  });
});

describe('refusals', () => {
  const { asked, path, render } = golden('refusals');
  const saidOf = ({ document, answers: [answer], errors }: Asked): readonly string[] => {
    const problems = [...errors, ...(answer?.problem === undefined ? [] : [answer.problem])];
    return problems.map((problem) => `${problem.code} at «${underlined(document, problem)}»: ${problem.message}`);
  };
  test('name what is in the way, at its place', async () => { await expect(render(saidOf)).toMatchFileSnapshot(path); });
  test.each(asked)('$query has no result, and a place', (each) => {
    const [answer] = each.answers;
    expect(answer?.derivation).toBeUndefined();
    const problems = [...each.errors, ...(answer?.problem === undefined ? [] : [answer.problem])];
    expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems) expect(underlined(each.document, problem)).not.toBe('');
  });
});
