/** textDocument/selectionRange: from the word at the cursor outwards, node by node. */
import type { Range } from '../../../protocol/position';
import { pathAt, statementAt } from '../syntax/positions';
import type { Span } from '../syntax/tree';
import type { Analysis } from '../service/analysis';

/** Ranges around an offset from the innermost to the block; empty outside the blocks. */
export function selectionRanges(analysis: Analysis, offset: number): readonly Range[] {
  const at = analysis.toVirtual(offset);
  if (at === undefined) return [];
  const statement = statementAt(analysis.parsed, at);
  const block = analysis.embedded.blockAt(at);
  const spans: Span[] = [...(statement === undefined ? [] : pathAt(statement, at).map(({ span }) => span).reverse()), ...(block === undefined ? [] : [block.virtual])];
  return spans.filter((span, i) => { const inner = spans[i - 1]; return inner === undefined || span.start < inner.start || span.end > inner.end; }).map((span) => analysis.rangeOf(span));
}
