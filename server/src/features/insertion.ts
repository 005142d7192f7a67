/** What is written of a query below its comment, code or text of a paper, in the language of the file; in the place of the code that is there, where it was inserted before. */
import type { Edit, Range } from '../../../protocol/position';
import type { CodeWishes } from '../../../protocol/requests';
import { commentOf } from '../embedding/hosts';
import { stampText } from '../embedding/stamp';
import { inserted, type Emitted, type Helper, type HostFile, type Insert, type Inserted } from '../placing/insert';
import { fencedAbove, regionAround } from '../placing/regions';
import type { Analysis, Code, GeneratedBlock, QueryAnswers } from '../service/analysis';
import { isForAll, quantityFor, wordsOf } from '../service/quantities';
import { thingOf } from '../service/targets';
import type { Span } from '../syntax/tree';
import { targetNamed, targetsFor, type Target } from './targets';

export type Insertion =
  | { readonly ok: true; readonly edits: readonly Edit[]; /** Where the code then stands. */ readonly reveal: Range }
  | { readonly ok: false; readonly message: string };

interface Refused { readonly ok: false; readonly message: string }
const refused = (message: string): Refused => ({ ok: false, message });

/** The code of a query for a target that was inserted before, with the same wishes; of several the one that was not edited. */
export function insertedBefore({ generated }: Analysis, query: Pick<QueryAnswers, 'id'>, target: string, wishes: CodeWishes = {}): GeneratedBlock | undefined {
  const known = generated.filter((block) => block.query?.id === query.id && block.target === target && sameWishes(block.wishes, wishes));
  return known.find(({ isEdited }) => !isEdited) ?? known[0];
}

const sameWishes = (a: CodeWishes, b: CodeWishes): boolean => wordsOf(a).join(' ') === wordsOf(b).join(' ');

/**
 * One function per variable of the query, or one for all where the quantity is one of all. Refused as a whole when one of them has no code or
 * fails its check, and where code that was edited by hand would be lost. `above`: the code of the cells before that of a notebook.
 */
export async function insertion(analysis: Analysis, query: QueryAnswers, target: Target, wishes: CodeWishes = {}, above = ''): Promise<Insertion> {
  const known = insertedBefore(analysis, query, target.target, wishes);
  if (known?.isEdited === true) return refused(`The ${thingOf(target.target)} on line ${known.stamp.start.line + 1} was edited by hand, so it is left alone. “Replace the edited ${thingOf(target.target)}” there writes it anew.`);
  if (known !== undefined) return replacement(analysis, [{ block: known, query, target }], above);
  const at = analysis.toVirtual(analysis.lines.offsetAt(query.range.start));
  const block = at === undefined ? undefined : analysis.embedded.blockAt(at);
  if (block?.place === undefined) return refused('There is no place for code in this file. Copy it from the derivation instead.');
  if (!targetsFor(analysis, query, target.target).includes(target)) return refused(`${target.label} is not for a place in ${block.languageId}. Copy it from the derivation instead.`);
  const codes = await codesOf(analysis, query, target, wishes, undefined);
  if (!codes.ok) return codes;
  const insert = { codes: codes.codes, stamp: stampOf(analysis, query, target, wishes) };
  if (target.writes === 'code' && block.languageId !== target.languageId && FENCES.has(block.languageId)) return inFence(analysis, insert, block.place, target);
  const file = await hostFile(analysis, target, block.span.start, above, []);
  return placedIn(analysis, inserted(file, [{ ...insert, where: { place: block.place } }]));
}

export interface Replaced {
  readonly block: GeneratedBlock;
  readonly query: QueryAnswers;
  readonly target: Target;
  /** What its functions are called, one for one, where that must not change. */
  readonly names?: readonly (string | undefined)[];
}

/**
 * The edits that write inserted code anew, hand edits and all. None where it is as it would be written. What has no code any more is left as it
 * is; refused where that is all. Code in one language and one part of the file is written together: what two need is written once.
 */
export async function replacement(analysis: Analysis, replaced: readonly Replaced[], above = ''): Promise<Insertion> {
  const parts = new Map<string, { readonly target: Target; readonly start: number; readonly blocks: GeneratedBlock[]; readonly inserts: Insert[] }>();
  let problem: Refused | undefined;
  for (const { block, query, target, names } of replaced) {
    const codes = await codesOf(analysis, query, target, block.wishes, block, names);
    if (!codes.ok) { problem ??= codes; continue; }
    const span = analysis.lines.spanOf(block.range);
    const key = `${target.languageId} ${String(regionAround(analysis.document.text, analysis.document.languageId, target.languageId, span.start).start)}`;
    const part = parts.get(key) ?? { target, start: span.start, blocks: [], inserts: [] };
    parts.set(key, part);
    part.blocks.push(block);
    part.inserts.push({ codes: codes.codes, stamp: stampOf(analysis, query, target, block.wishes), where: { replaces: span, indent: block.indent } });
  }
  const made: Extract<Insertion, { ok: true }>[] = [];
  for (const { target, start, blocks, inserts } of parts.values()) made.push(placedIn(analysis, inserted(await hostFile(analysis, target, start, above, blocks), inserts)));
  const [first] = made;
  return first === undefined ? problem ?? refused('There is nothing to write anew.') : { ...first, edits: made.flatMap(({ edits }) => edits) };
}

/** Fences of these carry code of any language. */
const FENCES: ReadonlySet<string> = new Set(['markdown', 'quarto', 'rmd']);

async function hostFile(analysis: Analysis, { languageId }: Target, offset: number, above: string, replaced: readonly GeneratedBlock[]): Promise<HostFile> {
  const { text, languageId: documentId } = analysis.document;
  return {
    text, languageId, region: regionAround(text, documentId, languageId, offset),
    kept: [...analysis.embedded.blocks.map(({ span }) => span), ...analysis.generated.map(({ stamp }) => analysis.lines.spanOf(stamp))],
    above: [above, fencedAbove(text, documentId, languageId, offset)].join('\n'),
    needed: replaced.length === 0 ? [] : await neededElsewhere(analysis, languageId, replaced),
  };
}

/** The functions that the other inserted code of the file calls: they may stand in what is about to be replaced. */
async function neededElsewhere(analysis: Analysis, languageId: string, replaced: readonly GeneratedBlock[]): Promise<readonly Helper[]> {
  const helpers = new Map<string, Helper>();
  for (const { query, target: name, wishes } of analysis.generated.filter((block) => !replaced.includes(block))) {
    const target = targetNamed(name);
    if (query === undefined || target?.writes !== 'code' || target.languageId !== languageId) continue;
    for (const answer of query.answers) {
      const outcome = await analysis.code(answer, target.target, wishes);
      if (outcome.ok) for (const helper of outcome.code.helpers) helpers.set(helper.name, helper);
    }
  }
  return [...helpers.values()];
}

function placedIn(analysis: Analysis, { edits, starts }: Inserted): Extract<Insertion, { ok: true }> {
  const [start] = starts;
  const ranged = edits.map(({ start: from, end, newText }): Edit => ({ range: analysis.lines.rangeOf({ start: from, end }), newText }));
  // The imports push what stands below them down.
  const pushed = edits.filter((edit) => edit.start < (start?.offset ?? 0)).reduce((lines, { newText }) => lines + linesIn(newText), 0);
  const line = (start === undefined ? 0 : analysis.lines.rangeOf({ start: start.offset, end: start.offset }).start.line + start.linesAbove) + pushed;
  return { ok: true, edits: ranged, reveal: { start: { line, character: 0 }, end: { line: line + (start?.lines ?? 0), character: 0 } } };
}

const linesIn = (text: string): number => text.split(/\r\n|\n|\r/).length - 1;

/** A fence of its own, with the imports that no fence above has. */
function inFence(analysis: Analysis, insert: Omit<Insert, 'where'>, place: { readonly offset: number; readonly before: string; readonly indent: string }, { languageId }: Target): Insertion {
  const { text, languageId: documentId } = analysis.document;
  const { terminator = '\n' } = analysis.embedded.blocks[0] ?? {};
  const { edits } = inserted({ text: '', languageId, region: { start: 0, end: 0 }, kept: [], above: fencedAbove(text, documentId, languageId, place.offset), needed: [] }, [{ ...insert, where: { place: { offset: 0, before: '', indent: '' } } }]);
  const code = edits.map(({ newText }) => newText).join('').trimEnd().split('\n');
  const lines = ['', `\`\`\`${languageId}`, ...code, '```'].map((line) => (line === '' ? '' : place.indent + line));
  const after = text.slice(place.offset);
  const gap = after.trim() === '' || /^[^\S\r\n]*(?:\r\n|\n|\r)/.test(after) ? 0 : 1;
  const { start } = analysis.lines.rangeOf({ start: place.offset, end: place.offset });
  const first = start.line + (place.before === '' ? 0 : 1) + 2;
  return { ok: true, edits: [{ range: { start, end: start }, newText: place.before + lines.join(terminator) + terminator.repeat(1 + gap) }], reveal: { start: { line: first, character: 0 }, end: { line: first + code.length, character: 0 } } };
}

/** A language without comments has no stamps. */
function stampOf(analysis: Analysis, query: QueryAnswers, target: Target, wishes: CodeWishes): Insert['stamp'] {
  const comment = commentOf(target.languageId);
  return comment === undefined ? () => undefined : (lines) => `${comment.open}${stampText(analysis.stampOf(query, target.target, wishes), lines, target.writes === 'code' ? 'line' : 'paragraph')}${comment.close}`;
}

async function codesOf(analysis: Analysis, query: QueryAnswers, target: Target, wishes: CodeWishes, old: GeneratedBlock | undefined, kept: readonly (string | undefined)[] = []): Promise<{ readonly ok: true; readonly codes: readonly Emitted[] } | Refused> {
  if (target.writes === 'paper') {
    const outcome = await analysis.paper(query, target.target, wishes);
    const text = outcome.ok ? outcome.source.trimEnd() : '';
    return outcome.ok ? { ok: true, codes: [{ imports: [], helpers: [], definition: text, body: text }] } : refused(outcome.reason);
  }
  const { text } = analysis.document;
  const span: Span = old === undefined ? { start: 0, end: 0 } : analysis.lines.spanOf(old.range);
  const others = text.slice(0, span.start) + text.slice(span.end);
  const codes: Code[] = [];
  const answers = isForAll(quantityFor(target.target, wishes)) ? query.answers.slice(0, 1) : query.answers;
  for (const [i, answer] of answers.entries()) {
    const again = (name?: string): ReturnType<Analysis['code']> => analysis.code(answer, target.target, { ...wishes, name });
    const outcome = await again(kept[i]);
    if (!outcome.ok) return refused(outcome.reason);
    const named = kept[i] !== undefined ? outcome.code : await withFreeName(outcome.code, again, others, text.slice(span.start, span.end));
    if (named === undefined) return refused(`The name ${outcome.code.name} is taken in this file.`);
    codes.push(named);
  }
  return codes.length === 0 ? refused('The query has no answer to write as code.') : { ok: true, codes };
}

/** The code under the name that it had, else under one that nothing else in the file has: `grad_f`, else `grad_f_2`, … */
async function withFreeName(code: Code, again: (name: string) => ReturnType<Analysis['code']>, others: string, old: string): Promise<Code | undefined> {
  // The name it had may be called anywhere.
  const names = [code.name, ...Array.from({ length: MOST_NAMES - 1 }, (_, i) => `${code.name}_${i + 2}`)];
  const name = names.find((candidate) => occurs(candidate, old)) ?? names.find((candidate) => !occurs(candidate, others));
  if (name === undefined || name === code.name) return name === undefined ? undefined : code;
  const outcome = await again(name);
  return outcome.ok ? outcome.code : undefined;
}

/** A file with more copies of one function than this has other troubles. */
const MOST_NAMES = 99;

/** Whether a name occurs in a file beside its mcalc text and its inserted code. */
export function occursOutside({ document, embedded, generated, lines }: Analysis, name: string): boolean {
  const spans = [...embedded.blocks.map(({ span }) => span), ...generated.map(({ range }) => lines.spanOf(range))].sort((a, b) => b.start - a.start);
  return occurs(name, spans.reduce((text, { start, end }) => text.slice(0, start) + text.slice(end), document.text));
}

const occurs = (name: string, text: string): boolean => new RegExp(`(?<![\\w.])${name.replace(/[^\w]/g, '\\$&')}(?!\\w)`).test(text);
