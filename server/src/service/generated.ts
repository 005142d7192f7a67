/** Inserted code and text of a file: what it was generated from, and whether that still holds. */
import type { Range } from '../../../protocol/position';
import type { CodeWishes } from '../../../protocol/requests';
import { stampedCode, stampedQuery, type StampedCode } from '../embedding/stamp';
import type { PlacedBlock } from '../embedding/embed';
import type { ResolvedQuery } from '../semantics/meaning';
import { printQuery } from '../syntax/printStatement';
import { NOWHERE, type QueryNode } from '../syntax/tree';
import type { FileDiagnostic, QueryAnswers } from './analysis';
import type { Context } from './context';
import { fingerprintOf } from './fingerprint';
import { wishesOf } from './quantities';
import { thingOf } from './targets';

export interface GeneratedBlock {
  /** The same while the file is edited elsewhere. */
  readonly id: string;
  /** The query as its stamp names it. */
  readonly asked: string;
  readonly target: string;
  readonly wishes: CodeWishes;
  /** The query it belongs to now. */
  readonly query: QueryAnswers | undefined;
  /** `orphaned`: no query fits. `unanswered`: its query has an error in it, so nothing can be said. */
  readonly state: 'current' | 'stale' | 'edited' | 'orphaned' | 'unanswered';
  /** Whether the formula has changed since; of edited code too. */
  readonly isStale: boolean;
  readonly isEdited: boolean;
  /** The stamp, from its comment sign on. */
  readonly stamp: Range;
  /** From the start of the stamp's line to the end of the code. */
  readonly range: Range;
  readonly indent: string;
}

/** The query as a stamp names it: a function that has a name by its name. */
export function stampName({ node, ofName }: ResolvedQuery): string {
  const of: QueryNode['of'] = ofName === undefined ? node.of : { kind: 'name', name: ofName, span: NOWHERE };
  return stampedQuery(printQuery({ ...node, of }));
}

/** `asDefined`: the queries that nobody wrote but that can be asked, of each definition. */
export function generatedBlocks(queries: readonly QueryAnswers[], asDefined: () => readonly QueryAnswers[], context: Context): readonly GeneratedBlock[] {
  const { document, embedded, lines, meaning } = context;
  const found = stampedCode(document.text, embedded.blocks.map(({ span }) => span.start));
  if (found.length === 0) return [];
  const named = queries.map((answers): Named => ({ answers, name: stampName(answers.query) }));
  const broken = brokenQueries(context);
  const counts = new Map<string, number>();
  return found.map((code) => {
    const isSame = ({ answers }: Named): boolean => fingerprintOf(answers.query, code.target, meaning) === code.mathematics;
    const own = embedded.blocks.findLast(({ span }) => span.start < code.start);
    const match = matched(code, named, broken, own, isSame, found) ?? asDefined().map((answers): Named => ({ answers, name: stampName(answers.query) })).find(({ name }) => name === code.query);
    const query = match === undefined || match === 'broken' ? undefined : match.answers;
    const isStale = match === undefined || (match !== 'broken' && !isSame(match));
    const key = `${code.query} as ${[code.target, ...code.wishes].join(' ')} ${code.mathematics}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return {
      id: count === 1 ? key : `${key} #${count}`, asked: code.query, target: code.target, wishes: wishesOf(code.wishes), query, isStale, isEdited: code.isEdited, indent: code.indent,
      state: match === undefined ? 'orphaned' : code.isEdited ? 'edited' : match === 'broken' ? 'unanswered' : isStale ? 'stale' : 'current',
      stamp: lines.rangeOf({ start: code.start, end: code.stampEnd }), range: lines.rangeOf({ start: code.lineStart, end: code.end }),
    };
  });
}

interface Named { readonly answers: QueryAnswers; readonly name: string }

/** The queries without a meaning: what is wrong with them is said elsewhere. */
function brokenQueries({ parsed, meaning }: Context): readonly QueryNode[] {
  const resolved = new Set(meaning.queries.map(({ node }) => node));
  return parsed.statements.filter((statement): statement is QueryNode => statement.kind === 'query' && !resolved.has(statement));
}

/**
 * The query of a stamp. By its name in the block of mcalc text above, else by its mathematics (it was worded anew, or the code was moved), else by
 * its name elsewhere, else the query of the block above that asks for the same kind of thing and has no code of its own (its variable was renamed).
 */
function matched(code: StampedCode, queries: readonly Named[], broken: readonly QueryNode[], own: PlacedBlock | undefined, isSame: (query: Named) => boolean, all: readonly StampedCode[]): Named | 'broken' | undefined {
  const isOwn = ({ span }: QueryNode): boolean => own !== undefined && own.virtual.start <= span.start && span.start <= own.virtual.end;
  const mine = queries.filter(({ answers }) => isOwn(answers.query.node));
  const isNamed = ({ name }: Named): boolean => name === code.query;
  const isWord = (word: string): boolean => code.query.startsWith(`${word} `);
  const namesake = mine.find((query) => isNamed(query) && isSame(query)) ?? mine.findLast(isNamed);
  if (namesake !== undefined) return namesake;
  if (broken.some((node) => isOwn(node) && stampedQuery(printQuery(node)) === code.query)) return 'broken';
  const elsewhere = mine.find(isSame) ?? queries.find((query) => isNamed(query) && isSame(query)) ?? queries.find(isSame) ?? queries.findLast(isNamed);
  if (elsewhere !== undefined) return elsewhere;
  const free = mine.filter(({ name, answers }) => isWord(answers.query.node.word) && all.every(({ query }) => query !== name));
  if (free.length > 0) return free.toSorted((a, b) => commonStart(b.name, code.query) - commonStart(a.name, code.query))[0];
  return broken.some((node) => (isOwn(node) && isWord(node.word)) || stampedQuery(printQuery(node)) === code.query) ? 'broken' : undefined;
}

function commonStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

/** What is to be said of inserted code. */
export const ofGenerated = (blocks: readonly GeneratedBlock[]): readonly FileDiagnostic[] => blocks.flatMap((block): readonly FileDiagnostic[] => {
  const { asked, query, state, isStale, isEdited, stamp, target } = block;
  const related = query === undefined ? [] : [{ message: `The query as it is now: ${query.text}.`, range: query.range }];
  const thing = thingOf(target);
  const say = (severity: FileDiagnostic['severity'], code: FileDiagnostic['code'], message: string): readonly FileDiagnostic[] => [{ severity, code, message, range: stamp, related, fixes: [] }];
  if (state === 'orphaned') return say('warning', 'stale-code', `The query “${asked}” that this ${thing} was generated from is not there any more. Remove this line to keep the ${thing} as your own.`);
  const mend = `in the editor, or replace it by what “mcalc derive --target ${target}” writes`;
  if (isStale) return say('warning', 'stale-code', `The formula has changed since this ${thing} was generated from “${asked}”${isEdited ? `, and the ${thing} was edited by hand. Replace it` : '. Refresh it'} ${mend}.`);
  return isEdited ? say('information', 'edited-code', `This ${thing} was edited by hand since it was generated from “${asked}”. It is replaced only when you choose to.`) : [];
});
