/** textDocument/documentSymbol and workspace/symbol: declarations, definitions, queries and claims, in the order of the file. */
import type { Range } from '../../../protocol/position';
import { printQuery, printStatement } from '../syntax/printStatement';
import { printTree } from '../syntax/print';
import type { Statement } from '../syntax/tree';
import type { Analysis } from '../service/analysis';
import { shapeUnicode } from '../typeset/unicode';

export interface FileSymbol {
  readonly name: string;
  /** Its shape, where it has one. */
  readonly detail: string;
  readonly kind: 'variable' | 'constant' | 'function' | 'query' | 'claim';
  readonly range: Range;
  readonly selection: Range;
}

/** Longer names are cut: an outline is for finding one's way. */
const LONGEST_NAME = 80;
const cut = (text: string): string => (text.length <= LONGEST_NAME ? text : `${text.slice(0, LONGEST_NAME - 1)}…`);

export const symbols = (analysis: Analysis): readonly FileSymbol[] => analysis.parsed.statements.filter(({ span }) => analysis.isOwn(span)).flatMap((statement) => symbolsOf(analysis, statement));

function symbolsOf({ meaning, rangeOf }: Analysis, statement: Statement): readonly FileSymbol[] {
  const range = rangeOf(statement.span);
  const shapeOf = (tree: Parameters<typeof meaning.shapeOf>[0]): string => { const shape = meaning.shapeOf(tree); return shape === undefined ? '' : shapeUnicode(shape); };
  switch (statement.kind) {
    case 'declaration': return statement.names.map((node) => {
      const binding = meaning.bindingOf(node);
      const detail = binding?.kind === 'function' ? `${binding.parameters.map(shapeUnicode).join(', ')} → ${shapeUnicode(binding.result)}` : shapeOf(node);
      return { name: node.name, detail, kind: statement.type.form === 'function' ? 'function' : binding?.kind === 'variable' && binding.properties.has('constant') ? 'constant' : 'variable', range, selection: rangeOf(node.span) };
    });
    case 'definition': {
      const parameters = statement.parameters === undefined ? '' : `(${statement.parameters.map(({ name }) => name).join(', ')})`;
      return [{ name: `${statement.name.name}${parameters}`, detail: shapeOf(statement.value), kind: 'function', range, selection: rangeOf(statement.name.span) }];
    }
    case 'query': return [{ name: cut(printQuery(statement)), detail: '', kind: 'query', range, selection: rangeOf(statement.wordSpan) }];
    case 'claim': return [{ name: cut(`check ${statement.left.kind === 'query' ? printQuery(statement.left) : printTree(statement.left)}`), detail: '', kind: 'claim', range, selection: range }];
    case 'inner': return [{ name: `inner ${statement.variable.name}`, detail: '', kind: 'constant', range, selection: rangeOf(statement.variable.span) }];
    case 'implicit': case 'rule': return [{ name: cut(printStatement(statement) ?? ''), detail: '', kind: 'constant', range, selection: rangeOf(statement.kind === 'rule' ? statement.function.span : statement.unknown.span) }];
    case 'layout': case 'manifold': case 'unreadable': return [];
  }
}

/** Whether the letters of a query occur in a name in their order, whatever their case. */
export function matches(name: string, query: string): boolean {
  let from = 0;
  const folded = name.toLowerCase();
  for (const letter of query.toLowerCase()) {
    const at = folded.indexOf(letter, from);
    if (at < 0) return false;
    from = at + letter.length;
  }
  return true;
}
