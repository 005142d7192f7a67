/** Queries and claims with their defaults filled in, or what is wrong with them. */
import { isScalar, type Shape } from '../shapes/shape';
import type { QueryNode, Tree } from '../syntax/tree';
import * as say from './diagnostics';
import type { Diagnostic, ResolvedQuery, Variable } from './meaning';
import type { Reading } from './reading';
import type { ReadQuery } from './reading/gathered';
import type { Cell, VariableCell } from './scope';
import { solvedAmong, variablesOf } from './dependence';
import type { Equations } from './implicits';
import { formsFor, hasForm } from './resultForms';
import { dimensionNames, spellingOf } from './spelling';
import type { Facts } from './wording';

/** Queries that are about scalar functions only. */
const OF_SCALARS: ReadonlySet<QueryNode['word']> = new Set(['gradient', 'hessian', 'hvp']);

/** Queries that are about a direction, or a weight for each output. */
const OF_DIRECTIONS: ReadonlySet<QueryNode['word']> = new Set(['jvp', 'vjp', 'hvp']);
/** Queries for which an order can be given. */
const OF_ORDERS: ReadonlySet<QueryNode['word']> = new Set(['derivative', 'taylor']);

export interface QueryResolver {
  resolve(query: ReadQuery): ResolvedQuery | undefined;
}

export function createQueryResolver(reading: Reading, facts: Facts, mistaken: ReadonlySet<Tree>, equations: Equations, variable: (cell: VariableCell) => Variable, bind: (node: ReadQuery['wrt'][number]['node'], cell: Cell) => void, report: (diagnostic: Diagnostic) => void): QueryResolver {
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
    // What an equation makes a function of others is moved by these.
    const occurring = movedBy(variablesOf(node.of, reading)).all;
    if (wrt.length > 0) {
      const meant = wrt.map((each) => variableFor(each, node, occurring));
      return meant.every((cell) => cell !== undefined) ? meant : undefined;
    }
    const parameters = parametersOf(node.of);
    const chosen = (parameters ?? occurring).filter((cell) => (parameters !== undefined || !cell.properties.has('constant')) && !equations.of.has(cell));
    if (chosen.length === 0) { report(say.nothingToDifferentiate(node)); return undefined; }
    return chosen;
  }

  /** With the variables of a function, those of the equations that these solve. */
  function movedBy(direct: readonly VariableCell[]): { readonly solved: readonly VariableCell[]; readonly all: readonly VariableCell[] } {
    const solved = solvedAmong(direct, (cell) => equations.of.get(cell)?.others);
    return { solved, all: [...new Set([...direct, ...solved.flatMap((cell) => equations.of.get(cell)?.others ?? [])])] };
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
      if (node.along !== undefined && !OF_DIRECTIONS.has(node.word)) { report(say.directionMeansNothing(node, node.along)); return undefined; }
      if (node.order !== undefined && !OF_ORDERS.has(node.word)) { report(say.orderMeansNothing(node)); return undefined; }
      if (node.as !== undefined && !hasForm(node.word, node.as.form)) { report(say.impossibleForm(node, node.as, formsFor(node.word, wrt))); return undefined; }
      const { solved, all } = movedBy(variablesOf(node.of, reading));
      // A mistake in an equation has been told; without it the answer would be the partial derivative.
      if (all.some((cell) => equations.broken.has(cell))) return undefined;
      return { node, of: node.of, ofName: definitionOf(node.of)?.name, wrt: wrt.map(variable), layout: query.layout, solved: solved.map(variable) };
    },
  };
}
