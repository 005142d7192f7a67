/**
 * The mcalc blocks of a file.
 *
 * A comment line whose text starts with a marker starts a block. The block goes on over the comment lines that follow directly, until the
 * comment ends or a line is not more indented than the marker; a further marker starts a block of its own. Blank comment lines do
 * not end it. Where the marker stands on the opening line of a comment that has an end, indentation is measured against the opener.
 */
import type { Span } from '../syntax/tree';
import { fences } from './fences';
import { hostOf, type Host } from './hosts';
import { afterTerminator, blankCopy, columnOf, lineEnd, lineStart, skipBlank, terminatorOf, trimmedEnd } from './lines';
import { compose, plainSegment, positionMap, shifted, type PositionMap, type Segment } from './positions';
import { comments, type Comment } from './scan';

export interface EmbedOptions {
  /** What starts a block; a setting. */
  readonly markers?: readonly string[];
}

export const DEFAULT_MARKERS: readonly string[] = ['mcalc:'];

/** Where code that belongs to a block is inserted: below its comment. */
export interface Place {
  /** The start of a line, or the end of a file whose last line has no terminator. */
  readonly offset: number;
  /** What to write first: a line terminator at the end of such a file, else nothing. */
  readonly before: string;
  /** The indentation of the code. */
  readonly indent: string;
}

export interface Block {
  /** The mcalc text: a line per line of the file, joined by `\n`, without comment leaders. */
  readonly text: string;
  readonly map: PositionMap;
  /** The file offset of an offset in `text`. */
  toFile(offset: number): number;
  /** The offset in `text` of a file offset; undefined outside the block. */
  toBlock(fileOffset: number): number | undefined;
  /** From the marker to the end of the block's text, in the file. */
  readonly span: Span;
  /** The marker; empty in a `.mcalc` file and in a fence. */
  readonly marker: Span;
  /** The language the comment stands in, which is not the file's in a chunk or a cell. */
  readonly languageId: string;
  /** What a new line of the block starts with: indentation, comment leader, white space. */
  readonly linePrefix: string;
  /** The file's line terminator. */
  readonly terminator: string;
  /** Undefined where no code can be inserted (a `.mcalc` file, a notebook's JSON). */
  readonly place: Place | undefined;
}

/** A line of a comment: where it starts in the file, and its text without the leader. */
interface CommentLine { readonly lineStart: number; /** Where the leader of a line comment starts. */ readonly leader?: number; readonly start: number; readonly end: number; /** The column of the decorating star. */ readonly star?: number }

/** Comment lines that follow each other directly: line comments, or the lines of one comment that has an end. */
interface Paragraph {
  readonly lines: readonly CommentLine[];
  /** The file range of the comment when it has an end; undefined for line comments. */
  readonly enclosing: Span | undefined;
  readonly starred: boolean;
  /** Line comments of documentation tools: code must not be inserted between them. */
  readonly documentation: boolean;
}

/** The blocks of a file, top to bottom. A language without a row in the table of hosts has none. */
export function findBlocks(text: string, languageId: string, options: EmbedOptions = {}): readonly Block[] {
  const host = hostOf(languageId);
  if (host === undefined) return [];
  const markers = (options.markers ?? DEFAULT_MARKERS).filter((marker) => marker !== '');
  switch (host.reading) {
    case 'whole': return [wholeFile(text, languageId)];
    case 'code': return codeBlocks(text, host, languageId, markers);
    case 'fences': return fencedBlocks(text, host, languageId, markers);
    // `notebook.ts` reads cells and asks for the blocks of each.
    case 'notebook': return [];
  }
}

function makeBlock(text: string, pieces: readonly Span[], rest: Omit<Block, 'text' | 'map' | 'toFile' | 'toBlock' | 'span' | 'terminator'>): Block {
  const segments: Segment[] = [];
  let virtual = 0;
  for (const { start, end } of pieces) {
    segments.push(plainSegment(virtual, start, end - start));
    virtual += end - start + 1;
  }
  const map = positionMap(segments);
  const [first, last] = [pieces[0], pieces.at(-1)];
  return {
    ...rest, map, toFile: map.toFile, toBlock: map.toVirtual,
    text: pieces.map(({ start, end }) => text.slice(start, end)).join('\n'),
    span: { start: rest.marker.start < rest.marker.end ? rest.marker.start : (first?.start ?? rest.marker.start), end: last?.end ?? rest.marker.end },
    terminator: terminatorOf(text),
  };
}

function wholeFile(text: string, languageId: string): Block {
  const pieces: Span[] = [];
  const from = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (!text.includes('\r')) pieces.push({ start: from, end: text.length });
  else {
    for (let start = from; ;) {
      const end = lineEnd(text, start);
      pieces.push({ start, end });
      if (end >= text.length) break;
      start = afterTerminator(text, end);
    }
  }
  return makeBlock(text, pieces, { marker: { start: from, end: from }, languageId, linePrefix: '', place: undefined });
}

/** The place on the line after the one that holds `offset`. */
function placeAfter(text: string, offset: number, indent: string): Place {
  const end = lineEnd(text, offset);
  return { offset: afterTerminator(text, end), before: end >= text.length ? terminatorOf(text) : '', indent };
}

function codeBlocks(text: string, host: Host, languageId: string, markers: readonly string[]): readonly Block[] {
  // Most files hold no marker: they cost a search. In the others nothing is read after the comment that holds the last one.
  const last = Math.max(-1, ...markers.map((marker) => text.lastIndexOf(marker)));
  if (last < 0) return [];
  const blocks: Block[] = [];
  let run: Comment[] = [];
  const isMarked = ({ contentStart, contentEnd }: Comment): boolean => markers.some((marker) => text.startsWith(marker, skipBlank(text, contentStart, contentEnd)));
  const endRun = (): void => {
    if (run.some(isMarked)) blocks.push(...paragraphBlocks(text, lineParagraph(text, run), languageId, markers));
    run = [];
  };
  for (const comment of comments(text, host)) {
    const previous = run.at(-1);
    const follows = previous !== undefined && comment.kind === 'line' && comment.ownLine && followsDirectly(text, previous.end, comment.start);
    if (!follows) {
      endRun();
      if (comment.start > last) break;
    }
    if (comment.kind === 'line') run.push(comment);
    else if (markers.some((marker) => text.slice(comment.contentStart, comment.contentEnd).includes(marker))) {
      blocks.push(...paragraphBlocks(text, enclosedParagraph(text, comment), languageId, markers));
    }
  }
  endRun();
  return blocks;
}

/** Whether a comment that starts at `start` on a line of its own stands on the line after the one that ends at `end`. */
const followsDirectly = (text: string, end: number, start: number): boolean => {
  const next = afterTerminator(text, end);
  return next > end && next <= start && skipBlank(text, next, start) === start;
};

function lineParagraph(text: string, run: readonly Comment[]): Paragraph {
  return {
    lines: run.map(({ start, contentStart, contentEnd }) => ({ lineStart: lineStart(text, start), leader: start, start: contentStart, end: contentEnd })),
    enclosing: undefined, starred: false, documentation: run.every(({ documentation }) => documentation),
  };
}

function enclosedParagraph(text: string, comment: Comment): Paragraph {
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

function paragraphBlocks(text: string, paragraph: Paragraph, languageId: string, markers: readonly string[]): readonly Block[] {
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
    const wholeRun = lines.at(-1) ?? last;
    const anchor = enclosing !== undefined ? enclosing.end : paragraph.documentation ? wholeRun.end : last.end;
    const indentLine = enclosing !== undefined ? (lines[0] ?? head).lineStart : head.lineStart;
    blocks.push(makeBlock(text, body, {
      marker, languageId,
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

function fencedBlocks(text: string, host: Host, languageId: string, markers: readonly string[]): readonly Block[] {
  const blocks: Block[] = [];
  const found = fences(text);
  for (const fence of found) {
    const [first, last] = [fence.lines[0], fence.lines.at(-1)];
    if (fence.language === 'mcalc') {
      const at = first?.start ?? fence.end;
      blocks.push(makeBlock(text, first === undefined ? [{ start: at, end: at }] : fence.lines, {
        marker: { start: at, end: at }, languageId, linePrefix: fence.prefix.replace(/[^\t>]/g, ' '),
        place: placeAfter(text, fence.end, fence.prefix.replace(/[^\t>]/g, ' ')),
      }));
    } else if (fence.chunk && first !== undefined && last !== undefined) {
      const end = afterTerminator(text, last.end);
      if (hostOf(fence.language)?.reading !== 'code') continue;
      const outer = shifted(end - first.lineStart, first.lineStart);
      for (const block of findBlocks(text.slice(first.lineStart, end), fence.language, { markers })) blocks.push(relocate(block, outer, 'shift'));
    }
  }
  if (text.includes('<!--')) blocks.push(...codeBlocks(withoutFences(text, found), host, languageId, markers));
  return blocks.sort((a, b) => a.span.start - b.span.start);
}

/** The text with every fence blanked, line for line: the rest of it stands where it stood. */
function withoutFences(text: string, found: ReturnType<typeof fences>): string {
  let rest = '';
  let at = 0;
  for (const { start, end } of found) {
    rest += text.slice(at, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ');
    at = end;
  }
  return rest + text.slice(at);
}

/** A block of a part of a file as a block of the file. `drop`: the part is written with escapes, so that nothing can be inserted in it. */
export function relocate(block: Block, outer: PositionMap, place: 'shift' | 'drop'): Block {
  const map = compose(block.map, outer);
  return {
    ...block, map, toFile: map.toFile, toBlock: map.toVirtual,
    span: outer.toFileRange(block.span), marker: outer.toFileRange(block.marker),
    place: place === 'drop' || block.place === undefined ? undefined : { ...block.place, offset: outer.toFile(block.place.offset) },
  };
}
