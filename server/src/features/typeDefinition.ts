/** textDocument/typeDefinition: where the shape of a name comes from: the expressions that gave it to a name which nothing declares, and the places that brought in its dimensions. */
import { namesOf } from '../shapes/dimension';
import type { Span } from '../syntax/tree';
import type { Analysis } from '../service/analysis';

export function shapeOrigins(analysis: Analysis, offset: number): readonly Span[] {
  const subject = analysis.subjectAt(offset);
  if (subject === undefined || !('shape' in subject) || subject.shape === undefined) return [];
  const dimensions = new Set([...namesOf(subject.shape.rows), ...namesOf(subject.shape.cols)]);
  const reasons = subject.is === 'name' && subject.binding?.kind === 'variable' ? subject.binding.reasons ?? [] : [];
  const introduced = analysis.meaning.bindings.filter((binding) => binding.kind === 'dimension' && dimensions.has(binding.name));
  return [...reasons, ...introduced].map(({ span }) => span);
}
