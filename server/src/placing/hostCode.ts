/** A file as its compiler sees it: comments and the insides of literals are blank, and every offset is where it was. */
import type { Span } from '../syntax/tree';
import { hostOf } from '../embedding/hosts';
import { isBlank, lineEnd, lineStart } from '../embedding/lines';
import { pieces, type Comment } from '../embedding/scan';

export interface HostCode {
  readonly text: string;
  readonly code: string;
  readonly comments: readonly Comment[];
}

const blanked = (text: string): string => text.replace(/[^\r\n]/g, ' ');

/** `region`: the part of the file that is in this language; all else is blank. */
export function hostCode(text: string, languageId: string, region: Span = { start: 0, end: text.length }): HostCode {
  const host = hostOf(languageId);
  const inside = text.slice(region.start, region.end);
  const comments: Comment[] = [];
  const parts: Span[] = [];
  for (const piece of host === undefined ? [] : pieces(inside, host)) {
    parts.push(piece);
    if (piece.kind !== 'literal') comments.push(moved(piece, region.start));
  }
  let code = '';
  let at = 0;
  for (const { start, end } of parts.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (end <= at) continue;
    code += inside.slice(at, Math.max(at, start)) + blanked(inside.slice(Math.max(at, start), end));
    at = end;
  }
  code += inside.slice(at);
  return { text, code: blanked(text.slice(0, region.start)) + code + blanked(text.slice(region.end)), comments };
}

const moved = (comment: Comment, by: number): Comment =>
  ({ ...comment, start: comment.start + by, end: comment.end + by, contentStart: comment.contentStart + by, contentEnd: comment.contentEnd + by });

/** The same with a part of the file blank: what is about to be replaced. */
export function without(file: HostCode, { start, end }: Span): HostCode {
  const cut = (text: string): string => text.slice(0, start) + blanked(text.slice(start, end)) + text.slice(end);
  return { text: cut(file.text), code: cut(file.code), comments: file.comments.filter((comment) => comment.end <= start || comment.start >= end) };
}

/** The offset of the first character from `offset` on that is not white space; the end of the text where there is none. */
export const nextText = (text: string, offset: number): number => offset + (/\S/.exec(text.slice(offset))?.index ?? text.length - offset);

/** The start of the first line from `offset` on that holds code; the end of the text where there is none. */
export function nextCodeLine({ code }: HostCode, offset: number): number {
  const at = nextText(code, offset);
  return at >= code.length ? code.length : lineStart(code, at);
}

/** The white space that the line which holds `offset` starts with. */
export function indentationAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  let end = start;
  while (end < text.length && isBlank(text.charCodeAt(end))) end++;
  return text.slice(start, end).replace(/\ufeff/g, '');
}

/** Whether the line that holds `offset` is empty or blank. */
export const isBlankLine = (text: string, offset: number): boolean => text.slice(lineStart(text, offset), lineEnd(text, offset)).trim() === '';
