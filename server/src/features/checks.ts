/** mcalc/checkAll and mcalc/status: every query and claim of a file with its verdict, and the file at a glance. */
import type { CheckAllAnswer, CheckedLine } from '../../../protocol/requests';
import type { FileStatus } from '../../../protocol/status';
import type { Verdict } from '../../../protocol/verdict';
import type { Analysis, Cancelled, ClaimAnswer, QueryAnswers } from '../service/analysis';
import { NEVER } from '../service/context';
import { NO_PROGRESS, type Progress } from './progress';

const NO_ANSWER: Verdict = { verdict: 'unchecked', reason: 'there is no answer; the problem is marked at its place' };
/** Of several verdicts the one that a reader must know first. */
const SEVERITY = { pass: 0, unchecked: 1, fail: 2 } as const satisfies Record<Verdict['verdict'], number>;

async function verdictOnQuery({ answers }: QueryAnswers): Promise<Verdict> {
  let worst: Verdict | undefined;
  for (const answer of answers) {
    const verdict = await answer.check() ?? NO_ANSWER;
    if (worst === undefined || SEVERITY[verdict.verdict] > SEVERITY[worst.verdict]) worst = verdict;
  }
  return worst ?? NO_ANSWER;
}

const verdictOnClaim = async (claim: ClaimAnswer): Promise<Verdict> => (await claim.check())?.verdict ?? NO_ANSWER;

const inFileOrder = (a: { readonly range: CheckedLine['range'] }, b: { readonly range: CheckedLine['range'] }): number => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character;

export async function checkAll(analysis: Analysis, cancelled: Cancelled = NEVER, progress: Progress = NO_PROGRESS): Promise<CheckAllAnswer> {
  const { queries, claims } = analysis;
  const all = queries.length + claims.length;
  const stopped = (): boolean => cancelled() || progress.cancelled();
  const lines: CheckedLine[] = [];
  const add = (line: CheckedLine): void => { lines.push(line); progress.report(lines.length, all); };
  for (const query of queries) {
    await analysis.ready(query.answers, stopped);
    add({ what: 'query', text: query.text, range: query.range, verdict: await verdictOnQuery(query) });
  }
  for (const claim of claims) {
    await analysis.ready(claim.answer === undefined ? [] : [claim.answer], stopped);
    add({ what: 'claim', text: claim.text, range: claim.range, verdict: await verdictOnClaim(claim) });
  }
  return { lines: lines.sort(inFileOrder) };
}

export async function status(analysis: Analysis, cancelled: Cancelled): Promise<FileStatus> {
  const { document, parsed, queries, claims, rangeOf, isOwn } = analysis;
  const tally = await analysis.tally(cancelled);
  // Those with an error in them count too, although they cannot be answered.
  const asked = parsed.statements.filter(({ kind, span }) => isOwn(span) && (kind === 'query' || kind === 'claim'));
  return {
    uri: document.uri, version: document.version,
    queries: asked.filter(({ kind }) => kind === 'query').length, claims: asked.filter(({ kind }) => kind === 'claim').length,
    passed: tally.passed, failed: tally.failed, unchecked: tally.unchecked, refused: tally.refused + asked.length - queries.length - claims.length,
    stale: analysis.generated.filter(({ isStale }) => isStale).length, places: asked.map(({ span }) => rangeOf(span)),
  };
}
