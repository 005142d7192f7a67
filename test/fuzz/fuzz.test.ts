/**
 * Random well-shaped queries. Each is answered with a result that passes its check, or refused at a place in it; nothing throws, and no
 * result that passes is wrong at points and with differences of another making. `npm run fuzz` asks many more.
 */
import { expect, test } from 'vitest';
import { answered, textOf, underlined, verdictOf, type Answered } from '../engine';
import { secondOpinion } from './crossCheck';
import { randomQuery } from './expressions';

const COUNT = Number(process.env['FUZZ_COUNT'] ?? 500);
const FIRST = Number(process.env['FUZZ_FIRST'] ?? 1);
/** Of a function like det(x*y') the result is written with an inverse that exists nowhere. It is shown as failed, never used; more than this share would be a fault. */
const WITHOUT_VALUE = 0.005;
/** Of a right result, the check can say that it is wrong where a point lies beside a pole. */
const FALSE_ALARMS = 0.0005;
/** New points each passing result is tried at. */
const OPINIONS = 1;

interface Tally { pass: number; refused: number; unread: number; unchecked: number; readonly withoutValue: string[]; readonly wrong: string[]; readonly alarms: string[]; readonly thrown: string[]; readonly disputed: string[]; readonly adrift: string[]; opinions: number }

/** Points at which a result that failed its check must agree with the function, and none where it does not, to have failed wrongly. */
const VINDICATION = 6;

function isVindicated(answer: Answered, seed: number): boolean {
  const opinions = Array.from({ length: 4 * VINDICATION }, (_, k) => secondOpinion(answer, seed * 101 + k).is);
  return !opinions.includes('differs') && opinions.filter((is) => is === 'agrees').length >= VINDICATION;
}

function ask(seed: number, tally: Tally): void {
  const { text, query } = randomQuery(seed);
  const { answers: [answer], errors } = answered(text);
  if (answer === undefined) {
    if (errors.length === 0) tally.adrift.push(`${seed}: no answer and no error: ${query}`);
    tally.unread++;
    return;
  }
  if (answer.derivation === undefined) {
    if (answer.problem === undefined || answer.problem.message === '' || !query.includes(underlined(text, answer.problem)) || underlined(text, answer.problem) === '') tally.adrift.push(`${seed}: refused without a place: ${query}`);
    tally.refused++;
    return;
  }
  const verdict = verdictOf(answer);
  const shown = `${seed}: ${query}\n    ${textOf(answer)}`;
  if (verdict.verdict === 'unchecked') { tally.unchecked++; return; }
  if (verdict.verdict === 'fail') {
    const said = `${shown}\n    ${verdict.reason}`;
    if (verdict.reason.includes('is not finite where the function is')) tally.withoutValue.push(shown); else if (isVindicated(answer, seed)) tally.alarms.push(said); else tally.wrong.push(said);
    return;
  }
  tally.pass++;
  for (let k = 0; k < OPINIONS; k++) {
    const opinion = secondOpinion(answer, seed * OPINIONS + k + 1_000_003);
    if (opinion.is !== 'none') tally.opinions++;
    if (opinion.is === 'differs') tally.disputed.push(`${shown}\n    ${opinion.how}`);
  }
}

test(`${COUNT} random queries from ${FIRST} on`, { timeout: 3_600_000 }, () => {
  const tally: Tally = { pass: 0, refused: 0, unread: 0, unchecked: 0, withoutValue: [], wrong: [], alarms: [], thrown: [], disputed: [], adrift: [], opinions: 0 };
  for (let seed = FIRST; seed < FIRST + COUNT; seed++) {
    try { ask(seed, tally); } catch (problem) { tally.thrown.push(`${seed}: ${problem instanceof Error ? problem.stack ?? problem.message : String(problem)}`); }
  }
  const { pass, refused, unread, unchecked, withoutValue, wrong, alarms, thrown, disputed, adrift, opinions } = tally;
  console.log(`${pass} pass, ${refused} refused, ${unread} are no queries, ${unchecked} unchecked, ${withoutValue.length} without a value; ${opinions} second opinions`);
  if (withoutValue.length > 0) console.log(`written with an inverse that does not exist:\n${withoutValue.join('\n')}`);
  if (alarms.length > 0) console.log(`failed at a point, right at every other one tried:\n${alarms.join('\n')}`);
  expect(thrown.join('\n'), 'nothing throws').toBe('');
  expect(wrong.join('\n'), 'no result fails its check').toBe('');
  expect(disputed.join('\n'), 'no result that passes is wrong elsewhere').toBe('');
  expect(adrift.join('\n'), 'every refusal has its place').toBe('');
  expect(withoutValue.length, withoutValue.join('\n')).toBeLessThanOrEqual(Math.ceil(WITHOUT_VALUE * COUNT));
  expect(alarms.length, alarms.join('\n')).toBeLessThanOrEqual(Math.floor(FALSE_ALARMS * COUNT));
  expect(pass, 'most are answered').toBeGreaterThan(0.9 * COUNT);
  expect(unchecked, 'few cannot be checked').toBeLessThanOrEqual(Math.ceil(0.005 * COUNT));
  expect(opinions, 'second opinions are had').toBeGreaterThan(0.9 * pass * OPINIONS);
});
