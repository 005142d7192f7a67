/** The expression that a refactoring is about: what is selected, brackets and spaces around it aside. */
import type { Range } from '../../../../protocol/position';
import { isReadable, nodeAround, statementAt, type SyntaxNode } from '../../syntax/positions';
import type { Span, Statement, Tree } from '../../syntax/tree';
import type { Analysis } from '../../service/analysis';

export interface Selected {
  readonly tree: Tree;
  /** What the reader selected, with the brackets around the expression. */
  readonly span: Span;
  readonly statement: Statement;
}

/** Undefined where the selection is empty, or no complete expression: `a + b` in `x*a + b` is none. */
export function selected({ parsed, embedded, lines }: Analysis, range: Range): Selected | undefined {
  const within = embedded.toVirtualRange(lines.spanOf(range));
  if (within === undefined) return undefined;
  const outer = trimmed(embedded.text, within);
  if (outer.start >= outer.end) return undefined;
  const statement = statementAt(parsed, outer.start);
  if (statement === undefined || outer.end > statement.span.end || !isReadable(parsed, statement)) return undefined;
  let inner = outer;
  for (;;) {
    const node = nodeAround(statement, inner.start, inner.end);
    if (isTree(node) && node.span.start === inner.start && node.span.end === inner.end) return { tree: node, span: outer, statement };
    if (embedded.text[inner.start] !== '(' || embedded.text[inner.end - 1] !== ')') return undefined;
    inner = trimmed(embedded.text, { start: inner.start + 1, end: inner.end - 1 });
    if (inner.start >= inner.end) return undefined;
  }
}

function trimmed(text: string, { start, end }: Span): Span {
  let [from, to] = [start, end];
  while (from < to && /\s/.test(text.charAt(from))) from++;
  while (from < to && /\s/.test(text.charAt(to - 1))) to--;
  return { start: from, end: to };
}

const TREES: Readonly<Record<Tree['kind'], true>> = { number: true, name: true, negate: true, transpose: true, binary: true, call: true, index: true, block: true, sumOver: true, where: true, missing: true };
export const isTree = (node: SyntaxNode): node is Tree => !('form' in node) && Object.hasOwn(TREES, node.kind);
