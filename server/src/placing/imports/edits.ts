/** Imports that a file lacks, written at its head: in the list of a statement that it has, in the section where they belong, or as its first. */
import type { Span } from '../../syntax/tree';
import { afterTerminator, lineEnd, lineStart, terminatorOf } from '../../embedding/lines';
import { indentationAt, isBlankLine, type HostCode } from '../hostCode';
import type { Binding, Importing, ImportStatement } from './importing';

export interface TextEdit extends Span { readonly newText: string }

export interface Head {
  /** The statements that follow each other at the head of the file. */
  readonly run: readonly ImportStatement[];
  /** Where the first import goes, if there is none. */
  readonly first: number;
  /** Where other code may start. */
  readonly end: number;
  /** What the statements are indented by. */
  readonly indent: string;
}

const nextLine = (text: string, offset: number): number => afterTerminator(text, lineEnd(text, offset));

/** `indent`: of the level that the imports are on. `kept`: what belongs to the code, not to the head of the file, such as the comments that hold mcalc text. */
export function headOf(file: HostCode, region: Span, indent: string, { read, prologue }: Importing, kept: readonly Span[]): Head {
  const first = firstPlace(file, region, prologue, kept);
  const run: ImportStatement[] = [];
  let at = first;
  for (const statement of read(file)) {
    if (statement.start < first) continue;
    if (statement.start >= region.end || file.code.slice(at, lineStart(file.text, statement.start)).trim() !== '') break;
    run.push(statement);
    at = nextLine(file.text, statement.end);
  }
  return { run, first, end: at, indent: run[0] === undefined ? indent : indentationAt(file.text, run[0].start) };
}

/** Below what a file starts with: a hash-bang, the comment about the file, its documentation, what the language wants first. */
function firstPlace({ text, code, comments }: HostCode, region: Span, prologue: RegExp, kept: readonly Span[]): number {
  let at = region.start + (text.charCodeAt(region.start) === 0xfeff ? 1 : 0);
  for (let isDocumented = false; ;) {
    const start = at + (/\S/.exec(text.slice(at, region.end))?.index ?? region.end - at);
    if (start >= region.end) return at;
    const index = comments.findIndex((comment) => comment.start === start);
    const comment = comments[index];
    let end: number;
    if (comment !== undefined) {
      if (comment.kind === 'docstring') {
        if (isDocumented) return at;
        isDocumented = true;
      }
      let last = comment;
      if (comment.kind === 'line') for (const next of comments.slice(index + 1)) { if (next.kind !== 'line' || !next.ownLine || lineStart(text, next.start) !== nextLine(text, last.end)) break; last = next; }
      if (kept.some((span) => span.start < last.end && comment.start < span.end)) return at;
      end = nextLine(text, last.end);
      const isOfFile = comment.kind === 'docstring' || /^(?:#!|\/\/!|\/\*!)/.test(text.slice(start, start + 3)) || end >= region.end || isBlankLine(text, end);
      if (!isOfFile) return at;
    } else if (text.startsWith('#!', start) && code.slice(start, lineEnd(text, start)).trim() === '') end = nextLine(text, start);
    else {
      prologue.lastIndex = lineStart(text, start);
      const match = prologue.exec(code);
      if (match === null) return at;
      end = nextLine(text, match.index + match[0].length);
    }
    at = end;
  }
}

/** The edits that import `bindings`. */
export function importEdits(file: HostCode, region: Span, { run, first, indent }: Head, importing: Importing, bindings: readonly Binding[]): readonly TextEdit[] {
  const { text } = file;
  const terminator = terminatorOf(text);
  const edits: TextEdit[] = [];
  const alone: Binding[] = [];
  for (const binding of bindings) {
    const list = run.find((statement) => statement.list !== undefined && statement.bindings.some(({ module }) => module === binding.module))?.list;
    const item = importing.item(binding);
    if (list === undefined || list.length === 0) { alone.push(binding); continue; }
    const before = isSorted(list.map((one) => one.text)) ? list.find((one) => one.text > item) : undefined;
    const last = list.at(-1);
    const end = last?.end ?? 0;
    // An item a line, where the list is written so.
    const isTall = last !== undefined && text.slice(lineStart(text, last.start), last.start).trim() === '';
    const separator = isTall ? `,${terminator}${indentationAt(text, end)}` : ', ';
    edits.push(before === undefined ? { start: end, end, newText: separator + item } : { start: before.start, end: before.start, newText: item + separator });
  }
  const lines = statementsOf(alone, importing);
  if (run.length === 0) return lines.length === 0 ? edits : [...edits, firstImports(file, region, first, importing, lines.map(({ line }) => indent + line))];
  const groups = new Map<string, { readonly place: ReturnType<typeof placeOf>; readonly lines: string[] }>();
  for (const { line, section, key } of lines) {
    const place = placeOf(run, section, key, importing.isApart, text);
    const group = groups.get(`${String(place.offset)} ${String(section)}`) ?? { place, lines: [] };
    groups.set(`${String(place.offset)} ${String(section)}`, group);
    group.lines.push(indent + line);
  }
  for (const { place: { offset, before, after }, lines: own } of groups.values()) {
    const isUnterminated = offset >= text.length && !/[\r\n]$/.test(text);
    edits.push({ start: offset, end: offset, newText: `${isUnterminated ? terminator : ''}${before ? terminator : ''}${own.join(terminator)}${isUnterminated ? '' : terminator}${after ? terminator : ''}` });
  }
  return merged(edits);
}

/** Members of one module share a statement. */
function statementsOf(bindings: readonly Binding[], importing: Importing): readonly { readonly line: string; readonly section: number; readonly key: string }[] {
  const groups = new Map<string, [Binding, ...Binding[]]>();
  for (const binding of bindings) {
    // Modules by themselves have a statement each.
    const key = binding.member === undefined ? `${binding.module} ${String(groups.size)}` : binding.module;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [binding]); else known.push(binding);
  }
  return [...groups.values()].map(importing.write).map((line): { line: string; section: number; key: string } => {
    const [statement] = importing.read({ text: line, code: line, comments: [] });
    return { line, section: statement?.section ?? 0, key: statement?.key ?? line };
  }).sort((a, b) => a.section - b.section || (a.key < b.key ? -1 : 1));
}

const isSorted = (keys: readonly string[]): boolean => keys.every((key, i) => i === 0 || (keys[i - 1] ?? '') <= key);

/** Where a statement of a section goes among those that are there, and whether an empty line goes before or after it. */
function placeOf(run: readonly ImportStatement[], section: number, key: string, isApart: boolean, text: string): { readonly offset: number; readonly before: boolean; readonly after: boolean } {
  const same = run.filter((statement) => statement.section === section);
  const below = ({ end }: ImportStatement): number => nextLine(text, end);
  const last = same.at(-1);
  if (last !== undefined) {
    const before = isSorted(same.map((statement) => statement.key)) ? same.find((statement) => statement.key > key) : undefined;
    return { offset: before === undefined ? below(last) : lineStart(text, before.start), before: false, after: false };
  }
  const lower = run.findLast((statement) => statement.section < section);
  if (lower !== undefined) return { offset: below(lower), before: isApart, after: false };
  return { offset: lineStart(text, run[0]?.start ?? 0), before: false, after: isApart };
}

function firstImports(file: HostCode, region: Span, first: number, { below }: Importing, lines: readonly string[]): TextEdit {
  const { text } = file;
  const terminator = terminatorOf(text);
  const next = first + (/\S/.exec(text.slice(first, region.end))?.index ?? region.end - first);
  const at = next >= region.end ? region.end : lineStart(text, next) <= first ? first : lineStart(text, next);
  const hasHead = text.slice(region.start, first).replace('\ufeff', '').trim() !== '';
  const before = !hasHead ? 0 : at > first ? 0 : 1;
  const isUnterminated = at >= text.length && text !== '' && !/[\r\n]$/.test(text);
  const after = next >= region.end ? 0 : below(text.slice(at, lineEnd(text, at)).trim());
  return { start: at, end: at, newText: `${isUnterminated ? terminator : ''}${terminator.repeat(before)}${lines.join(terminator)}${terminator.repeat(1 + after)}` };
}

/** Insertions at one place as one, in their order. */
function merged(edits: readonly TextEdit[]): readonly TextEdit[] {
  const byPlace = new Map<number, TextEdit>();
  for (const edit of edits) {
    const known = byPlace.get(edit.start);
    byPlace.set(edit.start, known === undefined ? edit : { ...known, newText: joined(known.newText, edit.newText) });
  }
  return [...byPlace.values()];
}

/** An empty line that the one ends with and the other starts with counts once. */
const joined = (above: string, below: string): string => above + (/(\r\n|\n|\r)\1$/.test(above) ? below.replace(/^(?:\r\n|\n|\r)/, '') : below);
