/** Whether an expression that is put into a statement needs brackets to stay what it is. */
import { nodeAround } from '../../syntax/positions';
import { parseDocument } from '../../syntax/parse';
import type { Span, Statement } from '../../syntax/tree';
import { isTree } from './selected';

/** `value` as it is written in the place of `span` in a statement of `source`: `a + b` is one operand in `norm(a + b)` and none in `x*a + b`. */
export function inPlace(value: string, source: string, { span: { start, end } }: Statement, span: Span): string {
  const [before, after] = [source.slice(start, span.start), source.slice(span.end, end)];
  const [read] = parseDocument(before + value + after).statements;
  if (read === undefined) return `(${value})`;
  const node = nodeAround(read, before.length, before.length + value.length);
  return isTree(node) && node.span.start === before.length && node.span.end === before.length + value.length ? value : `(${value})`;
}
