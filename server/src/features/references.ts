/** textDocument/references and documentHighlight: every place of a name, in all blocks of the file. */
import type { Range } from '../../../protocol/position';
import type { Analysis } from '../service/analysis';
import { occurrenceAt, occurrencesOf } from './occurrences';

export interface Reference { readonly range: Range; readonly writes: boolean }

export function references(analysis: Analysis, offset: number): readonly Reference[] {
  const at = analysis.toVirtual(offset);
  const occurrence = at === undefined ? undefined : occurrenceAt(analysis.meaning, at);
  if (occurrence === undefined) return [];
  return occurrencesOf(analysis.meaning, occurrence.binding).map(({ span, introduces }) => ({ range: analysis.rangeOf(span), writes: introduces }));
}
