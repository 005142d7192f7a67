/**
 * textDocument/codeAction: what mends a problem, what a query offers, and how text can be rewritten. What is costly to write out is
 * written when the action is chosen: its `key` says again all that is needed.
 */
import { INSERT_KIND } from '../../../protocol/actions';
import { COMMANDS, type CommandId, type CommandPlace } from '../../../protocol/commands';
import type { Edit, Range } from '../../../protocol/position';
import type { Quantity } from '../../../protocol/requests';
import type { Analysis, Cancelled, FileDiagnostic, QueryAnswers } from '../service/analysis';
import { NEVER } from '../service/context';
import { nameOf, quantityRow } from '../service/quantities';
import { thingOf } from '../service/targets';
import type { QueryWord } from '../syntax/tree';
import type { ActionKind } from './actionKinds';
import { insertedBefore, insertion } from './insertion';
import { convert } from './refactor/convert';
import { declareInferred } from './refactor/declareInferred';
import { extract } from './refactor/extract';
import { otherForms } from './refactor/form';
import { inline } from './refactor/inline';
import { otherLayouts } from './refactor/layout';
import { refresh, refreshActions } from './refresh';
import { targetNamed, targetsFor, type Target } from './targets';

/** `id`: of a query for `insert`, of inserted code for the others. `quantity` absent: what the query asks for. */
export interface ActionKey { readonly what: 'insert' | 'refresh' | 'refreshAll' | 'replace'; readonly id: string; readonly target: string; readonly quantity?: Quantity }

export interface Action {
  readonly title: string;
  readonly kind: ActionKind;
  /** The one a reader most likely wants. */
  readonly preferred: boolean;
  /** The code and place of the problem it mends. */
  readonly mends: Pick<FileDiagnostic, 'code' | 'range'> | undefined;
  readonly does:
    | { readonly by: 'edit'; readonly edits: readonly Edit[] }
    | { readonly by: 'resolve'; readonly key: ActionKey }
    | { readonly by: 'command'; readonly command: CommandId; readonly place: CommandPlace };
}

const touch = (a: Range, b: Range): boolean => !(isBefore(a.end, b.start) || isBefore(b.end, a.start));
const isBefore = (a: Range['start'], b: Range['start']): boolean => a.line < b.line || (a.line === b.line && a.character < b.character);

/** Whether a kind is asked for: `refactor` asks for `refactor.extract`, nothing for everything. */
export const isWanted = (kind: ActionKind, only: readonly string[] | undefined): boolean => only === undefined || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`) || asked === '');

export async function codeActions(analysis: Analysis, range: Range, only: readonly string[] | undefined, target: string, cancelled: Cancelled = NEVER): Promise<readonly Action[]> {
  const asked = analysis.queries.filter((query) => touch(query.range, range));
  await analysis.ready(asked.flatMap(({ answers }) => answers), cancelled);
  const actions: Action[] = [];
  if (isWanted('quickfix', only)) actions.push(...analysis.quickDiagnostics.filter((diagnostic) => touch(diagnostic.range, range)).flatMap(fixesOf), ...await claimFixes(analysis, range), ...refreshActions(analysis, (place) => touch(place, range)));
  for (const query of asked) actions.push(...offersOf(analysis, query, target));
  for (const { kind, offer } of REFACTORINGS) if (isWanted(kind, only)) actions.push(...offer(analysis, range));
  return actions.filter(({ kind }) => isWanted(kind, only));
}

/** What rewrites text without changing what it means. */
const REFACTORINGS: readonly { readonly kind: ActionKind; readonly offer: (analysis: Analysis, range: Range) => readonly Action[] }[] = [
  { kind: 'refactor.extract', offer: extract },
  { kind: 'refactor.inline',  offer: inline },
  { kind: 'refactor.rewrite', offer: otherForms },
  { kind: 'refactor.rewrite', offer: declareInferred },
  { kind: 'refactor.rewrite', offer: convert },
  { kind: 'refactor.rewrite', offer: otherLayouts },
];

const fixesOf = ({ fixes, code, range }: FileDiagnostic): readonly Action[] =>
  fixes.map(({ title, edits }, i) => ({ title, kind: 'quickfix', preferred: i === 0 && fixes.length === 1, mends: { code, range }, does: { by: 'edit', edits } }));

/** A claim that fails offers the right answer. */
async function claimFixes(analysis: Analysis, range: Range): Promise<readonly Action[]> {
  const actions: Action[] = [];
  for (const claim of analysis.claims) {
    if (!touch(claim.range, range)) continue;
    const verdict = await claim.check();
    if (verdict?.verdict.verdict === 'fail') actions.push(...fixesOf({ severity: 'error', code: 'claim-failed', message: '', range: claim.range, related: [], fixes: verdict.fixes }));
  }
  return actions;
}

function offersOf(analysis: Analysis, query: QueryAnswers, target: string): readonly Action[] {
  if (query.answers.every(({ derivation }) => derivation === undefined)) return [];
  return [
    ...targetsFor(analysis, query, target).flatMap((into, i) => [...codeOffer(analysis, query, into), ...(i === 0 ? BESIDES[query.query.node.word] ?? [] : []).flatMap((quantity) => codeOffer(analysis, query, into, quantity))]),
    { title: 'Show derivation', kind: 'refactor.derive', preferred: false, mends: undefined, does: { by: 'command', command: COMMANDS.openDerivation, place: { uri: analysis.document.uri, position: query.range.start } } },
  ];
}

/** What is offered besides the quantity that a query asks for, in the first target only: the list stays one that is read. */
const BESIDES: { readonly [Word in QueryWord]?: readonly Quantity[] } = { gradient: ['value-and-gradient'] };

/** Code that is there already is refreshed or replaced; where it is as it should be there is nothing to offer. */
function codeOffer(analysis: Analysis, query: QueryAnswers, { target, label }: Target, quantity?: Quantity): readonly Action[] {
  const offer = (title: string, key: ActionKey): Action => ({ title, kind: INSERT_KIND, preferred: false, mends: undefined, does: { by: 'resolve', key } });
  const what = quantity === undefined ? nameOf(query.query.node.word) : quantityRow(quantity).label;
  const wishes = quantity === undefined ? {} : { quantity };
  const before = insertedBefore(analysis, query, target, wishes);
  if (before === undefined) return [offer(`Insert ${what} as ${label}`, { what: 'insert', id: query.id, target, ...wishes })];
  if (before.isEdited) return [offer(`Replace the edited ${thingOf(target)}`, { what: 'replace', id: before.id, target })];
  return before.isStale ? [offer(`Refresh the ${what}`, { what: 'refresh', id: before.id, target })] : [];
}

export type Resolved = { readonly ok: true; readonly edits: readonly Edit[] } | { readonly ok: false; readonly message: string };

/** The edits of an action. The file may have changed since it was offered: everything is found again. `above`: the code of the cells before that of a notebook. */
export async function resolveAction(analysis: Analysis, key: ActionKey, above = ''): Promise<Resolved> {
  if (key.what !== 'insert') return refresh(analysis, key, above);
  const { id, target, quantity } = key;
  const query = analysis.queries.find((candidate) => candidate.id === id);
  const into = targetNamed(target);
  if (query === undefined || into === undefined) return { ok: false, message: 'The query is not there any more.' };
  return insertion(analysis, query, into, quantity === undefined ? {} : { quantity }, above);
}
