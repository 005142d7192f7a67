/** Where a function may stand that belongs below a comment: not inside brackets, not in the middle of a statement, not where it would cut off what follows. */
import type { Place } from '../embedding/blocks';
import { afterTerminator, columnOf, lineEnd, lineStart, terminatorOf } from '../embedding/lines';
import type { Span } from '../syntax/tree';
import { indentationAt, isBlankLine, nextCodeLine, type HostCode } from './hostCode';
import type { Language } from './languages';

/** A bracket that opens, or a word that opens something as a bracket does, and what is open behind it. */
interface Opening { readonly offset: number; readonly admits: boolean; readonly isWord: boolean }
interface Event { readonly offset: number; readonly open: readonly Opening[] }

/** As far back as the code is read to tell what a bracket or the end of a line belongs to. */
const WINDOW = 400;

/** What is open from each bracket on. Closing brackets without an opening one count for nothing. */
function brackets({ code }: HostCode, { admits, words, isProse }: Language): readonly Event[] {
  const events: Event[] = [];
  let open: readonly Opening[] = [];
  const word = words === undefined ? '(?!)' : `(${words.open.source})|(${words.close.source})`;
  const flags = `gm${words?.open.flags.replace('m', '') ?? ''}`;
  for (const match of code.matchAll(new RegExp(isProse === true ? word : `[()[\\]{}]|${word}`, flags))) {
    const [found, opens, closes] = match;
    const end = match.index + found.length;
    const isWord = opens !== undefined || closes !== undefined;
    // `x[end]`, a generator `(… for …)`.
    if (isWord && open.some((one) => !one.isWord)) continue;
    const starts = opens !== undefined || '([{'.includes(found);
    if (starts) open = [...open, { offset: match.index, isWord, admits: (isWord || found === '{') && admits.test(code.slice(Math.max(0, end - WINDOW), end)) }];
    else if (open.at(-1)?.isWord === isWord) open = open.slice(0, -1);
    events.push({ offset: match.index, open });
  }
  return events;
}

/** What is open at an offset. */
function openAt(events: readonly Event[], offset: number): readonly Opening[] {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.offset ?? Infinity) < offset) low = middle + 1; else high = middle;
  }
  return events[low - 1]?.open ?? [];
}

const tail = (code: string, offset: number): string => code.slice(Math.max(0, offset - WINDOW), offset).trimEnd();
const head = (code: string, offset: number): string => code.slice(offset, offset + WINDOW).trimStart();
const width = (indentation: string): number => columnOf(indentation, 0, indentation.length);

/** Whether a comment is documentation of what stands below it. */
function documents({ text, comments }: HostCode, offset: number, { docstrings, isProse }: Language): boolean {
  if (isProse === true) return false;
  const comment = comments.findLast(({ start }) => start < offset);
  if (comment === undefined || text.slice(comment.end, offset).trim() !== '') return false;
  const opener = text.slice(comment.start, comment.start + 3);
  // `//!` and `/*!` are about what they stand in.
  if (opener.endsWith('!')) return false;
  return comment.kind === 'line' ? comment.documentation : comment.kind === 'docstring' ? docstrings === 'above' : opener === '/**';
}

/** The body of the innermost module of Rust that holds `offset`: a scope of its own, which sees none of the imports around it. */
export function moduleAround(file: HostCode, offset: number, language: Language): Span | undefined {
  const { code } = file;
  const events = brackets(file, language);
  const open = openAt(events, offset).findLast((one) => /\bmod\s+\w+\s*$/.test(tail(code, one.offset)));
  if (open === undefined) return undefined;
  const close = events.find((event) => event.offset > open.offset && !event.open.includes(open))?.offset ?? code.length;
  return { start: afterTerminator(code, lineEnd(code, open.offset)), end: lineStart(code, close) };
}

/** `place`: below the comment. `notBefore`: the end of the imports of the file. */
export function standing(file: HostCode, place: Place, language: Language, notBefore: number): Place {
  const { text, code } = file;
  if (language.atEnd === true) return atEnd(text);
  const events = brackets(file, language);
  const openHere = openAt(events, place.offset);
  let depth = openHere.length;
  while (depth > 0 && openHere[depth - 1]?.admits === false) depth--;
  const left = openHere[depth];
  const isDeeper = (offset: number): boolean => openAt(events, offset).length > depth;
  const isBroken = (offset: number): boolean => isDeeper(offset) || language.unfinished.test(tail(code, offset)) && /\S/.test(code.slice(0, offset)) || language.goesOn.test(head(code, offset));

  /** The start of the first line of the statement that the line at `offset` belongs to. */
  const statementAt = (offset: number): number => {
    let at = lineStart(text, offset);
    while (at > 0 && (isBroken(at) || isBlankLine(code, at))) at = lineStart(text, at - 1 - (text.startsWith('\r\n', at - 2) ? 1 : 0));
    return at;
  };
  if (left !== undefined && language.outside === 'above') return above(file, statementAt(left.offset));

  const indent = left !== undefined ? indentationAt(text, statementAt(left.offset))
    : language.byIndentation === true ? fitting(file, place, isDeeper)
    : isBroken(place.offset) && !documents(file, place.offset, language) && /\S/.test(code.slice(0, place.offset)) ? indentationAt(text, statementAt(lastCode(code, place.offset))) : place.indent;
  const cutsOff = (offset: number): boolean => {
    const next = nextCodeLine(file, offset);
    return language.byIndentation === true && next < code.length && width(indentationAt(text, next)) > width(indent);
  };
  const isPlace = (offset: number): boolean => offset >= notBefore && !isBroken(offset) && !cutsOff(offset) && !(offset === place.offset && documents(file, offset, language));
  for (let at = place.offset; at < text.length; at = afterTerminator(text, lineEnd(text, at))) if (isPlace(at)) return { ...place, offset: at, indent, before: '' };
  return { ...atEnd(text), indent: left === undefined ? indent : '' };
}

/** The line that what is indented so stands in: the first one above it that is less deep, and no label. */
export function ownerOf({ text, code }: HostCode, offset: number, indent: string): string {
  for (let at = lineStart(text, offset); at > 0;) {
    at = lineStart(text, at - 1 - (text.startsWith('\r\n', at - 2) ? 1 : 0));
    const line = code.slice(at, lineEnd(code, at)).trim();
    if (line !== '' && !/^\w+\s*:$/.test(line) && width(indentationAt(text, at)) < width(indent)) return line;
  }
  return '';
}

/** The offset of the last character of code before `offset`. */
const lastCode = (code: string, offset: number): number => Math.max(0, code.slice(0, offset).trimEnd().length - 1);

function atEnd(text: string): Place {
  const isTerminated = text === '' || /[\r\n]$/.test(text);
  return { offset: text.length, before: isTerminated ? '' : terminatorOf(text), indent: '' };
}

/** Above a statement and the comments that stand directly above it. */
function above({ text, code }: HostCode, statement: number): Place {
  let at = statement;
  while (at > 0) {
    const line = lineStart(text, at - 1 - (text.startsWith('\r\n', at - 2) ? 1 : 0));
    if (isBlankLine(text, line) || !isBlankLine(code, line)) break;
    at = line;
  }
  return { offset: at, before: '', indent: indentationAt(text, statement) };
}

/** The indentation of a place as one that the blocks around it have. */
function fitting({ text, code }: HostCode, { offset, indent }: Place, isInBrackets: (offset: number) => boolean): string {
  const wanted = width(indent);
  let innermost = Infinity;
  let isFirst = true;
  for (let at = lineStart(text, offset); at > 0;) {
    at = lineStart(text, at - 1 - (text.startsWith('\r\n', at - 2) ? 1 : 0));
    if (isBlankLine(code, at) || isInBrackets(at)) continue;
    const own = indentationAt(text, at);
    if (isFirst && wanted > width(own) && /:\s*$/.test(code.slice(at, lineEnd(text, at)))) return indent;
    isFirst = false;
    if (width(own) >= innermost) continue;
    innermost = width(own);
    if (innermost <= wanted) return own;
  }
  return '';
}
