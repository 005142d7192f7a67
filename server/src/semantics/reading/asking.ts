/** Statements that ask for a derivative, claim one, or say in which layout. */
import type { NameNode, QueryNode, Statement } from '../../syntax/tree';
import * as say from '../diagnostics';
import type { Layout } from './gathered';
import type { Readers, ReadingOf } from './statements';

/** Words by which queries speak of a change `dX` in `X`: a claim about them may use it. */
const DIFFERENTIAL_WORDS: ReadonlySet<QueryNode['word']> = new Set(['differential', 'derivative', 'hessian', 'taylor', 'jvp', 'vjp', 'hvp']);

export function createAskingReaders({ scope, occurrences, inference, names, findings, gathered }: ReadingOf): Pick<Readers, 'query' | 'claim' | 'layout'> {
  function layoutNamed(node: NameNode): Layout | undefined {
    const { name: chosen } = node;
    if (chosen === 'variable' || chosen === 'numerator' || chosen === 'denominator') return chosen;
    findings.report(() => say.unknownLayout(node));
    return undefined;
  }

  function ask(query: QueryNode): void {
    const { of } = query;
    const solved = of.kind === 'name' && gathered.implicits.some(({ cell }) => cell === scope.inferred(of.name));
    if (of.kind === 'name' && !solved && scope.find(of.name) === undefined && !query.wrt.some(({ name: other }) => other === of.name) && scope.dimension(of.name) === undefined) {
      const below = occurrences.firstBinding.get(of.name);
      const defined = scope.cells().flatMap((cell) => (cell.kind === 'definition' ? [cell.name] : []));
      findings.report(() => say.undefinedFunction(of, defined, below?.span), of);
      return;
    }
    inference.infer(of);
    if (query.along !== undefined) {
      inference.infer(query.along);
      // A direction that is not declared has the shape of what moves along it; a cotangent that of the function.
      const [variable] = query.wrt;
      const like = query.word === 'vjp' ? of : variable !== undefined && query.wrt.length === 1 && scope.find(variable.name) !== undefined ? variable : undefined;
      if (like?.kind === 'name') inference.infer(like);
      if (like !== undefined) gathered.alike.push([query.along, like]);
    }
    if (query.word === 'gradient' || query.word === 'hessian' || query.word === 'hvp' || query.word === 'taylor') gathered.scalars.push(of);
    const own = query.layout === undefined ? gathered.layout : layoutNamed(query.layout);
    if (own !== undefined) gathered.queries.set(query, { node: query, wrt: query.wrt.map((node) => ({ node, cell: scope.find(node.name) ?? scope.dimension(node.name) })), layout: own });
  }

  function claim(statement: Extract<Statement, { kind: 'claim' }>): void {
    const { left, right } = statement;
    if (left.kind === 'query') ask(left);
    else inference.infer(left);
    if (left.kind === 'query' && DIFFERENTIAL_WORDS.has(left.word)) names.aboutDifferentials(() => inference.infer(right));
    else inference.infer(right);
    if (left.kind !== 'query') gathered.alike.push([left, right]);
  }

  return { query: ask, claim, layout: ({ layout }) => { gathered.layout = layoutNamed(layout) ?? gathered.layout; } };
}
