/** The mcalc blocks of a file: its marked comments, its fences, or the whole of it. */
import { makeBlock, placeAfter, relocate, type Block } from './block';
import { commentBlocks, type Past } from './commentBlocks';
import { fences, type Fence } from './fences';
import { hostOf, type Host } from './hosts';
import { afterTerminator } from './lines';
import { shifted } from './positions';
import { wholeFile } from './wholeFile';

export type { Block, Place } from './block';

export interface EmbedOptions {
  /** What starts a block; a setting. */
  readonly markers?: readonly string[];
}

export const DEFAULT_MARKERS: readonly string[] = ['mcalc:'];

/** The blocks of a file, top to bottom. A language without a row in the table of hosts has none. */
export const findBlocks = (text: string, languageId: string, options: EmbedOptions = {}): readonly Block[] => findAgain(text, languageId, options, undefined).blocks;

export interface Found { readonly blocks: readonly Block[]; /** What is worth knowing when the file is read again. */ readonly past?: Past | undefined }

/** The blocks of a file of which an earlier version has been read. */
export function findAgain(text: string, languageId: string, options: EmbedOptions, past: Past | undefined): Found {
  const host = hostOf(languageId);
  if (host === undefined) return { blocks: [] };
  const markers = (options.markers ?? DEFAULT_MARKERS).filter((marker) => marker !== '');
  switch (host.reading) {
    case 'whole': return { blocks: wholeFile(text, languageId) };
    case 'code': return commentBlocks(text, host, languageId, markers, past);
    case 'fences': return { blocks: fencedBlocks(text, host, languageId, markers) };
    // `notebook.ts` reads cells and asks for the blocks of each.
    case 'notebook': return { blocks: [] };
  }
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
  if (text.includes('<!--')) blocks.push(...commentBlocks(withoutFences(text, found), host, languageId, markers).blocks);
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
