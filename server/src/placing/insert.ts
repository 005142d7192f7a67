/**
 * Code into a file of its language, as somebody who keeps that file in order would put it there: what it imports at the head, functions that it
 * brings along once, and itself where a function may stand, apart from what is around it, in the indentation and the line ends of the file.
 */
import type { Place } from '../embedding/blocks';
import { afterTerminator, lineEnd, lineStart, terminatorOf } from '../embedding/lines';
import type { Span } from '../syntax/tree';
import { hostCode, indentationAt, isBlankLine, nextCodeLine, nextText, without, type HostCode } from './hostCode';
import { headOf, importEdits, type TextEdit } from './imports/edits';
import { isCommonJs } from './imports/javascript';
import { importingOf, resolve } from './imports/resolve';
import { levelOf, reindented } from './indentation';
import { languageNamed, type Language } from './languages';
import { renamedIn, uses } from './names';
import { moduleAround, ownerOf, standing } from './standing';

export interface Helper { readonly name: string; readonly source: string }

/** A function as it is emitted. */
export interface Emitted {
  readonly imports: readonly string[];
  readonly helpers: readonly Helper[];
  readonly definition: string;
  /** Helpers and definition as the target arranges them. */
  readonly body: string;
}

export interface Insert {
  /** Below the comment, or in the place of the code that is there. */
  readonly where: { readonly place: Place } | { readonly replaces: Span; readonly indent: string };
  readonly codes: readonly Emitted[];
  /** The line above the code, made from its lines; undefined where there is none. */
  readonly stamp: (lines: readonly string[]) => string | undefined;
}

export interface HostFile {
  readonly text: string;
  readonly languageId: string;
  /** The part of the file that is in that language. */
  readonly region: Span;
  /** Comments that are no part of the head of the file: of mcalc text, and stamps. */
  readonly kept: readonly Span[];
  /** Code that the names of a file may also come from: the cells above. */
  readonly above: string;
  /** Functions that code elsewhere in the file brings along: they must not be lost. */
  readonly needed: readonly Helper[];
}

export interface Inserted {
  readonly edits: readonly TextEdit[];
  /** Where the code of each insert stands in the text as it was, and how many of its lines precede it there. */
  readonly starts: readonly { readonly offset: number; readonly linesAbove: number; readonly lines: number }[];
}

export function inserted(file: HostFile, inserts: readonly Insert[]): Inserted {
  const { text, languageId, region } = file;
  const language = languageNamed(languageId);
  const whole = hostCode(text, languageId, region);
  const others = inserts.reduce((rest, { where }) => ('replaces' in where ? without(rest, where.replaces) : rest), whole);
  const importing = importingOf(whole, languageId);
  const [first] = inserts;
  const at = first === undefined ? 0 : 'replaces' in first.where ? first.where.replaces.start : first.where.place.offset;
  const scope = (languageId === 'rust' ? moduleAround(others, at, language) : undefined) ?? region;
  const head = importing === undefined ? undefined : headOf(others, scope, scope === region ? '' : indentationAt(text, nextText(text, scope.start)), importing, file.kept);
  const isVisible = ({ start, end }: Span): boolean => scope.start <= start && end <= scope.end && indentationAt(text, start) === head?.indent;

  const codes = inserts.flatMap((insert) => insert.codes);
  const ownText = codes.map(({ body }) => body).join('\n');
  const isDeclared = (name: string): boolean => language.declares(name).test(others.code);
  const imported = importing === undefined ? { missing: [], renamed: new Map<string, string>() } : resolve({
    lines: [...new Set(codes.flatMap(({ imports }) => imports))], languageId, importing, isDeclared,
    existing: [...importing.read(others).filter(isVisible), ...importing.read(hostCode(file.above, languageId))], isUsed: (name) => uses(ownText, languageId, name),
  });

  const level = levelOf(others.code, language.opens) ?? ' '.repeat(language.indentation);
  const adapted = (source: string): string => reindented(renamedIn(source, languageId, imported.renamed).split('\n'), language.indentation, level).join('\n');
  const brought = helpersFor(codes.flatMap(({ helpers }) => helpers), file.needed, others, languageId, isDeclared, adapted);
  const terminator = terminatorOf(text);
  const edits: TextEdit[] = head === undefined || importing === undefined ? [] : [...importEdits(others, scope, head, importing, imported.missing)];
  const starts: { offset: number; linesAbove: number; lines: number }[] = [];
  const written = new Set<string>();

  for (const { where, codes: own, stamp } of inserts) {
    const place = 'place' in where ? standing(others, where.place, language, Math.max(head?.end ?? 0, endOfHead(others, language))) : undefined;
    const indent = place?.indent ?? ('indent' in where ? where.indent : '');
    const isInner = indent !== '';
    const owner = isInner ? ownerOf(others, 'replaces' in where ? where.replaces.start : place?.offset ?? 0, indent) : '';
    const isMember = language.member?.of.test(owner) === true;
    const asMember = (source: string): string => (isMember ? language.member?.as(source, owner) ?? source : source);
    const definitions = own.map(({ definition }) => { const source = asMember(renamedIn(adapted(definition), languageId, brought.renamed)); return isInner || isCommonJs(whole) ? withoutExport(source, languageId) : source; });
    // Those of other code are written with the first.
    const helpers = brought.missing.filter(({ name, isElsewhere }) => !written.has(name) && (isElsewhere || own.some((code) => code.helpers.some((helper) => (brought.renamed.get(helper.name) ?? helper.name) === name))));
    for (const { name } of helpers) written.add(name);
    const lines = arranged(definitions, helpers.map(({ source }) => source), own.some(({ body, definition }) => body.startsWith(definition)), gapOf(language, isInner)).split('\n');
    const all = [...[stamp(lines)].filter((line) => line !== undefined), ...lines];
    const newText = all.map((line) => (line === '' ? '' : indent + line)).join(terminator);
    if ('replaces' in where) {
      const { start, end } = where.replaces;
      // A stamp whose code is gone: nothing keeps what now follows it apart from new code.
      const isAlone = afterTerminator(text, lineEnd(text, start)) >= end;
      const after = isAlone ? gaps(whole, { offset: afterTerminator(text, end), before: '', indent }, language).after : 0;
      if (text.slice(start, end) !== newText) edits.push({ start, end, newText: newText + terminator.repeat(after) });
      starts.push({ offset: start, linesAbove: 0, lines: all.length });
    } else if (place !== undefined) {
      const { before, after } = gaps(whole, place, language);
      edits.push({ start: place.offset, end: place.offset, newText: `${place.before}${terminator.repeat(before)}${newText}${terminator.repeat(1 + after)}` });
      starts.push({ offset: place.offset, linesAbove: (place.before === '' ? 0 : 1) + before, lines: all.length });
    }
  }
  return { edits: joinedAt(edits), starts };
}

/** Behind the line that the text of a file starts with. */
function endOfHead({ text, code }: HostCode, { head }: Language): number {
  const found = head?.exec(code);
  return found === null || found === undefined ? 0 : afterTerminator(text, lineEnd(text, found.index));
}

const gapOf = ({ gaps: { outer, inner } }: Language, isInner: boolean): number => (isInner ? inner : outer);

/** Helpers above stand close together, as emitted. */
function arranged(definitions: readonly string[], helpers: readonly string[], isBelow: boolean, gap: number): string {
  const apart = '\n'.repeat(1 + gap);
  if (helpers.length === 0) return definitions.join(apart);
  return isBelow ? [...definitions, ...helpers].join(apart) : [helpers.join('\n'), ...definitions].join(apart);
}

/** Only what is outermost in a module can be exported. */
const withoutExport = (source: string, languageId: string): string => (languageId === 'javascript' || languageId === 'typescript' ? source.replace(/^export (?=(?:async )?function\b)/m, '') : source);

/** Empty lines before and after what is inserted, beside those that are there. */
function gaps(file: HostCode, { offset, indent }: Place, language: Language): { readonly before: number; readonly after: number } {
  const { text } = file;
  const empty = (from: number): number => { let count = 0; for (let at = from; at < text.length && isBlankLine(text, at); at = afterTerminator(text, lineEnd(text, at))) count++; return count; };
  const above = (): number => {
    let count = 0;
    for (let at = offset; at > 0;) {
      at = lineStart(text, at - 1 - (text.startsWith('\r\n', at - 2) ? 1 : 0));
      if (!isBlankLine(text, at)) break;
      count++;
    }
    return count;
  };
  const gap = gapOf(language, indent !== '');
  const isFirst = text.slice(0, offset).trim() === '' || (above() === 0 && /[{([]$/.test(file.code.slice(0, offset).trimEnd()) && /[{([]$/.test(text.slice(0, offset).trimEnd()));
  const before = isFirst ? 0 : Math.max(0, gap - above());
  if (text.slice(offset).trim() === '') return { before, after: 0 };
  const next = nextCodeLine(file, offset);
  const isClosed = language.isProse !== true && nextText(text, offset) >= next && /^\s*(?:[)\]}]|end\b)/i.test(text.slice(next, lineEnd(text, next)));
  const isInner = indentationAt(text, nextText(text, offset)) !== '';
  return { before, after: Math.max(0, (isClosed ? 0 : gapOf(language, isInner)) - empty(offset)) };
}

interface Brought {
  readonly missing: readonly (Helper & { readonly isElsewhere: boolean })[];
  readonly renamed: ReadonlyMap<string, string>;
}

/** A helper that the file has is not written again; one whose name means something else in the file gets another name. */
function helpersFor(own: readonly Helper[], needed: readonly Helper[], others: HostCode, languageId: string, isDeclared: (name: string) => boolean, adapted: (source: string) => string): Brought {
  const plain = (source: string): string => source.replace(/\s+/g, ' ').trim();
  const present = plain(others.text);
  const renamed = new Map<string, string>();
  const missing = new Map<string, Helper & { isElsewhere: boolean }>();
  for (const { name, source } of own) {
    for (let count = 1; ; count++) {
      const candidate = count === 1 ? name : `${name}_${String(count)}`;
      const text = renamedIn(adapted(source), languageId, new Map([...renamed, [name, candidate]]));
      const isThere = present.includes(plain(text));
      if (!isThere && isDeclared(candidate)) continue;
      if (candidate !== name) renamed.set(name, candidate);
      if (!isThere) missing.set(candidate, { name: candidate, source: text, isElsewhere: false });
      break;
    }
  }
  for (const { name, source } of needed) {
    if (missing.has(name) || isDeclared(name) || !uses(others.code, languageId, name)) continue;
    missing.set(name, { name, source: adapted(source), isElsewhere: true });
  }
  return { missing: [...missing.values()].map((helper) => ({ ...helper, source: renamedIn(helper.source, languageId, renamed) })), renamed };
}

/** Insertions at one place as one: the imports, then the code. */
function joinedAt(edits: readonly TextEdit[]): readonly TextEdit[] {
  const joined: TextEdit[] = [];
  for (const edit of edits) {
    const at = joined.findIndex((other) => other.start === edit.start && other.end === other.start && edit.end === edit.start);
    const known = joined[at];
    if (known === undefined) joined.push(edit); else joined[at] = { ...known, newText: known.newText + edit.newText };
  }
  return joined;
}
