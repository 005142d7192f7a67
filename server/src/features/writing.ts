/**
 * What is held back while somebody writes: shapes and lenses of a line that is being written at its end would come and go with every letter, and
 * push the text to and fro. They are there once the writer goes on to another place, or pauses.
 */
import type { Position } from '../../../protocol/position';
import type { Analysis } from '../service/analysis';
import { codeLenses } from './codeLens';
import { inlayHints } from './inlayHints';

/** Whether a place is outside the statement that is being written. `writing`: where the last edit ended, until its document has rested. */
export function isSettled(analysis: Analysis, writing: number | undefined): (place: Position) => boolean {
  const at = writing === undefined ? undefined : analysis.toVirtual(writing);
  const statement = at === undefined ? undefined : analysis.parsed.statements.findLast(({ span }) => span.start <= at);
  if (at === undefined || statement === undefined || at < statement.span.end || !/^[^\S\n]*$/.test(analysis.embedded.text.slice(statement.span.end, at))) return () => true;
  const { start, end } = analysis.lines.spanOf(analysis.rangeOf(statement.span));
  return (place) => { const offset = analysis.lines.offsetAt(place); return offset < start || offset > end; };
}

/** What is held back. */
export function heldBack(analysis: Analysis, writing: number | undefined, target: string): { readonly hints: boolean; readonly lenses: boolean } {
  if (writing === undefined) return { hints: false, lenses: false };
  const settled = isSettled(analysis, writing);
  const whole = analysis.lines.rangeOf({ start: 0, end: analysis.document.text.length });
  return { hints: !inlayHints(analysis, whole).every(({ position }) => settled(position)), lenses: !codeLenses(analysis, target).every(({ range }) => settled(range.start)) };
}
