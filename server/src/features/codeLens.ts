/** textDocument/codeLens: above each query what it asks for, its shape and verdict, and the way to its derivation and to what is written of it. */
import { COMMANDS, type CommandId, type CommandPlace } from '../../../protocol/commands';
import type { Range } from '../../../protocol/position';
import { VERDICT_SIGNS } from '../../../protocol/verdict';
import type { Analysis, Answer, Cancelled, ClaimAnswer } from '../service/analysis';
import { NEVER } from '../service/context';
import { thingOf } from '../service/targets';
import { shapeUnicode } from '../typeset/unicode';
import { insertedBefore } from './insertion';
import { insertTitle, targetFor, targetsFor } from './targets';

/** What identifies a lens between its two requests; the verdict is found out in the second. */
export interface LensKey { readonly what: 'verdict' | 'insert' | 'claim'; readonly id: string }
export interface Lens { readonly range: Range; readonly key: LensKey }
export interface LensCommand { readonly title: string; readonly command: CommandId; readonly place: CommandPlace }

export function codeLenses(analysis: Analysis, target: string): readonly Lens[] {
  const queries = analysis.queries.flatMap((query): readonly Lens[] => {
    const lens = (what: LensKey['what']): Lens => ({ range: query.range, key: { what, id: query.id } });
    return targetFor(analysis, query, target) === undefined ? [lens('verdict')] : [lens('verdict'), lens('insert')];
  });
  const claims = analysis.claims.map((claim): Lens => ({ range: claim.range, key: { what: 'claim', id: claim.id } }));
  return [...queries, ...claims].sort((a, b) => a.range.start.line - b.range.start.line);
}

/** Undefined when the query is not there any more. */
export async function resolveLens(analysis: Analysis, { what, id }: LensKey, target: string, cancelled: Cancelled = NEVER): Promise<LensCommand | undefined> {
  if (what === 'claim') {
    const claim = analysis.claims.find((candidate) => candidate.id === id);
    return claim === undefined ? undefined : { title: await claimTitle(claim), command: COMMANDS.openDerivation, place: placeOf(analysis, claim.range) };
  }
  const query = analysis.queries.find((candidate) => candidate.id === id);
  if (query === undefined) return undefined;
  const place = placeOf(analysis, query.range);
  if (what === 'verdict') await analysis.ready(query.answers, cancelled);
  if (what === 'verdict') return { title: (await Promise.all(query.answers.map(answerTitle))).join(' · '), command: COMMANDS.openDerivation, place };
  const fitting = targetsFor(analysis, query, target);
  const into = fitting.find((each) => insertedBefore(analysis, query, each.target) !== undefined) ?? fitting[0];
  if (into === undefined) return undefined;
  // The command refreshes code that is there, and shows it.
  const before = insertedBefore(analysis, query, into.target);
  const thing = thingOf(into.target);
  return { title: before === undefined ? insertTitle(fitting, target) ?? '' : before.isStale ? `Refresh the ${into.label} ${thing}` : `${into.label} ${thing} on line ${before.stamp.start.line + 1}`, command: COMMANDS.insertGradient, place };
}

const placeOf = ({ document }: Analysis, { start }: Range): CommandPlace => ({ uri: document.uri, position: start });

/** `∇_w f ∈ ℝᵈ ✓` */
async function answerTitle(answer: Answer): Promise<string> {
  const { derivation, forms } = answer;
  if (derivation === undefined || forms === undefined) return `${answer.variable.name}: no answer`;
  const verdict = await answer.check();
  return `${forms.heading.text} ∈ ${shapeUnicode(derivation.shape)}${verdict === undefined ? '' : ` ${VERDICT_SIGNS[verdict.verdict]}`}`;
}

async function claimTitle(claim: ClaimAnswer): Promise<string> {
  const result = await claim.check();
  if (result === undefined) return 'no answer';
  const { verdict, proved } = result;
  return `${VERDICT_SIGNS[verdict.verdict]} ${verdict.verdict === 'pass' ? (proved ? 'proved' : 'holds') : verdict.verdict === 'fail' ? 'does not hold' : 'not checked'}`;
}
