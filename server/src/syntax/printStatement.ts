/** Statement → mcalc text: the inverse of the parser for whole statements. */
import { printTree } from './print';
import type { FunctionTypeNode, NameNode, QueryNode, Statement, Tree, TypeNode } from './tree';

/** The text of a statement in house style; undefined for unreadable text. */
export function printStatement(statement: Statement): string | undefined {
  switch (statement.kind) {
    case 'declaration': return `${names(statement.names)} : ${printType(statement.type)}`;
    case 'definition': return `${statement.name.name}${statement.parameters === undefined ? '' : `(${names(statement.parameters)})`} = ${printTree(statement.value)}`;
    case 'query': return printQuery(statement);
    case 'claim': return `check ${asked(statement.left)} == ${printTree(statement.right)}`;
    case 'layout': return `layout ${statement.layout.name}`;
    case 'inner': return `inner ${statement.variable.name}: <${statement.left.name}, ${statement.right.name}> = ${printTree(statement.value)}`;
    case 'manifold': return `${statement.variable.name} on ${statement.manifold.word}`;
    case 'implicit': return `implicit ${asked(statement.left)} == ${printTree(statement.right)} solve ${statement.unknown.name}`;
    case 'rule': return `rule d(${statement.function.name}(${statement.parameter.name})) = ${printTree(statement.value)}`;
    case 'unreadable': return undefined;
  }
}

export function printQuery({ word, of, wrt, unstructured, order, along, layout, as }: QueryNode): string {
  const parts = [word, printTree(of)];
  if (wrt.length > 0) parts.push('wrt', names(wrt));
  if (unstructured) parts.push('unstructured');
  if (order !== undefined) parts.push('order', String(order));
  if (along !== undefined) parts.push('along', printTree(along));
  if (layout !== undefined) parts.push('layout', layout.name);
  if (as !== undefined) parts.push('as', as.form);
  return parts.join(' ');
}

/** `symmetric matrix(n, n)`, `vector(n), scalar -> scalar`. */
export function printType(type: TypeNode | FunctionTypeNode): string {
  if (type.form === 'function') return `${type.parameters.map(printType).join(', ')} -> ${printType(type.result)}`;
  const dimensions = type.dimensions.length === 0 ? '' : `(${type.dimensions.map(printTree).join(', ')})`;
  return [...type.adjectives.map(({ word }) => word), type.form + dimensions, ...(type.manifold === undefined ? [] : ['on', type.manifold.word])].join(' ');
}

const asked = (left: Tree | QueryNode): string => (left.kind === 'query' ? printQuery(left) : printTree(left));
const names = (list: readonly NameNode[]): string => list.map(({ name }) => name).join(', ');
