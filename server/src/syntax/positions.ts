/** From a place in the text to the nodes that stand there. */
import { operands, type FunctionTypeNode, type Parsed, type Statement, type Tree, type TypeNode } from './tree';

export type SyntaxNode = Statement | Tree | TypeNode | FunctionTypeNode;

/** The statement at an offset, its very end included; undefined between statements. */
export function statementAt({ statements }: Pick<Parsed, 'statements'>, offset: number): Statement | undefined {
  let low = 0;
  let high = statements.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const statement = statements[middle];
    if (statement === undefined) return undefined;
    if (offset < statement.span.start) high = middle - 1;
    else if (offset > statement.span.end) low = middle + 1;
    else return statement;
  }
  return undefined;
}

/** Whether a statement was read without an error. What was not says nothing certain about its names, and is not to be rewritten. */
export const isReadable = ({ errors }: Pick<Parsed, 'errors'>, { span: { start, end } }: Statement): boolean => !errors.some(({ span }) => start <= span.start && span.start <= end);

/**
 * The nodes at an offset from `root` down to the innermost. Where two operands meet, the one that begins at the offset is meant; a cursor
 * behind a name is still on it. A bracket belongs to the node around the bracketed one, a callee's name to its call.
 */
export function pathAt(root: SyntaxNode, offset: number): readonly SyntaxNode[] {
  const path: SyntaxNode[] = [];
  for (let node: SyntaxNode | undefined = root; node !== undefined;) {
    path.push(node);
    const parts = partsOf(node);
    node = parts.findLast(({ span }) => span.start <= offset && offset < span.end) ?? parts.find(({ span }) => span.start < span.end && span.end === offset);
  }
  return path;
}

/** The innermost node at an offset. */
export const nodeAt = (root: SyntaxNode, offset: number): SyntaxNode => pathAt(root, offset).at(-1) ?? root;

/** The smallest node that covers the whole of a selection. */
export function nodeAround(root: SyntaxNode, start: number, end: number): SyntaxNode {
  let around = root;
  for (;;) {
    const inner = partsOf(around).find(({ span }) => span.start <= start && end <= span.end);
    if (inner === undefined) return around;
    around = inner;
  }
}

/** The nodes directly below, in the order of the text as far as they stand in it. */
export function partsOf(node: SyntaxNode): readonly SyntaxNode[] {
  if ('form' in node) return node.form === 'function' ? [...node.parameters, node.result] : node.dimensions;
  switch (node.kind) {
    case 'declaration': return [...node.names, node.type];
    case 'definition': return [node.name, ...(node.parameters ?? []), node.value];
    case 'query': return [node.of, ...node.wrt, ...(node.along === undefined ? [] : [node.along]), ...(node.layout === undefined ? [] : [node.layout])];
    case 'claim': return [node.left, node.right];
    case 'layout': return [node.layout];
    case 'inner': return [node.variable, node.left, node.right, node.value];
    case 'manifold': return [node.variable];
    case 'implicit': return [node.left, node.right, node.unknown];
    case 'rule': return [node.function, node.parameter, node.value];
    case 'unreadable': return [];
    case 'sumOver': return [node.index, ...operands(node)];
    case 'where': return [node.body, ...node.bindings.flatMap(({ name, value }) => [name, value])];
    case 'number': case 'name': case 'negate': case 'transpose': case 'binary': case 'call': case 'index': case 'block': case 'missing': return operands(node);
  }
}
