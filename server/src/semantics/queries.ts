/** Queries and claims with their defaults filled in, or what is wrong with them. */
import { isScalar, type Shape } from '../shapes/shape';
import { postorder, type QueryNode, type Tree } from '../syntax/tree';
import * as say from './diagnostics';
import type { Diagnostic, ResolvedQuery, Variable } from './meaning';
import type { ReadQuery, Reading } from './reading';
import type { Cell, VariableCell } from './scope';
import { hasForm } from './resultForms';
import { dimensionNames, spellingOf } from './spelling';
import type { Facts } from './wording';

/** Queries that are about scalar functions only. */
const OF_SCALARS: ReadonlySet<QueryNode['word']> = new Set(['gradient', 'hessian', 'hvp']);

/** Queries for which an order can be given. */
const OF_ORDERS: ReadonlySet<QueryNode['word']> = new Set(['derivative', 'taylor']);

/** The variables an expression depends on, through definitions and functions, in order of appearance. Iterative: chains of definitions may be long. */
export function variablesOf(tree: Tree, reading: Reading): readonly VariableCell[] {
  const found = new Set<VariableCell>();
  const seen = new Set<Cell>();
  const stack: { readonly nodes: readonly Tree[]; at: number }[] = [{ nodes: postorder(tree), at: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const node = top.nodes[top.at++];
    if (node === undefined) { stack.pop(); continue; }
    const cell = node.kind === 'name' ? reading.scope.cellOf(node) : node.kind === 'call' ? reading.scope.calleeOf(node) : undefined;
    if (cell === undefined || seen.has(cell)) continue;
    seen.add(cell);
    if (cell.kind === 'variable') found.add(cell);
    // A part named by `where` is walked where it stands.
    else if (cell.kind === 'definition' && !isWithin(cell.value, tree)) stack.push({ nodes: postorder(cell.value), at: 0 });
  }
  return [...found];
}

const isWithin = (part: Tree, whole: Tree): boolean => part.span.start >= whole.span.start && part.span.end <= whole.span.end;

export interface QueryResolver {
  resolve(query: ReadQuery): ResolvedQuery | undefined;
}

export function createQueryResolver(reading: Reading, facts: Facts, mistaken: ReadonlySet<Tree>, variable: (cell: VariableCell) => Variable, bind: (node: ReadQuery['wrt'][number]['node'], cell: Cell) => void, report: (diagnostic: Diagnostic) => void): QueryResolver {
  const { scope } = reading;

  /** The variable a `wrt` name means. The function's own variable of that name goes before one that was declared since. */
  function variableFor({ node, cell }: ReadQuery['wrt'][number], query: QueryNode, occurring: readonly VariableCell[]): VariableCell | undefined {
    const own = occurring.find(({ name }) => name === node.name);
    const meant = own ?? cell ?? scope.inferred(node.name);
    if (meant === undefined) {
      report(say.unknownVariable(node, query, occurring.map(({ name }) => name), declarationFor(node.name)));
      return undefined;
    }
    bind(node, meant);
    if (meant.kind === 'variable') return meant;
    report(say.notAVariable(node, meant.kind, meant.kind === 'definition' ? variablesOf(meant.value, reading).map(({ name }) => name) : [], meant.kind === 'dimension' ? scope.introducedAt(meant) : meant.span));
    return undefined;
  }

  function declarationFor(name: string): string {
    const sizes = dimensionNames(reading.occurrences.words);
    const [rows, cols] = [sizes.next().value, sizes.next().value];
    const form = { scalar: 'scalar', vector: `vector(${rows})`, matrix: `matrix(${rows}, ${cols})` }[spellingOf(name)];
    return `${name} : ${form}`;
  }

  function variables({ node, wrt }: ReadQuery): readonly VariableCell[] | undefined {
    const occurring = variablesOf(node.of, reading);
    if (wrt.length > 0) {
      const meant = wrt.map((each) => variableFor(each, node, occurring));
      return meant.every((cell) => cell !== undefined) ? meant : undefined;
    }
    const parameters = parametersOf(node.of);
    const chosen = parameters ?? occurring.filter(({ properties }) => !properties.has('constant'));
    if (chosen.length === 0) { report(say.nothingToDifferentiate(node)); return undefined; }
    return chosen;
  }

  function definitionOf(of: Tree): Extract<Cell, { kind: 'definition' }> | undefined {
    if (of.kind === 'name') { const cell = scope.cellOf(of); return cell?.kind === 'definition' ? cell : undefined; }
    if (of.kind !== 'call') return undefined;
    // `gradient f(w)` with the parameters as they were named is the definition itself.
    const cell = scope.calleeOf(of);
    const same = cell?.kind === 'definition' && cell.parameters.every((parameter, i) => { const argument = of.arguments[i]; return argument?.kind === 'name' && scope.cellOf(argument) === scope.cellOf(parameter); });
    return same ? cell : undefined;
  }

  function parametersOf(of: Tree): readonly VariableCell[] | undefined {
    const cells = definitionOf(of)?.parameters.map((parameter) => scope.cellOf(parameter)).filter((cell): cell is VariableCell => cell?.kind === 'variable');
    return cells === undefined || cells.length === 0 ? undefined : cells;
  }

  function checkDirection({ node }: ReadQuery, shape: Shape, wrt: readonly VariableCell[]): boolean {
    const [first] = wrt;
    const along = node.along === undefined ? undefined : facts.shapeOf(node.along);
    if (node.along === undefined || along === undefined || first === undefined) return true;
    const wanted = node.word === 'vjp' ? shape : facts.settled(first.term);
    if (along === wanted) return true;
    report(say.directionMismatch(node.along, wanted, node.word === 'vjp' ? 'the function' : first.name, facts));
    return false;
  }

  return {
    resolve: (query) => {
      const { node } = query;
      const shape = facts.shapeOf(node.of);
      const wrt = variables(query);
      if (wrt === undefined || shape === undefined) return undefined;
      if (OF_SCALARS.has(node.word) && !isScalar(shape)) { report(say.notScalar(node, shape)); return undefined; }
      if (mistaken.has(node.of) || (node.along !== undefined && mistaken.has(node.along))) return undefined;
      if (!checkDirection(query, shape, wrt)) return undefined;
      if (node.order !== undefined && !OF_ORDERS.has(node.word)) { report(say.orderMeansNothing(node)); return undefined; }
      if (node.as !== undefined && !hasForm(node.word, node.as.form)) { report(say.impossibleForm(node, node.as)); return undefined; }
      return { node, of: node.of, ofName: definitionOf(node.of)?.name, wrt: wrt.map(variable), layout: query.layout };
    },
  };
}
