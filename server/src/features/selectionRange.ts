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
  const growing = spans.filter((span, i) => { const inner = spans[i - 1]; return inner === undefined || span.start < inner.start || span.end > inner.end; });
  // The protocol has each range inside the one around it, and what writes it out calls itself once for each.
  return [...growing.slice(0, MOST_NESTED), ...growing.slice(MOST_NESTED).slice(-OUTERMOST)].map((span) => analysis.rangeOf(span));
}

/** Nobody presses a key more often to get out of an expression; then come the statement and the block. */
const MOST_NESTED = 100;
const OUTERMOST = 2;
