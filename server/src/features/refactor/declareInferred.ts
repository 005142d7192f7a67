/** Declare what was inferred: the shape of an undeclared name becomes a declaration before its first use. */
import type { Range } from '../../../../protocol/position';
import type { Analysis } from '../../service/analysis';
import type { Action } from '../codeActions';
import { declare, typeText } from '../inlayHints';
import { occurrenceAt } from '../occurrences';

export function declareInferred(analysis: Analysis, { start }: Range): readonly Action[] {
  const at = analysis.toVirtual(analysis.lines.offsetAt(start));
  const binding = at === undefined ? undefined : occurrenceAt(analysis.meaning, at)?.binding;
  if (binding?.kind !== 'variable' || binding.origin === 'declared' || !analysis.isOwn(binding.span)) return [];
  const declaration = `${binding.name} : ${typeText(binding.shape)}`;
  return [{ title: `Declare ${declaration}`, kind: 'refactor.rewrite', preferred: false, mends: undefined, does: { by: 'edit', edits: [declare(analysis, binding.span.start, declaration)] } }];
}
