/** textDocument/definition: where a name is declared or defined; of a name that is neither, its first use. */
import type { Span } from '../syntax/tree';
import type { Analysis } from '../service/analysis';
import { occurrenceAt } from './occurrences';

/** Spans of `embedded.text`; the target may stand in a cell before. */
export interface Definition { readonly origin: Span; readonly target: Span }

export function definition(analysis: Analysis, offset: number): Definition | undefined {
  const at = analysis.toVirtual(offset);
  const occurrence = at === undefined ? undefined : occurrenceAt(analysis.meaning, at);
  return occurrence === undefined ? undefined : { origin: occurrence.span, target: occurrence.binding.span };
}
