/** A file as the engine reads it: all its blocks as one text, top to bottom in one scope, and positions there and back. */
import type { Span } from '../syntax/tree';
import type { Block } from './block';
import { findAgain, type EmbedOptions } from './blocks';
import type { Past } from './commentBlocks';
import { hostOf } from './hosts';
import { notebookBlocks } from './notebook';
import { positionMap, type PositionMap } from './positions';

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
  const placed: PlacedBlock[] = [];
  const parts: Span[] = [];
  const texts: string[] = [];
  let end = 0;
  for (const [i, block] of blocks.entries()) {
    const start = end;
    const text = i === blocks.length - 1 ? block.text : block.text + roomBehind(block.text.length);
    texts.push(text);
    end += text.length;
    placed.push({ ...block, virtual: { start, end: start + block.text.length } });
    parts.push({ start, end });
  }
  const blockAt = (offset: number): PlacedBlock | undefined => { const block = lastBlock(placed, ({ virtual }) => virtual.start <= offset); return block !== undefined && offset <= block.virtual.end ? block : undefined; };
  const places = placesIn(placed);
  return {
    text: texts.join(''), parts, blocks: placed, blockAt, ...places,
    hostText: (offset, replacement) => {
      const block = blockAt(offset);
      return block === undefined ? replacement : replacement.replace(/\r\n|\n|\r/g, `${block.terminator}${block.linePrefix}`.replace(/\$/g, '$$$$'));
    },
  };
}

/** The last of the blocks, which ascend, that is `before` something. */
function lastBlock(blocks: readonly PlacedBlock[], before: (block: PlacedBlock) => boolean): PlacedBlock | undefined {
  let [low, high] = [0, blocks.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const block = blocks[middle];
    if (block !== undefined && before(block)) low = middle + 1; else high = middle;
  }
  return blocks[low - 1];
}

/** Places there and back, by way of the block that holds them. */
function placesIn(blocks: readonly PlacedBlock[]): Pick<EmbeddedDocument, 'toFile' | 'toVirtual' | 'toFileRange' | 'toVirtualRange'> {
  const holding = (offset: number): PlacedBlock | undefined => lastBlock(blocks, ({ virtual }) => virtual.start <= offset);
  const [first] = blocks;
  const toFile = (offset: number): number => { const block = holding(offset); return block === undefined ? first?.toFile(0) ?? 0 : block.toFile(offset - block.virtual.start); };
  let map: PositionMap | undefined;
  /** A range of the file may run over several blocks. */
  const whole = (): PositionMap => map ??= positionMap(blocks.flatMap((block) => block.map.segments.map((segment) => ({ ...segment, virtual: block.virtual.start + segment.virtual }))));
  return {
    toFile,
    toVirtual: (fileOffset) => {
      const block = lastBlock(blocks, ({ map: { segments } }) => (segments[0]?.file ?? Infinity) <= fileOffset);
      const at = block?.toBlock(fileOffset);
      return block === undefined || at === undefined ? undefined : block.virtual.start + at;
    },
    toFileRange: ({ start, end }) => {
      const from = toFile(start);
      const block = holding(end - 1);
      if (end <= start || block === undefined) return { start: from, end: from };
      const local = end - block.virtual.start;
      return { start: from, end: Math.max(from, block.map.toFileRange({ start: Math.min(local - 1, Math.max(0, start - block.virtual.start)), end: local }).end) };
    },
    toVirtualRange: (span) => whole().toVirtualRange(span),
  };
}

/** What has been read of a file, for when it is read again. */
const pasts = new WeakMap<EmbeddedDocument, Past>();

/**
 * The mcalc text of a file. A file without blocks, or in a language without a row in the table of hosts, has the empty text.
 * Notebook files (`ipynb`) are read cell by cell. Linear in the length of the file; never fails. `previous`: an earlier version of the
 * file; what an edit has not touched is not read again.
 */
export function embed(text: string, languageId: string, options: EmbedOptions = {}, previous?: EmbeddedDocument): EmbeddedDocument {
  if (hostOf(languageId)?.reading === 'notebook') return joinBlocks(notebookBlocks(text, options));
  const { blocks, past } = findAgain(text, languageId, options, previous === undefined ? undefined : pasts.get(previous));
  const document = joinBlocks(blocks);
  if (past !== undefined) pasts.set(document, past);
  return document;
}
