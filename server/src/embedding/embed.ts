/** A file as the engine reads it: all its blocks as one text, top to bottom in one scope, and positions there and back. */
import type { Span } from '../syntax/tree';
import type { Block } from './block';
import { findBlocks, type EmbedOptions } from './blocks';
import { hostOf } from './hosts';
import { notebookBlocks } from './notebook';
import { positionMap, type Segment } from './positions';

/** A block and where its text stands in the virtual text. */
export interface PlacedBlock extends Block { readonly virtual: Span }

export interface EmbeddedDocument {
  /** The blocks' texts, each on lines of its own, with room behind it. */
  readonly text: string;
  /** The stretches of `text` that are read by themselves: a block with the room behind it, and what stands before the document. Nothing is between them. */
  readonly parts: readonly Span[];
  readonly blocks: readonly PlacedBlock[];
  /** The file offset of a virtual offset. */
  readonly toFile: (offset: number) => number;
  /** The virtual offset of a file offset; undefined outside the blocks. */
  readonly toVirtual: (fileOffset: number) => number | undefined;
  /** The file range of a virtual range; over several lines it covers the comment leaders between them. */
  readonly toFileRange: (span: Span) => Span;
  /** The virtual range of the part of a file range that lies in blocks; undefined when none does. */
  readonly toVirtualRange: (span: Span) => Span | undefined;
  /** The block that holds a virtual offset. */
  readonly blockAt: (offset: number) => PlacedBlock | undefined;
  /** Replacement text for a virtual range, as it is written in the file: further lines start with the block's comment leader. */
  readonly hostText: (offset: number, replacement: string) => string;
}

/** Blocks start at multiples of this, so that an edit in one leaves the places of those behind it as they are: what was found out about them holds. */
const ROOM = 64;

/** What fills a block's room: blanks and the line's end, which mean nothing between statements. */
const roomBehind = (length: number): string => `${' '.repeat(ROOM - 1 - length % ROOM)}\n`;

/** One text of all blocks of a file. */
export function joinBlocks(blocks: readonly Block[]): EmbeddedDocument {
  const segments: Segment[] = [];
  const placed: PlacedBlock[] = [];
  const parts: Span[] = [];
  let text = '';
  for (const [i, block] of blocks.entries()) {
    const start = text.length;
    for (const segment of block.map.segments) segments.push({ ...segment, virtual: start + segment.virtual });
    placed.push({ ...block, virtual: { start, end: start + block.text.length } });
    text += i === blocks.length - 1 ? block.text : block.text + roomBehind(block.text.length);
    parts.push({ start, end: text.length });
  }
  const map = positionMap(segments);
  const blockAt = (offset: number): PlacedBlock | undefined => placed.find(({ virtual }) => virtual.start <= offset && offset <= virtual.end);
  return {
    text, parts, blocks: placed, blockAt,
    toFile: map.toFile, toVirtual: map.toVirtual, toFileRange: map.toFileRange, toVirtualRange: map.toVirtualRange,
    hostText: (offset, replacement) => {
      const block = blockAt(offset);
      return block === undefined ? replacement : replacement.replace(/\r\n|\n|\r/g, `${block.terminator}${block.linePrefix}`.replace(/\$/g, '$$$$'));
    },
  };
}

/**
 * The mcalc text of a file. A file without blocks, or in a language without a row in the table of hosts, has the empty text.
 * Notebook files (`ipynb`) are read cell by cell. Linear in the length of the file; never fails.
 */
export const embed = (text: string, languageId: string, options: EmbedOptions = {}): EmbeddedDocument =>
  joinBlocks(hostOf(languageId)?.reading === 'notebook' ? notebookBlocks(text, options) : findBlocks(text, languageId, options));
