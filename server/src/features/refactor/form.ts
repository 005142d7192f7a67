/** Expand and factor: the selected expression, or the value of the definition at the cursor, in another form. */
import type { Range } from '../../../../protocol/position';
import { rewritten, type Rewriting } from '../../service/rewrite';
import { printTree } from '../../syntax/print';
import { isReadable, statementAt } from '../../syntax/positions';
import type { Analysis } from '../../service/analysis';
import type { Action } from '../codeActions';
import { inPlace } from './brackets';
import { selected } from './selected';

const TITLES = { expand: 'Expand', factor: 'Factor' } as const satisfies Record<Rewriting, string>;
/** Longer forms are named, not quoted, in the menu. */
const LONGEST_QUOTE = 60;

export function otherForms(analysis: Analysis, range: Range): readonly Action[] {
  const { meaning, embedded, rangeOf } = analysis;
  const target = selected(analysis, range) ?? valueAt(analysis, range);
  if (target === undefined) return [];
  const { tree, span, statement } = target;
  const seen = new Set<string>();
  return (['expand', 'factor'] as const).flatMap((how): readonly Action[] => {
    const form = rewritten(tree, how, meaning);
    if (form === undefined) return [];
    const text = printTree(form);
    if (seen.has(text)) return [];
    seen.add(text);
    return [{
      title: text.length <= LONGEST_QUOTE ? `${TITLES[how]} to ${text}` : TITLES[how], kind: 'refactor.rewrite', preferred: false, mends: undefined,
      does: { by: 'edit', edits: [{ range: rangeOf(span), newText: embedded.hostText(span.start, inPlace(text, embedded.text, statement, span)) }] },
    }];
  });
}

function valueAt({ parsed, toVirtual, lines }: Analysis, { start, end }: Range) {
  const at = toVirtual(lines.offsetAt(start));
  const statement = at === undefined ? undefined : statementAt(parsed, at);
  if (statement?.kind !== 'definition' || !isReadable(parsed, statement) || start.line !== end.line || start.character !== end.character) return undefined;
  return { tree: statement.value, span: statement.value.span, statement };
}
