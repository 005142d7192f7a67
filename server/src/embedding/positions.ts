/**
 * Positions there and back between a virtual text and the file it was taken from.
 *
 * A map is a list of segments in ascending order of both texts. Outside the segments lies what only one of the two texts has:
 * comment leaders and code in the file, line separators in the virtual text. All offsets count UTF-16 units.
 */
import type { Span } from '../syntax/tree';

/** `length` units at `virtual` stand for `fileLength` units at `file`. The two lengths differ only where one unit is written as an escape. */
export interface Segment {
  readonly virtual: number;
  readonly length: number;
  readonly file: number;
  readonly fileLength: number;
}

export interface PositionMap {
  readonly segments: readonly Segment[];
  /** The file offset of a virtual offset. An offset outside every segment maps to the end of the segment before it. */
  readonly toFile: (offset: number) => number;
  /** The virtual offset of a file offset; undefined where the file has no counterpart there. */
  readonly toVirtual: (fileOffset: number) => number | undefined;
  /** The file range of a virtual range; it may run over comment leaders. An empty range stays empty. */
  readonly toFileRange: (span: Span) => Span;
  /** The virtual range of the part of a file range that has a counterpart; undefined when no part has. */
  readonly toVirtualRange: (span: Span) => Span | undefined;
}

export const plainSegment = (virtual: number, file: number, length: number): Segment => ({ virtual, length, file, fileLength: length });

/** The index of the last segment for which `startOf(segment) <= offset`; -1 when there is none. */
function lastAtOrBefore(segments: readonly Segment[], offset: number, startOf: (segment: Segment) => number): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const segment = segments[middle];
    if (segment !== undefined && startOf(segment) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const virtualStart = (segment: Segment): number => segment.virtual;
const fileStart = (segment: Segment): number => segment.file;

/** The file offset `delta` virtual units into a segment; what lies beyond its end is its end. */
const fileWithin = (segment: Segment, delta: number): number =>
  segment.file + (delta >= segment.length ? segment.fileLength : segment.length === segment.fileLength ? delta : 0);
/** The inverse. An offset inside an escape is the offset of the unit that it stands for. */
const virtualWithin = (segment: Segment, delta: number): number =>
  segment.virtual + (delta >= segment.fileLength ? segment.length : segment.length === segment.fileLength ? delta : 0);

/** The map that consists of these segments, which must ascend and not overlap. */
export function positionMap(segments: readonly Segment[]): PositionMap {
  const first = segments[0];
  const toFile = (offset: number): number => {
    const segment = segments[lastAtOrBefore(segments, offset, virtualStart)];
    return segment === undefined ? (first?.file ?? 0) : fileWithin(segment, offset - segment.virtual);
  };
  const toVirtual = (fileOffset: number): number | undefined => {
    const segment = segments[lastAtOrBefore(segments, fileOffset, fileStart)];
    return segment === undefined || fileOffset > segment.file + segment.fileLength ? undefined : virtualWithin(segment, fileOffset - segment.file);
  };
  const toFileRange = ({ start, end }: Span): Span => {
    const from = toFile(start);
    if (end <= start) return { start: from, end: from };
    // The end belongs to the unit before it: between touching segments it stays with the earlier one.
    const segment = segments[lastAtOrBefore(segments, end - 1, virtualStart)];
    return { start: from, end: segment === undefined ? from : Math.max(from, fileWithin(segment, end - segment.virtual)) };
  };
  const toVirtualRange = ({ start, end }: Span): Span | undefined => {
    const before = lastAtOrBefore(segments, start, fileStart);
    const holding = segments[before];
    const head = holding !== undefined && start <= holding.file + holding.fileLength ? holding : segments[before + 1];
    const tail = segments[lastAtOrBefore(segments, end, fileStart)];
    if (head === undefined || tail === undefined || head.file > end || tail.virtual < head.virtual) return undefined;
    const from = virtualWithin(head, Math.max(0, start - head.file));
    return { start: from, end: Math.max(from, virtualWithin(tail, end - tail.file)) };
  };
  return { segments, toFile, toVirtual, toFileRange, toVirtualRange };
}

/** The map of a text that stands in the file unchanged from `file` on. */
export const shifted = (length: number, file = 0): PositionMap => positionMap([plainSegment(0, file, length)]);

/** The same map of a text that stands `delta` units further on in its file. */
export function moved(map: PositionMap, delta: number): PositionMap {
  let segments: readonly Segment[] | undefined;
  const there = ({ start, end }: Span): Span => ({ start: start + delta, end: end + delta });
  return {
    get segments() { return segments ??= map.segments.map((segment) => ({ ...segment, file: segment.file + delta })); },
    toFile: (offset) => map.toFile(offset) + delta,
    toVirtual: (fileOffset) => map.toVirtual(fileOffset - delta),
    toFileRange: (span) => there(map.toFileRange(span)),
    toVirtualRange: ({ start, end }) => map.toVirtualRange({ start: start - delta, end: end - delta }),
  };
}

/** The map from the inner virtual text to the file of `outer`, where `inner` maps to the virtual text of `outer`. */
export function compose(inner: PositionMap, outer: PositionMap): PositionMap {
  const segments: Segment[] = [];
  for (const piece of inner.segments) {
    const end = piece.file + piece.fileLength;
    let at = Math.max(0, lastAtOrBefore(outer.segments, piece.file, virtualStart));
    for (let under = outer.segments[at]; under !== undefined && under.virtual <= end; under = outer.segments[++at]) {
      const from = Math.max(piece.file, under.virtual);
      const to = Math.min(end, under.virtual + under.length);
      if (to < from || (to === from && piece.length > 0)) continue;
      const file = fileWithin(under, from - under.virtual);
      segments.push({ virtual: piece.virtual + from - piece.file, length: to - from, file, fileLength: fileWithin(under, to - under.virtual) - file });
    }
  }
  return positionMap(segments);
}
