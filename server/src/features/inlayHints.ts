/** textDocument/inlayHint: the shapes that were inferred, behind the names that have them. */
import type { Edit, Position, Range } from '../../../protocol/position';
import { VERDICT_SIGNS } from '../../../protocol/verdict';
import type { Binding } from '../semantics/meaning';
import { isColumn, isScalar, type Shape } from '../shapes/shape';
import { isReadable, statementAt } from '../syntax/positions';
import type { Analysis, Cancelled } from '../service/analysis';
import { NEVER } from '../service/context';
import { shapeUnicode } from '../typeset/unicode';
import { placeholder } from './placeholder';

export interface Hint {
  readonly position: Position;
  readonly label: string;
  readonly tooltip: string;
  /** What accepting the hint writes; empty where there is nothing to write. */
  readonly edits: readonly Edit[];
}

/** The hints in a range of the file. */
export function inlayHints(analysis: Analysis, within: Range): readonly Hint[] {
  const { start, end } = analysis.lines.spanOf(within);
  return analysis.meaning.bindings.flatMap((binding) => {
    if (!analysis.isOwn(binding.span) || isInError(analysis, binding.span)) return [];
    const range = analysis.rangeOf(binding.span);
    const at = analysis.lines.offsetAt(range.end);
    if (at < start || at > end) return [];
    const hint = hintFor(analysis, binding, range.end);
    return hint === undefined ? [] : [hint];
  });
}

/** A statement that cannot be read says nothing certain about the names in it. */
function isInError({ parsed }: Analysis, { start }: Binding['span']): boolean {
  const statement = statementAt(parsed, start);
  return statement !== undefined && !isReadable(parsed, statement);
}

/** The results of the queries in a range, behind them: `= Xᵀ(Xw − y) ✓`. */
export async function resultHints(analysis: Analysis, within: Range, cancelled: Cancelled = NEVER): Promise<readonly Hint[]> {
  const { start, end } = analysis.lines.spanOf(within);
  const hints: Hint[] = [];
  for (const { range, answers } of analysis.queries) {
    const at = analysis.lines.offsetAt(range.end);
    if (at < start || at > end) continue;
    await analysis.ready(answers, cancelled);
    const results: string[] = [];
    for (const answer of answers) {
      const verdict = answer.forms === undefined ? undefined : await answer.check();
      if (answer.forms === undefined || verdict === undefined) continue;
      const { text } = answer.forms.body;
      results.push(`${answers.length > 1 ? answer.forms.heading.text : ''} = ${text.length > LONGEST_RESULT ? '…' : text} ${VERDICT_SIGNS[verdict.verdict]}`);
    }
    if (results.length > 0) hints.push({ position: range.end, label: results.join(', '), tooltip: 'The result; hover the query for its conditions.', edits: [] });
  }
  return hints;
}

/** A longer result would push the line out of sight. */
const LONGEST_RESULT = 80;

function hintFor(analysis: Analysis, binding: Binding, position: Position): Hint | undefined {
  switch (binding.kind) {
    case 'definition': {
      if (binding.shape === undefined) return undefined;
      return { position: behindParameters(analysis, binding) ?? position, label: `: ${shapeUnicode(binding.shape)}`, tooltip: `The shape of ${binding.name} follows from its definition.`, edits: [] };
    }
    case 'variable': {
      if (binding.origin === 'declared' || isChange(binding.name, analysis) || placeholder(analysis, binding) !== undefined) return undefined;
      const declaration = `${binding.name} : ${typeText(binding.shape)}`;
      return {
        position, label: `: ${shapeUnicode(binding.shape)}`,
        tooltip: `${binding.name} is not declared. Its shape follows from its uses, or from its spelling where they leave a choice; accept the hint to declare it.`,
        edits: [declare(analysis, binding.span.start, declaration)],
      };
    }
    case 'dimension': case 'function': case 'index': return undefined;
  }
}

/** In a claim about a differential `dx` is the change of `x`: its shape is that of `x` and nothing to remember. */
const isChange = (name: string, { meaning }: Analysis): boolean => name.startsWith('d') && meaning.bindings.some((binding) => binding.kind === 'variable' && binding.name === name.slice(1));

/** `f(w)` has its hint behind the bracket. */
function behindParameters(analysis: Analysis, { parameters, span }: Extract<Binding, { kind: 'definition' }>): Position | undefined {
  const last = parameters.at(-1);
  if (last === undefined) return undefined;
  const close = analysis.embedded.text.indexOf(')', last.span.end);
  return close < 0 || close < span.end ? undefined : analysis.rangeOf({ start: close + 1, end: close + 1 }).start;
}

/** `matrix(n, d)`, as a declaration writes it. */
export function typeText(shape: Shape): string {
  if (isScalar(shape)) return 'scalar';
  return isColumn(shape) ? `vector(${shape.rows.key})` : `matrix(${shape.rows.key}, ${shape.cols.key})`;
}

/** Writes a declaration in front of the statement around an offset of the text. */
export function declare(analysis: Analysis, offset: number, declaration: string): Edit {
  const start = statementAt(analysis.parsed, offset)?.span.start ?? offset;
  return { range: analysis.rangeOf({ start, end: start }), newText: `${declaration}; ` };
}
