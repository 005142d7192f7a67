/**
 * Comment lines that follow each other directly, and the blocks among them.
 *
 * A line whose text starts with a marker starts a block. The block goes on until the comment ends or a line is not more indented than the
 * marker; a further marker starts a block of its own. Blank comment lines do not end it. Where the marker stands on the opening line of
 * a comment that has an end, indentation is measured against the opener.
 */
import type { Span } from '../syntax/tree';
import { makeBlock, placeAfter, type Block } from './block';
import { afterTerminator, blankCopy, columnOf, lineEnd, lineStart, skipBlank, trimmedEnd } from './lines';
import type { Comment } from './scan';
import { startsStamp } from './stamp';

/** A line of a comment: where it starts in the file, and its text without the leader. */
interface CommentLine { readonly lineStart: number; /** Where the leader of a line comment starts. */ readonly leader?: number; readonly start: number; readonly end: number; /** The column of the decorating star. */ readonly star?: number }

/** Comment lines that follow each other directly: line comments, or the lines of one comment that has an end. */
export interface Paragraph {
  readonly lines: readonly CommentLine[];
  /** The file range of the comment when it has an end; undefined for line comments. */
  readonly enclosing: Span | undefined;
  readonly starred: boolean;
  /** Line comments of documentation tools: code must not be inserted between them. */
  readonly documentation: boolean;
}

export function lineParagraph(text: string, run: readonly Comment[]): Paragraph {
  return {
    lines: run.map(({ start, contentStart, contentEnd }) => ({ lineStart: lineStart(text, start), leader: start, start: contentStart, end: contentEnd })),
    enclosing: undefined, starred: false, documentation: run.every(({ documentation }) => documentation),
  };
}

export function enclosedParagraph(text: string, comment: Comment): Paragraph {
  const lines: CommentLine[] = [];
  const first = lineStart(text, comment.start);
  const openColumn = columnOf(text, first, comment.start);
  // `/**` and `/*!` of documentation tools.
  let start = comment.contentStart;
  if (comment.starred) while (start < comment.contentEnd && '*!'.includes(text.charAt(start))) start++;
  for (let from = first; ;) {
    const end = Math.min(lineEnd(text, start), comment.contentEnd);
    if (from === first) lines.push({ lineStart: from, start, end });
    else {
      const mark = skipBlank(text, start, end);
      const star = comment.starred && mark < end && text.charAt(mark) === '*' ? columnOf(text, from, mark) : -1;
      // A star far from the opener is a product that goes on, not a decoration.
      lines.push(star >= openColumn && star <= openColumn + 2 ? { lineStart: from, start: mark + 1, end, star } : { lineStart: from, start, end });
    }
    if (end >= comment.contentEnd) break;
    from = start = afterTerminator(text, end);
    if (start > comment.contentEnd) break;
  }
  return { lines, enclosing: { start: comment.start, end: comment.end }, starred: comment.starred, documentation: false };
}

/** Who forgot to indent a block sees it at its first lines. */
const MOST_BELOW = 20;

/** The blocks of a paragraph, in order. */
export function paragraphBlocks(text: string, paragraph: Paragraph, languageId: string, markers: readonly string[]): readonly Block[] {
  const blocks: Block[] = [];
  const { lines, enclosing } = paragraph;
  const textStart = (line: CommentLine): number => skipBlank(text, line.start, line.end);
  const markerAt = (line: CommentLine): Span | undefined => {
    const start = textStart(line);
    const marker = markers.filter((candidate) => text.startsWith(candidate, start) && start + candidate.length <= line.end).sort((a, b) => b.length - a.length)[0];
    return marker === undefined ? undefined : { start, end: start + marker.length };
  };

  for (let i = 0; i < lines.length;) {
    const head = lines[i];
    const marker = head === undefined ? undefined : markerAt(head);
    if (head === undefined || marker === undefined) { i++; continue; }
    const markerColumn = columnOf(text, head.lineStart, marker.start);
    const onOpeningLine = enclosing !== undefined && i === 0;
    const openColumn = onOpeningLine ? columnOf(text, head.lineStart, enclosing.start) : 0;
    /** Text must start right of this column to belong to the block. */
    const limit = (line: CommentLine): number => (!onOpeningLine ? markerColumn : line.star === undefined ? openColumn : line.star + 2);

    const body: CommentLine[] = [{ ...head, start: marker.end }];
    let lastWritten = 0;
    let next = i + 1;
    for (; next < lines.length; next++) {
      const line = lines[next];
      if (line === undefined || markerAt(line) !== undefined) break;
      const start = textStart(line);
      // The stamp of inserted code is a comment of its own, wherever it stands.
      if (startsStamp(text, start)) break;
      const blank = start >= line.end;
      const column = columnOf(text, line.lineStart, start);
      if (!blank && column <= limit(line)) break;
      body.push(line);
      // Blank lines at the end count only as far as somebody is about to write on them.
      if (!blank || (column > limit(line) && (enclosing === undefined || next < lines.length - 1))) lastWritten = body.length - 1;
    }
    body.length = lastWritten + 1;
    i = next;

    const last = body.at(-1) ?? head;
    const below: Span[] = [];
    for (const line of lines.slice(next, next + MOST_BELOW)) {
      const start = textStart(line);
      if (start >= line.end || markerAt(line) !== undefined || startsStamp(text, start)) break;
      below.push({ start, end: trimmedEnd(text, start, line.end) });
    }
    const wholeRun = lines.at(-1) ?? last;
    const anchor = enclosing !== undefined ? enclosing.end : paragraph.documentation ? wholeRun.end : last.end;
    const indentLine = enclosing !== undefined ? (lines[0] ?? head).lineStart : head.lineStart;
    blocks.push(makeBlock(text, body, {
      marker, languageId, below,
      linePrefix: newLinePrefix(text, paragraph, body, head, marker, onOpeningLine),
      place: placeAfter(text, anchor, text.slice(indentLine, skipBlank(text, indentLine, text.length)).replace(/\ufeff/g, '')),
    }));
  }
  return blocks;
}

/** What a new line of a block starts with: what its last written line starts with, else the marker's line and two columns more. */
function newLinePrefix(text: string, paragraph: Paragraph, body: readonly CommentLine[], head: CommentLine, marker: Span, onOpeningLine: boolean): string {
  const written = body.slice(1).filter((line) => trimmedEnd(text, line.start, line.end) > line.start).at(-1);
  if (written !== undefined) return text.slice(written.lineStart, skipBlank(text, written.start, written.end));
  if (onOpeningLine) {
    const open = paragraph.enclosing?.start ?? marker.start;
    const decorated = paragraph.starred && /^\/\*[*!]/.test(text.slice(open, open + 3));
    return decorated ? `${blankCopy(text, head.lineStart, open)} *   ` : `${blankCopy(text, head.lineStart, marker.start)}  `;
  }
  if (paragraph.enclosing !== undefined) return `${text.slice(head.lineStart, marker.start)}  `;
  // A comment after code: the code becomes white space, the leader stays.
  const leader = head.leader ?? marker.start;
  return `${blankCopy(text, head.lineStart, leader)}${text.slice(leader, marker.start)}  `;
}
