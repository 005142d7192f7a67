/** textDocument/definition: where a name is declared or defined; of a name that is neither, its first use. */
import type { Range } from '../../../protocol/position';
import type { Analysis } from '../service/analysis';
import { occurrenceAt } from './occurrences';

export interface Definition { readonly origin: Range; readonly target: Range }

export function definition(analysis: Analysis, offset: number): Definition | undefined {
  const at = analysis.toVirtual(offset);
  const occurrence = at === undefined ? undefined : occurrenceAt(analysis.meaning, at);
  return occurrence === undefined ? undefined : { origin: analysis.rangeOf(occurrence.span), target: analysis.rangeOf(occurrence.binding.span) };
}
