/** A block: mcalc text in a file, where it stands, and where what is written beside it goes. */
import type { Span } from '../syntax/tree';
import { afterTerminator, lineEnd, terminatorOf } from './lines';
import { compose, moved, plainSegment, positionMap, type PositionMap, type Segment } from './positions';

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
  readonly toFile: (offset: number) => number;
  /** The offset in `text` of a file offset; undefined outside the block. */
  readonly toBlock: (fileOffset: number) => number | undefined;
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
  /** The texts of the comment lines below that follow directly and are not indented enough to belong to the block; each a span of the file. */
  readonly below: readonly Span[];
  /** Undefined where no code can be inserted (a `.mcalc` file, a notebook's JSON). */
  readonly place: Place | undefined;
}

/** The block of these pieces of a file, a line each. */
export function makeBlock(text: string, pieces: readonly Span[], rest: Omit<Block, 'text' | 'map' | 'toFile' | 'toBlock' | 'span' | 'terminator' | 'below'> & { readonly below?: readonly Span[] }): Block {
  const segments: Segment[] = [];
  let virtual = 0;
  for (const { start, end } of pieces) {
    segments.push(plainSegment(virtual, start, end - start));
    virtual += end - start + 1;
  }
  const map = positionMap(segments);
  const [first, last] = [pieces[0], pieces.at(-1)];
  return {
    below: [], ...rest, map, toFile: map.toFile, toBlock: map.toVirtual,
    text: pieces.map(({ start, end }) => text.slice(start, end)).join('\n'),
    span: { start: rest.marker.start < rest.marker.end ? rest.marker.start : (first?.start ?? rest.marker.start), end: last?.end ?? rest.marker.end },
    terminator: terminatorOf(text),
  };
}

/** The place on the line after the one that holds `offset`. */
export function placeAfter(text: string, offset: number, indent: string): Place {
  const end = lineEnd(text, offset);
  return { offset: afterTerminator(text, end), before: end >= text.length ? terminatorOf(text) : '', indent };
}

/** A block of a part of a file as a block of the file. `drop`: the part is written with escapes, so that nothing can be inserted in it. */
export function relocate(block: Block, outer: PositionMap, place: 'shift' | 'drop'): Block {
  const map = compose(block.map, outer);
  return {
    ...block, map, toFile: map.toFile, toBlock: map.toVirtual,
    span: outer.toFileRange(block.span), marker: outer.toFileRange(block.marker), below: block.below.map((line) => outer.toFileRange(line)),
    place: place === 'drop' || block.place === undefined ? undefined : { ...block.place, offset: outer.toFile(block.place.offset) },
  };
}

/** The block of a file in which it stands `delta` units further on. */
export function movedBlock(block: Block, delta: number): Block {
  if (delta === 0) return block;
  const map = moved(block.map, delta);
  const there = ({ start, end }: Span): Span => ({ start: start + delta, end: end + delta });
  return {
    ...block, map, toFile: map.toFile, toBlock: map.toVirtual, span: there(block.span), marker: there(block.marker), below: block.below.map(there),
    place: block.place === undefined ? undefined : { ...block.place, offset: block.place.offset + delta },
  };
}
