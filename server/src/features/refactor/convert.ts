/** Convert: LaTeX or NumPy that was pasted into a block becomes text of this language, and text of this language becomes either. */
import type { Range } from '../../../../protocol/position';
import type { Analysis } from '../../service/analysis';
import { toNumpy } from '../../syntax/foreign/toNumpy';
import { postorder, type Span } from '../../syntax/tree';
import type { Action } from '../codeActions';
import { converted, notationOf, knownAt } from '../notation';
import { selected } from './selected';

const NAMES = { latex: 'LaTeX', numpy: 'NumPy' } as const;
/** Longer texts are named, not quoted, in the menu. */
const LONGEST_QUOTE = 60;
/** Expressions of more nodes are not converted: the editor asks at every move of the selection. */
const MAX_NODES = 300;

const rewriting = ({ embedded, rangeOf }: Analysis, span: Span, title: string, newText: string): Action => ({
  title, kind: 'refactor.rewrite', preferred: false, mends: undefined,
  does: { by: 'edit', edits: [{ range: rangeOf(span), newText: embedded.hostText(span.start, newText) }] },
});

export function convert(analysis: Analysis, range: Range): readonly Action[] {
  const { embedded, lines, meaning } = analysis;
  const within = embedded.toVirtualRange(lines.spanOf(range));
  const raw = within === undefined ? '' : embedded.text.slice(within.start, within.end);
  const text = raw.trim();
  if (within === undefined || text === '') return [];
  const start = within.start + raw.indexOf(text);
  const span = { start, end: start + text.length };
  // In a block the text is this language's own unless it shows that it is not.
  const notation = notationOf(text, 'mcalc');
  if (notation === 'mcalc') return intoOthers(analysis, range);
  const result = converted(text, notation, knownAt(meaning, span.start));
  if (!result.ok) return [];
  const whole = result.defines === undefined ? result.text : `${result.defines} = ${result.text}`;
  return [rewriting(analysis, span, `Convert ${NAMES[notation]} to ${whole.length > LONGEST_QUOTE ? 'mcalc' : whole}`, whole)];
}

/** A selected expression in the notations of papers and of programs. */
function intoOthers(analysis: Analysis, range: Range): readonly Action[] {
  const { meaning, formulaOf } = analysis;
  const found = selected(analysis, range);
  if (found === undefined || found.tree.kind === 'name' || found.tree.kind === 'number' || postorder(found.tree).length > MAX_NODES || meaning.shapeOf(found.tree) === undefined) return [];
  const code = toNumpy(found.tree, (tree) => meaning.shapeOf(tree));
  return [
    rewriting(analysis, found.span, `Convert to ${NAMES.latex}`, formulaOf(found.tree).latex),
    ...(code.ok ? [rewriting(analysis, found.span, `Convert to ${NAMES.numpy}`, code.text)] : []),
  ];
}
