/** Rewrite in another layout: the `layout` option in force, and the right side of every claim that it turns. */
import type { Edit, Range } from '../../../../protocol/position';
import { isTurned, type Layout } from '../../calculus/layout';
import { isColumn, isRow, transposedShape } from '../../shapes/shape';
import { rewritten } from '../../service/rewrite';
import { printTree } from '../../syntax/print';
import { statementAt } from '../../syntax/positions';
import type { QueryNode, Statement, Tree } from '../../syntax/tree';
import type { Analysis } from '../../service/analysis';
import type { Action } from '../codeActions';

const TITLES = {
  variable:    'Rewrite with each derivative in the shape of its definition',
  numerator:   'Rewrite in numerator layout',
  denominator: 'Rewrite in denominator layout',
} as const satisfies Record<Layout, string>;
const LAYOUTS: readonly Layout[] = ['variable', 'numerator', 'denominator'];

const queryIn = (statement: Statement): QueryNode | undefined => (statement.kind === 'query' ? statement : statement.kind === 'claim' && statement.left.kind === 'query' ? statement.left : undefined);

export function otherLayouts(analysis: Analysis, { start }: Range): readonly Action[] {
  const { parsed, toVirtual, lines } = analysis;
  const at = toVirtual(lines.offsetAt(start));
  const here = at === undefined ? undefined : statementAt(parsed, at);
  if (here === undefined || (here.kind !== 'layout' && !isTurnedBySome(here, analysis))) return [];
  const stretch = stretchAround(parsed.statements, here);
  const present = layoutIn(stretch, analysis);
  if (present === undefined) return [];
  return LAYOUTS.filter((layout) => layout !== present).flatMap((layout): readonly Action[] => {
    const option = optionEdit(stretch, layout, analysis);
    if (option === undefined) return [];
    const edits = [option, ...stretch.statements.flatMap((statement) => claimEdit(statement, present, layout, analysis) ?? [])];
    return [{ title: TITLES[layout], kind: 'refactor.rewrite', preferred: false, mends: undefined, does: { by: 'edit', edits } }];
  });
}

/** Whether layouts differ in how they show what is asked here. */
function isTurnedBySome(statement: Statement, { meaning }: Analysis): boolean {
  const node = queryIn(statement);
  const query = node === undefined ? undefined : meaning.queries.find((each) => each.node === node) ?? meaning.claims.find((claim) => claim.query?.node === node)?.query;
  return query !== undefined && query.wrt.some(({ shape }) => LAYOUTS.some((layout) => isTurned(layout, query.node.word, shape)));
}

/** Statements that one `layout` is in force for; without an option, those at the start of the file. */
interface Stretch { readonly option: Extract<Statement, { kind: 'layout' }> | undefined; readonly statements: readonly Statement[] }

function stretchAround(statements: readonly Statement[], here: Statement): Stretch {
  const at = statements.indexOf(here);
  const from = statements.findLastIndex(({ kind }, i) => kind === 'layout' && i <= at);
  const to = statements.findIndex(({ kind }, i) => kind === 'layout' && i > at);
  const option = statements[from];
  return { option: option?.kind === 'layout' ? option : undefined, statements: statements.slice(from + 1, to < 0 ? undefined : to) };
}

/** As the option says it, or as the queries have it from the settings. */
function layoutIn({ option, statements }: Stretch, { meaning }: Analysis): Layout | undefined {
  if (option !== undefined) return LAYOUTS.find((layout) => layout === option.layout.name);
  const own = new Set(statements);
  return meaning.queries.find(({ node }) => own.has(node) && node.layout === undefined)?.layout ?? meaning.claims.find(({ node }) => own.has(node))?.query?.layout;
}

function optionEdit({ option, statements }: Stretch, layout: Layout, { rangeOf, embedded, isOwn }: Analysis): Edit | undefined {
  if (option !== undefined) return isOwn(option.span) ? { range: rangeOf(option.layout.span), newText: layout } : undefined;
  const first = statements.find(({ span }) => isOwn(span));
  if (first === undefined) return undefined;
  const { start } = first.span;
  return { range: rangeOf({ start, end: start }), newText: embedded.hostText(start, `layout ${layout}\n`) };
}

/** The right side of a claim about an answer that stands the other way round in the new layout. */
function claimEdit(statement: Statement, from: Layout, to: Layout, { meaning, rangeOf, embedded, isOwn }: Analysis): Edit | undefined {
  const query = queryIn(statement);
  // A query with a layout of its own, or in a form, stays as it is.
  const word = query?.layout === undefined && query?.as === undefined ? query?.word : undefined;
  if (statement.kind !== 'claim' || word === undefined || !isOwn(statement.span)) return undefined;
  const { right } = statement;
  const shown = meaning.shapeOf(right);
  // A row is the gradient by a vector in numerator layout.
  const defined = shown === undefined ? undefined : word === 'gradient' && isRow(shown) && !isColumn(shown) ? transposedShape(shown) : shown;
  if (defined === undefined || isTurned(from, word, defined) === isTurned(to, word, defined)) return undefined;
  const turned = rewritten(right, 'transpose', meaning);
  const text = turned === undefined ? transposeText(right, embedded.text) : printTree(turned);
  return text === undefined ? undefined : { range: rangeOf(right.span), newText: embedded.hostText(right.span.start, text) };
}

/** The text as it stands, transposed; undefined where the transpose reads the same: of a number, of what is symmetric. */
function transposeText(tree: Tree, source: string): string | undefined {
  const text = source.slice(tree.span.start, tree.span.end);
  if (tree.kind === 'transpose') return source.slice(tree.operand.span.start, tree.operand.span.end);
  return tree.kind === 'number' ? undefined : tree.kind === 'name' ? `${text}'` : `(${text})'`;
}
