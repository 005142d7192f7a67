/** A file as it comes in, and its places in the counting of editors. */
import type { Position, Range } from '../../../protocol/position';
import type { Span } from '../syntax/tree';

export interface SourceDocument {
  readonly uri: string;
  /** An editor's identifier of the language: `python`, `mcalc`, … */
  readonly languageId: string;
  readonly version: number;
  readonly text: string;
}

/** Places of a text: offsets count UTF-16 units, lines end with `\n`, `\r\n` or `\r`. */
export interface LineTable {
  readonly positionAt: (offset: number) => Position;
  /** Clamped to the text and to the line. */
  readonly offsetAt: (position: Position) => number;
  readonly rangeOf: (span: Span) => Range;
  readonly spanOf: (range: Range) => Span;
  /** The text of a line without its terminator. */
  readonly line: (line: number) => string;
}

/** Most files have one kind of line end, which is found several times as fast as three. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  if (text.includes('\r')) for (const found of text.matchAll(/\r\n|\n|\r/g)) starts.push(found.index + found[0].length);
  else for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

export function lineTable(text: string): LineTable {
  const starts = lineStarts(text);

  const positionAt = (offset: number): Position => {
    const at = Math.max(0, Math.min(offset, text.length));
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= at) low = middle; else high = middle;
    }
    return { line: low, character: at - (starts[low] ?? 0) };
  };
  const endOf = (line: number): number => {
    const next = starts[line + 1];
    if (next === undefined) return text.length;
    return text.startsWith('\r\n', next - 2) ? next - 2 : next - 1;
  };
  const offsetAt = ({ line, character }: Position): number => {
    if (line < 0) return 0;
    const start = starts[line];
    return start === undefined ? text.length : Math.min(start + Math.max(0, character), endOf(line));
  };
  return {
    positionAt, offsetAt,
    rangeOf: ({ start, end }) => ({ start: positionAt(start), end: positionAt(end) }),
    spanOf: ({ start, end }) => ({ start: offsetAt(start), end: offsetAt(end) }),
    line: (line) => { const start = starts[line]; return start === undefined ? '' : text.slice(start, endOf(line)); },
  };
}
