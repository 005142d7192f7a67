/** Convert: LaTeX or NumPy that was pasted into a block becomes text of this language. */
import type { Range } from '../../../../protocol/position';
import type { Analysis } from '../../service/analysis';
import type { Action } from '../codeActions';
import { converted, notationOf, ranksAt } from '../notation';

const NAMES = { latex: 'LaTeX', numpy: 'NumPy' } as const;

export function convert(analysis: Analysis, range: Range): readonly Action[] {
  const { embedded, lines, meaning, rangeOf } = analysis;
  const span = embedded.toVirtualRange(lines.spanOf(range));
  const text = span === undefined ? '' : embedded.text.slice(span.start, span.end);
  if (span === undefined || text.trim() === '') return [];
  // In a block the text is this language's own unless it shows that it is not.
  const notation = notationOf(text, 'mcalc');
  if (notation === 'mcalc') return [];
  const result = converted(text, notation, ranksAt(meaning, span.start));
  if (!result.ok) return [];
  return [{ title: `Convert ${NAMES[notation]} to ${result.text.length > 60 ? 'mcalc' : result.text}`, kind: 'refactor.rewrite', preferred: false, mends: undefined, does: { by: 'edit', edits: [{ range: rangeOf(span), newText: embedded.hostText(span.start, result.text) }] } }];
}
