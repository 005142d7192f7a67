/** Statements as one line of text, every kind told apart and every bracket of the tree visible in the printed expressions. */
import { printTree } from '../../server/src/syntax/print';
import type { FunctionTypeNode, NameNode, QueryNode, Statement, Tree, TypeNode } from '../../server/src/syntax/tree';

const list = (names: readonly NameNode[]): string => names.map(({ name }) => name).join(', ');
const join = (...parts: readonly (string | undefined)[]): string => parts.filter((part) => part !== undefined && part !== '').join(' ');

function showType(type: TypeNode | FunctionTypeNode): string {
  if (type.form === 'function') return `${type.parameters.map(showType).join(', ')} -> ${showType(type.result)}`;
  return join(...type.adjectives.map(({ word }) => word), `${type.form}${type.dimensions.length > 0 ? `(${type.dimensions.map(printTree).join(', ')})` : ''}`, type.manifold === undefined ? '' : `on ${type.manifold.word}`);
}

const showOf = (node: Tree | QueryNode): string => (node.kind === 'query'
  ? join(`<${node.word}>`, printTree(node.of), node.wrt.length > 0 ? `wrt ${list(node.wrt)}` : '', node.unstructured ? 'unstructured' : '', node.order === undefined ? '' : `order ${node.order}`, node.along === undefined ? '' : `along ${printTree(node.along)}`, node.layout === undefined ? '' : `layout ${node.layout.name}`, node.as === undefined ? '' : `as ${node.as.form}`)
  : printTree(node));

export function show(statement: Statement): string {
  switch (statement.kind) {
    case 'declaration': return `<declare> ${list(statement.names)} : ${showType(statement.type)}`;
    case 'definition': return `<define> ${statement.name.name}${statement.parameters === undefined ? '' : `(${list(statement.parameters)})`} = ${printTree(statement.value)}`;
    case 'query': return showOf(statement);
    case 'claim': return `<check> ${showOf(statement.left)} == ${printTree(statement.right)}`;
    case 'layout': return `<layout> ${statement.layout.name}`;
    case 'inner': return `<inner> ${statement.variable.name}: <${statement.left.name}, ${statement.right.name}> = ${printTree(statement.value)}`;
    case 'manifold': return `<on> ${statement.variable.name} on ${statement.manifold.word}`;
    case 'implicit': return `<implicit> ${showOf(statement.left)} == ${printTree(statement.right)} solve ${statement.unknown.name}`;
    case 'rule': return `<rule> d(${statement.function.name}(${statement.parameter.name})) = ${printTree(statement.value)}`;
    case 'unreadable': return '<unreadable>';
  }
}
