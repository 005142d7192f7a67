/**
 * A `.mcalc` file is mcalc text from end to end. Its blocks are its paragraphs, so that an edit in one leaves the places of the others as
 * they are. A blank line inside a statement, between brackets that are open, ends no paragraph.
 */
import { lex } from '../syntax/lex';
import { split } from '../syntax/statements';
import type { Span } from '../syntax/tree';
import { makeBlock, type Block } from './block';
import { afterTerminator, lineEnd } from './lines';

export function wholeFile(text: string, languageId: string): readonly Block[] {
  const isPlain = !text.includes('\r');
  return paragraphs(text).map((paragraph) =>
    makeBlock(text, isPlain ? [paragraph] : linesOf(text, paragraph), { marker: { start: paragraph.start, end: paragraph.start }, languageId, linePrefix: '', place: undefined }));
}

const BLANK_LINE = /(?:\r\n|\n|\r(?!\n))[^\S\r\n]*(?=[\r\n])/u;

/** A paragraph ends with the first blank line that follows one of its statements; the next one starts on the line behind that. */
function paragraphs(text: string): readonly Span[] {
  const { tokens, extents } = split(lex(text).tokens);
  const found: Span[] = [];
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (const [i, extent] of extents.entries()) {
    const [last, next] = [tokens[extent.to - 1], tokens[extents[i + 1]?.from ?? Infinity]];
    const blank = last === undefined || next === undefined ? null : BLANK_LINE.exec(text.slice(last.end, next.start));
    if (last === undefined || blank === null) continue;
    const end = last.end + blank.index + blank[0].length;
    found.push({ start, end });
    start = afterTerminator(text, end);
  }
  return [...found, { start, end: text.length }];
}

/** The lines of a stretch of a text, without what ends them. */
function linesOf(text: string, { start, end }: Span): readonly Span[] {
  const lines: Span[] = [];
  for (let at = start; ;) {
    const stop = Math.min(lineEnd(text, at), end);
    lines.push({ start: at, end: stop });
    if (stop >= end) return lines;
    at = afterTerminator(text, stop);
  }
}
