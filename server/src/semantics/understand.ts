/** tree → meaning: the entry to this room. */
import { functionNamed } from '../operators/signatures';
import { namesOf } from '../shapes/dimension';
import { isScalar, isSquare, shape, type Shape } from '../shapes/shape';
import { statementAt } from '../syntax/positions';
import { operands, type NameNode, type Parsed, type Tree } from '../syntax/tree';
import { createBindings, shapeOfBinding } from './bindings';
import * as say from './diagnostics';
import type { Binding, Diagnostic, Implicit, Meaning, ResolvedClaim, ResolvedQuery, Variable } from './meaning';
import { functionRulesOf } from './functionRules';
import { equationsOf } from './implicits';
import { createQueryResolver } from './queries';
import { readStatements, type Reading } from './reading';
import type { Layout } from './reading/gathered';
import type { Cell } from './scope';
import { continued, newHistory, type History, type Settled } from './settled';
import { patternFor } from './signatures';
import { unknownsOf } from './equation';
import type { Facts } from './wording';

/**
 * What a parsed file means. Never fails: what is wrong is in `diagnostics` (the errors of the parser included), and everything else is
 * understood all the same. `previous`: what an earlier version meant; statements that are the same objects and refer to the same are not
 * understood again. The result is the same without it.
 */
export function understand(parsed: Parsed, options: { readonly layout?: Layout } = {}, previous?: Meaning): Meaning {
  const history = (previous === undefined ? undefined : histories.get(previous)) ?? newHistory();
  const reading = readStatements(parsed.statements, options.layout ?? 'variable', history);
  const { scope, unifier, settled, invented } = reading;
  const settledAt = ({ span }: Tree): Settled | undefined => { const statement = settled.size === 0 ? undefined : statementAt(parsed, span.start); return statement === undefined ? undefined : settled.get(statement); };
  const { shapes, mistaken } = settle(reading, (tree) => settledAt(tree)?.shapes.has(tree) === true);
  const facts: Facts = {
    shapeOf: (tree) => shapes.get(tree) ?? settledAt(tree)?.shapes.get(tree),
    settled: (term) => unifier.resolveShape(term),
    cellOf: (tree) => (tree.kind === 'name' ? scope.cellOf(tree) : undefined),
    // A dimension that is tied to nothing declared has no reason: another one would have done as well.
    reasonsFor: ({ term, origin }) => {
      const sides = origin === 'declared' ? [] : [term.rows, term.cols].filter((side) => !namesOf(unifier.resolve(side)).some((name) => invented.has(name)));
      return [...new Set(sides.flatMap((side) => unknownsOf(side).flatMap((unknown) => unifier.reasonFor(unknown) ?? [])))];
    },
    isFree: (dimension) => namesOf(dimension).some((name) => invented.has(name)),
    statementStart: (offset) => parsed.statements.findLast(({ span }) => span.start <= offset)?.span.start ?? 0,
  };
  const bindingFor = createBindings(reading, facts, history);
  const diagnostics: Diagnostic[] = parsed.errors.map(({ message, span }) => say.syntaxError(message, span));
  const report = (diagnostic: Diagnostic | undefined): void => { if (diagnostic !== undefined) diagnostics.push(diagnostic); };
  for (const { render } of reading.findings) report(render(facts));
  for (const hint of hints(reading.inference.terms.keys(), reading, facts)) report(hint);
  for (const warning of shadowedDimensions(scope, facts)) report(warning);
  for (const known of settled.values()) (known.hints ??= [...hints(known.shapes.keys(), reading, facts)]).forEach(report);

  const bind = (node: NameNode, cell: Cell): void => { const known = settledAt(node); if (known === undefined) scope.resolveName(node, cell); else known.names.set(node, cell); };
  const equations = equationsOf(reading, facts, mistaken, report);
  const resolver = createQueryResolver(reading, facts, mistaken, equations, bindingFor.variable, bind, report);
  /** Whether what a name is follows from its declaration alone: no statement elsewhere gives it a manifold, an inner product, an equation or a rule. */
  const areVariablesPlain = reading.manifolds.size === 0 && reading.inners.length === 0 && reading.implicits.length === 0 && reading.rules.length === 0;
  /** Whether what a query is about by name alone, wherever in the file that is used, is still what it was. */
  const isStill = ({ wrt }: ResolvedQuery): boolean => wrt.every((variable) => {
    if (variable.origin === 'declared') return true;
    const cell = scope.inferred(variable.name);
    return cell !== undefined && bindingFor.variable(cell) === variable;
  });
  const queries: ResolvedQuery[] = [];
  const claims: ResolvedClaim[] = [];
  for (const statement of parsed.statements) {
    if (statement.kind !== 'query' && statement.kind !== 'claim') continue;
    const known = areVariablesPlain ? settled.get(statement) : undefined;
    const asked = statement.kind === 'query' ? statement : statement.left.kind === 'query' ? statement.left : undefined;
    const read = asked === undefined ? undefined : reading.queries.get(asked);
    // Of a settled statement it is found once; a problem with it is told each time.
    const query = (known?.resolved !== undefined && isStill(known.resolved) ? known.resolved : undefined) ?? (read === undefined ? undefined : resolver.resolve(read));
    if (known !== undefined && query !== undefined) known.resolved = query;
    if (statement.kind === 'query') { if (query !== undefined) queries.push(query); continue; }
    if (mistaken.has(statement.right) || (statement.left.kind === 'query' ? query === undefined : mistaken.has(statement.left))) continue;
    const claim = known?.claim ?? { node: statement, query };
    if (known !== undefined) known.claim = claim;
    claims.push(claim);
  }

  const metrics = new Map(reading.inners.filter(({ value }) => { const of = shapes.get(value); return of !== undefined && isScalar(of); }).map(({ cell, left, right, value }) => [bindingFor.variable(cell), { left, right, value }]));
  const implicits = new Map<Variable, Implicit | 'mistaken'>([...equations.of.values()].map(({ node, cell, equation, isGradient, others }) => {
    const unknown = bindingFor.variable(cell);
    return [unknown, { node, unknown, equation, isGradient, others: others.map(bindingFor.variable) }];
  }));
  for (const cell of equations.broken) implicits.set(bindingFor.variable(cell), 'mistaken');
  const rules = new Map([...functionRulesOf(reading, facts, mistaken, report)].map(([cell, { node, parameter, tangent }]) => [bindingFor.callee(cell), { node, parameter: bindingFor.variable(parameter), tangent: bindingFor.variable(tangent), value: node.value }]));
  const bindingOf = (node: NameNode): Binding | undefined => { const cell = scope.cellOf(node); return cell === undefined ? undefined : bindingFor.any(cell); };
  const meaning: Meaning = {
    statements: parsed.statements,
    queries,
    claims,
    bindings: scope.cells().map(bindingFor.any).sort((a, b) => a.span.start - b.span.start),
    diagnostics: diagnostics.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end),
    bindingOf,
    calleeOf: (call) => { const cell = scope.calleeOf(call); return cell === undefined ? undefined : bindingFor.callee(cell); },
    lookup: (name, offset) => { const cell = scope.lookup(name, offset); return cell === undefined ? invented.get(name) : bindingFor.any(cell); },
    // Names outside expressions (declared, parameters, `wrt`) have the shape of what they stand for.
    shapeOf: (tree) => { const known = facts.shapeOf(tree); const binding = known === undefined && tree.kind === 'name' && !reading.inference.terms.has(tree) ? bindingOf(tree) : undefined; return binding === undefined ? known : shapeOfBinding(binding); },
    ruleOf: (of) => rules.get(of),
    implicitOf: (variable) => implicits.get(variable),
    innerProductOf: (variable) => metrics.get(variable),
  };
  histories.set(meaning, continued(history, settled, scope.cells()));
  return meaning;
}

/** What each meaning leaves for that of the next version. */
const histories = new WeakMap<Meaning, History>();

interface Shapes {
  /** The shape of every node whose shape does not depend on a mistake. */
  readonly shapes: ReadonlyMap<Tree, Shape>;
  /** Nodes with a mistake in them, or in a definition that they use. The sum of something mistaken is here, and is a scalar all the same. */
  readonly mistaken: ReadonlySet<Tree>;
}

function settle({ unifier, scope, inference, findings }: Reading, isSettled: (tree: Tree) => boolean): Shapes {
  const failed = new Set(findings.map(({ node }) => node).filter((node) => node !== undefined));
  const shapes = new Map<Tree, Shape>();
  const mistaken = new Set<Tree>();
  const scalarAnyway = (tree: Tree): boolean => {
    const name = tree.kind === 'call' && scope.calleeOf(tree) === undefined ? functionNamed(tree.callee) : undefined;
    const result = tree.kind !== 'call' || name === undefined ? undefined : patternFor(name, tree.arguments.length)?.result;
    return result !== undefined && isScalar(shape(result.rows, result.cols));
  };
  const dependsOn = (tree: Tree): readonly Tree[] => {
    const cell = tree.kind === 'name' ? scope.cellOf(tree) : tree.kind === 'call' ? scope.calleeOf(tree) : undefined;
    return cell?.kind === 'definition' ? [cell.value, ...operands(tree)] : operands(tree);
  };
  for (const [tree, term] of inference.terms) {
    const below = dependsOn(tree);
    if (tree.kind === 'missing' || failed.has(tree) || below.some((each) => mistaken.has(each))) mistaken.add(tree);
    if (!mistaken.has(tree) || (!failed.has(tree) && tree.kind !== 'missing' && (scalarAnyway(tree) || below.every((each) => shapes.has(each) || isSettled(each))))) shapes.set(tree, unifier.resolveShape(term));
  }
  return { shapes, mistaken };
}

/** Variables and definitions that have the name of a dimension. */
function* shadowedDimensions(scope: Reading['scope'], facts: Facts): Generator<Diagnostic> {
  const dimensions = new Map(scope.cells().flatMap((cell) => (cell.kind === 'dimension' ? [[cell.name, cell] as const] : [])));
  for (const cell of scope.cells()) {
    if (cell.kind !== 'definition' && !(cell.kind === 'variable' && cell.origin === 'declared')) continue;
    const dimension = dimensions.get(cell.name);
    if (dimension !== undefined) yield say.dimensionShadowed(cell.name, facts.settled(cell.term), cell.span, scope.introducedAt(dimension));
  }
}

/** What is right but may not be meant: a scalar added to a square matrix, an elementwise function of one. */
function* hints(trees: Iterable<Tree>, { scope }: Reading, facts: Facts): Generator<Diagnostic> {
  for (const tree of trees) {
    if (tree.kind === 'binary' && (tree.operator === '+' || tree.operator === '-')) {
      const [left, right] = [facts.shapeOf(tree.left), facts.shapeOf(tree.right)];
      if (left === undefined || right === undefined || isScalar(left) === isScalar(right)) continue;
      const [array, scalar] = isScalar(left) ? [right, tree.left] : [left, tree.right];
      if (isSquare(array)) yield say.scalarAddedToSquare(tree, scalar, array.rows);
    } else if (tree.kind === 'call' && scope.calleeOf(tree) === undefined) {
      const [argument] = tree.arguments;
      const of = argument === undefined ? undefined : facts.shapeOf(argument);
      const hint = of !== undefined && isSquare(of) && !isScalar(of) ? say.elementwiseOfSquare(tree) : undefined;
      if (hint !== undefined) yield hint;
    }
  }
}
