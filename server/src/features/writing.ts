/**
 * What is held back while somebody writes: shapes and lenses of a line that is being written at its end would come and go with every letter, and
 * push the text to and fro. They are there once the writer goes on to another place, or pauses.
 */
import type { Position, Range } from '../../../protocol/position';
import type { Analysis } from '../service/analysis';
import { codeLenses } from './codeLens';
import { inlayHints } from './inlayHints';

/** The statement that is being written, in the file. `writing`: where the last edit ended, until its document has rested. */
function writtenAt(analysis: Analysis, writing: number | undefined): Range | undefined {
  const at = writing === undefined ? undefined : analysis.toVirtual(writing);
  const statement = at === undefined ? undefined : analysis.parsed.statements.findLast(({ span }) => span.start <= at);
  if (at === undefined || statement === undefined || at < statement.span.end || !/^[^\S\n]*$/.test(analysis.embedded.text.slice(statement.span.end, at))) return undefined;
  return analysis.rangeOf(statement.span);
}

/** Whether a place is outside that statement. */
export function isSettled(analysis: Analysis, writing: number | undefined): (place: Position) => boolean {
  const written = writtenAt(analysis, writing);
  if (written === undefined) return () => true;
  const { start, end } = analysis.lines.spanOf(written);
  return (place) => { const offset = analysis.lines.offsetAt(place); return offset < start || offset > end; };
}

/** What is held back. */
export function heldBack(analysis: Analysis, writing: number | undefined, target: string): { readonly hints: boolean; readonly lenses: boolean } {
  const written = writtenAt(analysis, writing);
  if (written === undefined) return { hints: false, lenses: false };
  const settled = isSettled(analysis, writing);
  const lenses = !codeLenses(analysis, target).every(({ range }) => settled(range.start));
  // Where a query has a lens its result may be a hint.
  return { hints: lenses || inlayHints(analysis, written).length > 0, lenses };
}
