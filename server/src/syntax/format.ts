/**
 * The formatter of documents: spacing in house style, everything else as the reader wrote it. Lines, indentation, comments, redundant brackets
 * and the reader's own spellings (`⊙`, `‖x‖`) stay. A statement with an error is left untouched, and so is one that would not read the same.
 */
import { cursorOver } from './cursor';
import { lex, type Token } from './lex';
import { readStatement } from './parseStatement';
import { printStatement } from './printStatement';
import { spacesBefore } from './spacing';
import { split } from './statements';

export function formatDocument(text: string): string {
  const { tokens, extents } = split(lex(text).tokens);
  const parts: string[] = [];
  let end = 0;
  for (const { from, to } of extents) {
    const first = tokens[from];
    const last = tokens[to - 1];
    if (first === undefined || last === undefined) continue;
    parts.push(between(text.slice(end, first.start), end === 0), formatStatement(tokens.slice(from, to), text));
    end = last.end;
  }
  parts.push(between(text.slice(end), end === 0).replace(/[^\S\r\n\u2028\u2029]+$/u, ''));
  return parts.join('');
}

function formatStatement(tokens: readonly Token[], text: string): string {
  const start = tokens[0]?.start ?? 0;
  const original = text.slice(start, tokens.at(-1)?.end);
  const meaning = meaningOf(tokens, text.length);
  if (meaning === undefined) return original;
  const written = tokens.filter(({ kind }) => kind !== 'newline');
  const spaces = spacesBefore(written, text);
  const parts: string[] = [];
  let end = start;
  for (const [i, token] of written.entries()) {
    const gap = text.slice(end, token.start);
    // A gap with a comment or a line's end in it is the reader's.
    parts.push(i === 0 ? '' : /\S|[\r\n\u2028\u2029]/u.test(gap) ? between(gap, false) : spaces[i] ?? '', text.slice(token.start, token.end));
    end = token.end;
  }
  const formatted = parts.join('');
  const again = split(lex(formatted).tokens);
  return again.extents.length === 1 && meaningOf(again.tokens, formatted.length) === meaning ? formatted : original;
}

/** What a statement says, in one spelling; undefined where it has an error or no tree. */
function meaningOf(tokens: readonly Token[], end: number): string | undefined {
  const cursor = cursorOver(tokens, 0, tokens.length, end);
  const statement = readStatement(cursor);
  return cursor.errors.length > 0 ? undefined : printStatement(statement);
}

/** What stands between statements or lines: no space before a line's end, one after a `;`. Comments stay where they are. */
function between(gap: string, atStart: boolean): string {
  if (/^[^\S\r\n]*;[^\S\r\n]*$/u.test(gap)) return '; ';
  const trimmed = gap.replace(/^[^\S\r\n\u2028\u2029]+(?=;)|[^\S\r\n\u2028\u2029]+(?=[\r\n\u2028\u2029])/gu, '');
  return !atStart && /^(?:#|\/\/)/u.test(trimmed) ? ` ${trimmed}` : trimmed;
}
