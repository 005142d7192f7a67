/** Text with `¦` for the cursor in, and what a person sees out. */
import type { Edit, Range } from '../../protocol/position';
import { analyse } from '../../server/src/service/analyse';
import type { Analysis } from '../../server/src/service/analysis';
import { lazyRooms, type Rooms } from '../../server/src/service/rooms';

export const ROOMS: Rooms = lazyRooms(() => Promise.resolve());

export const analysed = (text: string, languageId = 'mcalc'): Analysis => analyse({ uri: 'file:///notes', languageId, version: 1, text }, ROOMS);

export interface Marked { readonly analysis: Analysis; readonly offset: number; readonly text: string; readonly range: Range }

/** One `¦` is a cursor, two of them are a selection. */
export function marked(source: string, languageId = 'mcalc'): Marked {
  const [before = '', inside = '', after] = source.split('¦');
  const text = source.replaceAll('¦', '');
  const analysis = analysed(text, languageId);
  const end = after === undefined ? before.length : before.length + inside.length;
  return { analysis, offset: before.length, text, range: analysis.lines.rangeOf({ start: before.length, end }) };
}

/** The text with the edits in it. */
export function edited({ document, lines }: Analysis, edits: readonly Edit[]): string {
  let { text } = document;
  const spans = edits.map(({ range, newText }) => ({ ...lines.spanOf(range), newText })).sort((a, b) => b.start - a.start || b.end - a.end);
  for (const { start, end, newText } of spans) text = text.slice(0, start) + newText + text.slice(end);
  return text;
}

/** What a range covers. */
export function covered({ document, lines }: Analysis, range: Range): string {
  const { start, end } = lines.spanOf(range);
  return document.text.slice(start, end);
}

/** The text with what the ranges cover in `«»`. */
export const underlined = (analysis: Analysis, ranges: readonly Range[]): string => edited(analysis, ranges.map((range) => ({ range, newText: `«${covered(analysis, range)}»` })));
