/** What stands at a place of the file. */
import { functionNamed } from '../operators/signatures';
import { pathAt, statementAt, type SyntaxNode } from '../syntax/positions';
import type { Span, Tree } from '../syntax/tree';
import type { Around, ClaimAnswer, QueryAnswers, Subject } from './analysis';
import type { Context } from './context';

const holds = ({ start, end }: Span, offset: number): boolean => start <= offset && offset < end;
/** A cursor behind a word is still on it. */
const touches = ({ start, end }: Span, offset: number): boolean => start <= offset && offset <= end;

export function subjectAt(offset: number, context: Context, queryAt: (offset: number) => QueryAnswers | undefined, claimAt: (offset: number) => ClaimAnswer | undefined): Subject | undefined {
  const at = context.embedded.toVirtual(offset);
  const statement = at === undefined ? undefined : statementAt(context.parsed, at);
  if (at === undefined || statement === undefined) return undefined;
  const path = pathAt(statement, at);
  const node = path.at(-1) ?? statement;
  const around = (span: Span): Around => ({ range: context.rangeOf(span), statement, path, query: queryAt(offset), claim: claimAt(offset) });

  if ('form' in node) {
    const adjective = node.form === 'function' ? undefined : [...node.adjectives, ...(node.manifold === undefined ? [] : [node.manifold])].find(({ span }) => touches(span, at));
    return adjective === undefined ? { ...around(node.span), is: 'statement' } : { ...around(adjective.span), is: 'adjective', word: adjective.word };
  }
  return isTree(node) ? inExpression(node, at, context, around) : { ...around(node.span), is: 'statement' };
}

function inExpression(node: Tree, at: number, { meaning }: Context, around: (span: Span) => Around): Subject {
  const shape = meaning.shapeOf(node);
  switch (node.kind) {
    case 'name': return { ...around(node.span), is: 'name', node, shape, binding: meaning.bindingOf(node) };
    case 'call':
      if (touches(node.calleeSpan, at) && node.calleeSpan.end > node.calleeSpan.start) {
        const binding = meaning.calleeOf(node);
        return { ...around(node.calleeSpan), is: 'function', node, shape, binding, functionName: binding === undefined ? functionNamed(node.callee) : undefined };
      }
      break;
    case 'binary': if (holds(node.operatorSpan, at)) return { ...around(node.operatorSpan), is: 'operator', node, shape, operator: node.operator }; break;
    case 'transpose': if (at >= node.operand.span.end) return { ...around({ start: node.operand.span.end, end: node.span.end }), is: 'operator', node, shape, operator: "'" }; break;
    case 'negate': if (at < node.operand.span.start) return { ...around({ start: node.span.start, end: node.operand.span.start }), is: 'operator', node, shape, operator: '-' }; break;
    case 'number': case 'index': case 'block': case 'sumOver': case 'where': case 'missing': break;
  }
  return { ...around(node.span), is: 'expression', node, shape };
}

const STATEMENTS: ReadonlySet<string> = new Set(['declaration', 'definition', 'query', 'claim', 'layout', 'inner', 'manifold', 'implicit', 'rule', 'unreadable']);
const isTree = (node: Exclude<SyntaxNode, { readonly form: unknown }>): node is Tree => !STATEMENTS.has(node.kind);
