/** The mcalc blocks of a file: its marked comments, its fences, or the whole of it. */
import type { Span } from '../syntax/tree';
import { makeBlock, placeAfter, relocate, type Block } from './block';
import { fences, type Fence } from './fences';
import { hostOf, type Host } from './hosts';
import { afterTerminator, lineEnd, skipBlank } from './lines';
import { enclosedParagraph, lineParagraph, paragraphBlocks } from './paragraphs';
import { shifted } from './positions';
import { comments, type Comment } from './scan';

export type { Block, Place } from './block';

export interface EmbedOptions {
  /** What starts a block; a setting. */
  readonly markers?: readonly string[];
}

export const DEFAULT_MARKERS: readonly string[] = ['mcalc:'];

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
function withoutFences(text: string, found: readonly Fence[]): string {
  let rest = '';
  let at = 0;
  for (const { start, end } of found) {
    rest += text.slice(at, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ');
    at = end;
  }
  return rest + text.slice(at);
}
