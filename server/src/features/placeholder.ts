/** Names that a statement gives to what it speaks of: `u` and `v` of an inner product, the argument of a rule. They are declared nowhere, and need not be. */
import type { Binding } from '../semantics/meaning';
import { statementAt } from '../syntax/positions';
import type { Analysis } from '../service/analysis';

/** What a name stands for, in words; undefined for any other name. */
export function placeholder({ parsed }: Analysis, { span }: Pick<Binding, 'span'>): string | undefined {
  const statement = statementAt(parsed, span.start);
  switch (statement?.kind) {
    case 'inner': return [statement.left, statement.right].some((name) => name.span.start === span.start) ? `any element of the space of ${statement.variable.name}` : undefined;
    case 'rule': return statement.parameter.span.start === span.start ? `any argument of ${statement.function.name}` : undefined;
    default: return undefined;
  }
}
