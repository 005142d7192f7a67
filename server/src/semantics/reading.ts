/**
 * Reads the statements of a file from top to bottom: binds every name, and gives every node a shape in unknowns, which the unifier
 * solves as it goes. What did not fit is kept as facts, to be worded when all shapes are known.
 */
import { functionNamed } from '../operators/signatures';
import { closure, type Property } from '../shapes/adjectives';
import { add, fixed, named, type Dimension } from '../shapes/dimension';
import { SCALAR, type Shape } from '../shapes/shape';
import { statementAt } from '../syntax/positions';
import type { CallNode, ImplicitNode, NameNode, QueryNode, RuleNode, Span, Statement, Tree } from '../syntax/tree';
import { manifoldOf, propertiesOfType, shapeOfType, type DeclarationProblem } from './declarations';
import * as say from './diagnostics';
import { createEvidence } from './evidence';
import { createInference, type Inference, type Misfit, type Surroundings } from './infer';
import type { Diagnostic, ResolvedQuery } from './meaning';
import { occurrencesIn, type Occurrences } from './occurrences';
import { createScope, type Cell, type DefinitionCell, type FunctionCell, type Scope, type VariableCell } from './scope';
import { CAN_SETTLE, isKnownCell, isKnownShape, newHistory, type History, type Settled } from './settled';
import { Terms } from './terms';
import { createUnifier, type Unifier } from './unify';
import type { Facts } from './wording';

export type Layout = ResolvedQuery['layout'];

/** A diagnostic to be worded once everything is solved, and the node whose shape it leaves unknown. */
export interface Finding { readonly node: Tree | undefined; readonly render: (facts: Facts) => Diagnostic | undefined }

/** A query as read: what its `wrt` names meant where it stands. */
export interface ReadQuery { readonly node: QueryNode; readonly wrt: readonly { readonly node: NameNode; readonly cell: Cell | undefined }[]; readonly layout: Layout }

export interface Reading {
  readonly unifier: Unifier;
  readonly scope: Scope;
  readonly inference: Inference;
  readonly occurrences: Occurrences;
  readonly findings: readonly Finding[];
  readonly queries: ReadonlyMap<QueryNode, ReadQuery>;
  /** What `x on sphere` says of a variable, wherever it is used. */
  readonly manifolds: ReadonlyMap<VariableCell, readonly Property[]>;
  /** Statements whose meaning holds in later versions too, as long as what they refer to does. */
  readonly settled: ReadonlyMap<Statement, Settled>;
  /** The rules, each with its function, its parameter and the change of that. */
  readonly rules: readonly { readonly node: RuleNode; readonly cell: FunctionCell; readonly parameter: VariableCell; readonly tangent: VariableCell }[];
  /** The equations, each with the variable that it is solved for. */
  readonly implicits: readonly { readonly node: ImplicitNode; readonly cell: VariableCell }[];
  readonly inners: readonly { readonly cell: VariableCell; readonly left: NameNode; readonly right: NameNode; readonly value: Tree }[];
}

const termOfCell = (cell: Cell): Shape => {
  switch (cell.kind) {
    case 'variable': case 'definition': return cell.term;
    case 'dimension': case 'index': return SCALAR;
    case 'function': return cell.result;
  }
};

/** Words by which queries speak of a change `dX` in `X`: a claim about them may use it. */
const DIFFERENTIAL_WORDS: ReadonlySet<QueryNode['word']> = new Set(['differential', 'derivative', 'hessian', 'taylor', 'jvp', 'vjp', 'hvp']);

/** What a file as a whole says about a name. */
const [DECLARED, USED, INDEX] = [1, 2, 4];

/** Names that stand for a number unless the file says otherwise. They are bound to nothing. */
export const CONSTANTS: ReadonlySet<string> = new Set(['pi', 'π']);

/** `history`: what an earlier version of the file has left; it is added to. */
export function readStatements(statements: readonly Statement[], defaultLayout: Layout, history: History = newHistory()): Reading {
  const u = createUnifier();
  const settled = new Map<Statement, Settled>();
  const settledAt = ({ span }: Tree): Settled | undefined => { const statement = settled.size === 0 ? undefined : statementAt({ statements }, span.start); return statement === undefined ? undefined : settled.get(statement); };
  const scope = createScope({ cellOf: (node) => settledAt(node)?.names.get(node), calleeOf: (call) => settledAt(call)?.callees.get(call) });
  const terms = new Terms((tree) => settledAt(tree)?.shapes.get(tree));
  const occurrences = occurrencesIn(statements);
  /** What the whole file says about a name, and which names the present statement has asked about. */
  let facts = new Map<string, number>();
  const factsByName = new Map<string, number>();
  const factOf = (name: string): number => {
    const known = factsByName.get(name);
    if (known !== undefined) return known;
    const fact = (occurrences.declaredDimensions.has(name) ? DECLARED : 0) + (occurrences.usedDimensions.has(name) ? USED : 0) + (occurrences.indices.has(name) ? INDEX : 0);
    factsByName.set(name, fact);
    return fact;
  };
  const knows = (name: string, fact: number): boolean => { const found = factOf(name); facts.set(name, found); return (found & fact) !== 0; };
  const findings: Finding[] = [];
  const queries = new Map<QueryNode, ReadQuery>();
  const inners: { cell: VariableCell; left: NameNode; right: NameNode; value: Tree }[] = [];
  const manifolds = new Map<VariableCell, readonly Property[]>();
  const rules: { node: RuleNode; cell: FunctionCell; parameter: VariableCell; tangent: VariableCell }[] = [];
  const implicits: { node: ImplicitNode; cell: VariableCell }[] = [];
  const wanted: Tree[] = [];
  const sides: (readonly [Tree, Tree])[] = [];
  let layout = defaultLayout;
  let defining: NameNode | undefined;
  let differentials = false;
  const problems = { meant: 0, other: 0 };

  const find = (finding: Finding): void => { findings.push(finding); u.undoable(() => { findings.pop(); }); };
  const report = (render: Finding['render'], node?: Tree): void => { find({ node, render }); };

  const placeOf = (cell: Cell): Span => (cell.kind === 'dimension' ? scope.introducedAt(cell) : cell.span);

  // ---- names

  function dimensionCell(node: NameNode): Dimension {
    const isDeclared = knows(node.name, DECLARED);
    const cell = scope.useDimension(node.name, node.span, () => {
      const known = isDeclared ? history.dimensions.get(node.name) : undefined;
      const dimension = isDeclared ? named(node.name) : u.fresh();
      u.presumeMany(dimension);
      return known ?? { kind: 'dimension', name: node.name, dimension };
    });
    scope.resolveName(node, cell);
    return cell.dimension;
  }

  function dimension(node: NameNode): Dimension | undefined {
    const cell = scope.find(node.name);
    // `n = 5` defines the dimension n.
    if (cell?.kind === 'definition' && cell.value.kind === 'number' && Number.isInteger(cell.value.value)) {
      scope.resolveName(node, cell);
      return fixed(cell.value.value);
    }
    return cell === undefined || cell.kind === 'dimension' || knows(node.name, DECLARED) ? dimensionCell(node) : undefined;
  }

  function inferredCell(node: NameNode): VariableCell {
    const known = scope.inferred(node.name);
    if (known !== undefined) return known;
    // A free index, as in `x[i]`, is a number that nobody differentiates by.
    const index = knows(node.name, INDEX);
    const cell: VariableCell = { kind: 'variable', name: node.name, term: index ? SCALAR : u.freshShape(), properties: closure(index ? ['integer', 'constant'] : []), origin: 'inferred', span: node.span };
    scope.addInferred(cell);
    const below = occurrences.firstBinding.get(node.name);
    if (below !== undefined) report(() => say.usedBefore(node, below.span, below.what));
    return cell;
  }

  /** `dX` in a claim about a differential: a change of `X`, of its shape. */
  function differentialCell(node: NameNode): VariableCell | undefined {
    if (!differentials || !/^d./u.test(node.name)) return undefined;
    // dX2 is a change of X, unless there is an X2.
    const [own, unnumbered] = [node.name.slice(1), node.name.slice(1).replace(/_?\d+$/u, '')];
    const base = scope.find(own) ?? scope.inferred(own) ?? scope.find(unnumbered) ?? scope.inferred(unnumbered);
    if (base?.kind !== 'variable') return undefined;
    const cell: VariableCell = { kind: 'variable', name: node.name, term: base.term, properties: new Set(), origin: 'inferred', span: node.span };
    scope.enter(cell, node.span);
    differentialNames.push(node.name);
    return cell;
  }
  const differentialNames: string[] = [];

  function cellFor(node: NameNode): Cell {
    const found = scope.find(node.name) ?? differentialCell(node);
    if (found !== undefined) return found;
    return inferredCell(node);
  }

  function name(node: NameNode): Shape {
    const isDimension = scope.find(node.name) === undefined && knows(node.name, DECLARED | USED);
    if (isDimension) { dimensionCell(node); return SCALAR; }
    if (CONSTANTS.has(node.name) && scope.find(node.name) === undefined) return SCALAR;
    if (defining !== undefined && node.name === defining.name && scope.find(node.name) === undefined) {
      const definition = defining;
      report(() => say.cyclicDefinition(node.name, node.span, definition.span), node);
      return u.freshShape();
    }
    const cell = cellFor(node);
    scope.resolveName(node, cell);
    return termOfCell(cell);
  }

  /** How far an index goes: the bound of a sum, a dimension, or one of these and a whole number more or less. */
  function reach(index: Tree): Dimension | undefined {
    if (index.kind === 'name') {
      const cell = scope.find(index.name) ?? scope.dimension(index.name);
      return cell?.kind === 'index' ? cell.last : cell?.kind === 'dimension' ? cell.dimension : undefined;
    }
    if (index.kind !== 'binary' || index.left.kind !== 'name' || index.right.kind !== 'number' || !Number.isInteger(index.right.value) || (index.operator !== '+' && index.operator !== '-')) return undefined;
    const base = reach(index.left);
    return base === undefined ? undefined : add(base, fixed(index.operator === '+' ? index.right.value : -index.right.value));
  }

  // ---- calls

  function callable(node: CallNode): ReturnType<Surroundings['callable']> {
    const cell = scope.find(node.callee);
    if (cell?.kind === 'function' || (cell?.kind === 'definition' && cell.parameters.length > 0)) {
      scope.resolveCall(node, cell);
      return cell.kind === 'function' ? cell : { parameters: cell.parameters.map((parameter) => termOfCell(scope.cellOf(parameter) ?? cell)), result: cell.term };
    }
    return functionNamed(node.callee) === undefined ? 'none' : 'language';
  }

  function unknownFunction(node: CallNode): Diagnostic {
    const cell = scope.find(node.callee) ?? scope.inferred(node.callee);
    if (defining !== undefined && defining.name === node.callee) return say.cyclicDefinition(node.callee, node.calleeSpan, defining.span);
    if (cell?.kind === 'definition') return say.calledWithoutParameters(node);
    if (cell !== undefined || scope.dimension(node.callee) !== undefined) return say.calledVariable(node);
    const below = occurrences.firstBinding.get(node.callee);
    return say.unknownFunction(node, scope.cells().flatMap((each) => (each.kind === 'function' || each.kind === 'definition' ? [each.name] : [])), below?.span);
  }

  function misfit(what: Misfit): void {
    if (what.kind === 'unknownFunction') { const diagnostic = unknownFunction(what.node); report(() => diagnostic, what.node); return; }
    const counted = isMeant(what) ? 'meant' : 'other';
    problems[counted]++;
    u.undoable(() => { problems[counted]--; });
    report((facts) => word(what, facts), what.node);
  }

  /** Two columns multiplied, or a column beside a matrix: see `Problems`. */
  function isMeant(what: Misfit): boolean {
    if (what.kind !== 'operands' || what.clash !== 'operands') return false;
    const columns = [what.node.left, what.node.right].filter((side) => { const term = inference.terms.get(side); return term !== undefined && u.extent(term.cols) === 'one'; }).length;
    switch (what.node.operator) {
      case '*': return columns === 2;
      case '+': case '-': case '.*': case './': return columns === 1;
      case '/': case '\\': case '^': case '.^': return false;
    }
  }

  const around: Surroundings = {
    name, dimension, callable, reach, misfit,
    transposesWith: (node) => scope.find(node.name) === undefined && !knows(node.name, DECLARED | USED),
    enterIndex: (node, last) => {
      const cell: Cell = { kind: 'index', name: node.index.name, from: node.from, to: node.to, last, span: node.index.span };
      scope.enter(cell, node.span);
      scope.resolveName(node.index, cell);
    },
    enterPart: (node, value, term, within) => {
      const cell: Cell = { kind: 'definition', name: node.name, value, parameters: [], term, span: node.span };
      scope.enter(cell, within.span);
      scope.resolveName(node, cell);
    },
    leave: (local) => { scope.leave(local); },
    visited: (node) => { evidence.visited(node); },
  };
  const inference = createInference(u, around, terms);
  const evidence = createEvidence(u, scope, inference.terms);

  // ---- statements

  function declare(statement: Extract<Statement, { kind: 'declaration' }>): void {
    const { type, names, span } = statement;
    const add = (cell: Cell, node: NameNode): void => { scope.declare(cell, span.start); scope.resolveName(node, cell); };
    const shapeOf = (of: Parameters<typeof shapeOfType>[1]): Shape => shapeOfType(u, of, dimension, (problem) => { if (problem.kind === 'badDimension') report(() => say.badDimension(problem.tree)); });
    if (type.form === 'function') {
      const parameters = type.parameters.map(shapeOf);
      const result = shapeOf(type.result);
      for (const part of [...type.parameters, type.result]) checkAdjectives(part, shapeOf(part), names);
      for (const node of names) add({ kind: 'function', name: node.name, type, parameters, result, span: node.span } satisfies FunctionCell, node);
      return;
    }
    const term = shapeOf(type);
    const properties = checkAdjectives(type, term, names);
    for (const node of names) add({ kind: 'variable', name: node.name, term, properties, origin: 'declared', span: node.span } satisfies VariableCell, node);
  }

  function checkAdjectives(type: Parameters<typeof propertiesOfType>[0], shape: Shape, names: readonly NameNode[]): VariableCell['properties'] {
    return propertiesOfType(type, shape, (problem) => { report(() => wordDeclaration(problem, names)); });
  }

  function restrict({ variable, manifold }: Extract<Statement, { kind: 'manifold' }>): void {
    const cell = cellFor(variable);
    scope.resolveName(variable, cell);
    if (cell.kind !== 'variable') {
      report(() => say.notAVariable(variable, cell.kind, [], placeOf(cell)));
      return;
    }
    const property = manifoldOf(manifold, u.resolveShape(cell.term), (problem) => { report(() => wordDeclaration(problem, [variable])); });
    if (property !== undefined) manifolds.set(cell, [...manifolds.get(cell) ?? [], property]);
  }

  function define(statement: Extract<Statement, { kind: 'definition' }>): void {
    const { parameters = [], value } = statement;
    const formal: string[] = [];
    for (const parameter of parameters) {
      const cell = scope.find(parameter.name);
      if (cell === undefined || cell.kind === 'variable') { name(parameter); continue; }
      // A parameter that is called like a definition or dimension hides it within the function.
      const own: VariableCell = { kind: 'variable', name: parameter.name, term: u.freshShape(), properties: new Set(), origin: 'inferred', span: parameter.span };
      scope.enter(own, statement.span);
      scope.resolveName(parameter, own);
      formal.push(parameter.name);
    }
    defining = statement.name;
    const found = inference.infer(value);
    u.run();
    const term = u.resolveShape(found);
    defining = undefined;
    for (const local of formal) scope.leave(local);
    const cell: DefinitionCell = { kind: 'definition', name: statement.name.name, value, parameters, term, span: statement.name.span };
    scope.declare(cell, Math.max(statement.span.end, value.span.end));
    scope.resolveName(statement.name, cell);
  }

  function layoutNamed(node: NameNode): Layout | undefined {
    const { name: chosen } = node;
    if (chosen === 'variable' || chosen === 'numerator' || chosen === 'denominator') return chosen;
    report(() => say.unknownLayout(node));
    return undefined;
  }

  function ask(query: QueryNode): void {
    const { of } = query;
    const solved = of.kind === 'name' && implicits.some(({ cell }) => cell === scope.inferred(of.name));
    if (of.kind === 'name' && !solved && scope.find(of.name) === undefined && !query.wrt.some(({ name: other }) => other === of.name) && scope.dimension(of.name) === undefined) {
      const below = occurrences.firstBinding.get(of.name);
      const defined = scope.cells().flatMap((cell) => (cell.kind === 'definition' ? [cell.name] : []));
      report(() => say.undefinedFunction(of, defined, below?.span), of);
      return;
    }
    inference.infer(of);
    if (query.along !== undefined) {
      inference.infer(query.along);
      // A direction that is not declared has the shape of what moves along it; a cotangent that of the function.
      const [variable] = query.wrt;
      const like = query.word === 'vjp' ? of : variable !== undefined && query.wrt.length === 1 && scope.find(variable.name) !== undefined ? variable : undefined;
      if (like?.kind === 'name') inference.infer(like);
      if (like !== undefined) sides.push([query.along, like]);
    }
    if (query.word === 'gradient' || query.word === 'hessian' || query.word === 'hvp' || query.word === 'taylor') wanted.push(of);
    const own = query.layout === undefined ? layout : layoutNamed(query.layout);
    if (own !== undefined) queries.set(query, { node: query, wrt: query.wrt.map((node) => ({ node, cell: scope.find(node.name) ?? scope.dimension(node.name) })), layout: own });
  }

  function claim(statement: Extract<Statement, { kind: 'claim' }>): void {
    const { left, right } = statement;
    if (left.kind === 'query') ask(left);
    else inference.infer(left);
    differentials = left.kind === 'query' && DIFFERENTIAL_WORDS.has(left.word);
    inference.infer(right);
    differentials = false;
    for (const local of differentialNames.splice(0)) scope.leave(local);
    if (left.kind !== 'query') sides.push([left, right]);
  }

  function innerProduct(statement: Extract<Statement, { kind: 'inner' }>): void {
    const { variable, left, right, value, span } = statement;
    const cell = cellFor(variable);
    scope.resolveName(variable, cell);
    if (cell.kind !== 'variable') {
      report(() => say.notAVariable(variable, cell.kind, [], placeOf(cell)));
      return;
    }
    for (const letter of [left, right]) {
      const own: VariableCell = { kind: 'variable', name: letter.name, term: cell.term, properties: new Set(), origin: 'inferred', span: letter.span };
      scope.enter(own, span);
      scope.resolveName(letter, own);
    }
    inference.infer(value);
    for (const letter of [left, right]) scope.leave(letter.name);
    wanted.push(value);
    inners.push({ cell, left, right, value });
    report((facts) => { const shape = facts.shapeOf(value); return shape === undefined || shape === SCALAR ? undefined : say.innerNotScalar(value, shape); });
  }

  function solve(node: ImplicitNode): void {
    const { left, right, unknown } = node;
    const cell = cellFor(unknown);
    inference.infer(unknown);
    if (left.kind === 'query') {
      for (const each of left.wrt) scope.resolveName(each, cellFor(each));
      inference.infer(left.of);
      wanted.push(left.of);
    } else {
      inference.infer(left);
      // An unknown that nothing declares has the shape of its equation.
      if (cell.kind === 'variable' && cell.origin === 'inferred') sides.push([unknown, left]);
    }
    // `== 0` is said of vectors and matrices too.
    if (!isZero(right)) {
      inference.infer(right);
      if (left.kind !== 'query') sides.push([left, right]);
    }
    if (cell.kind === 'variable') implicits.push({ node, cell });
    else report(() => say.notAVariable(unknown, cell.kind, [], placeOf(cell)));
  }

  function stateRule(node: RuleNode): void {
    const cell = scope.find(node.function.name);
    const [of, ...more] = cell?.kind === 'function' ? cell.parameters : [];
    if (cell !== undefined) scope.resolveName(node.function, cell);
    const isOfOne = cell?.kind === 'function' && of !== undefined && more.length === 0;
    const term = of ?? u.freshShape();
    const local = (name: string, { span }: NameNode): VariableCell => ({ kind: 'variable', name, term, properties: new Set(), origin: 'inferred', span });
    const parameter = local(node.parameter.name, node.parameter);
    const tangent = local(`d${node.parameter.name}`, node.parameter);
    for (const own of [parameter, tangent]) scope.enter(own, node.span);
    scope.resolveName(node.parameter, parameter);
    inference.infer(node.value);
    for (const own of [parameter, tangent]) scope.leave(own.name);
    if (isOfOne) rules.push({ node, cell, parameter, tangent });
    else report(() => say.ruleOfWhat(node.function, cell?.kind === 'function' ? cell.parameters.length : undefined));
  }

  function read(statement: Statement): void {
    switch (statement.kind) {
      case 'declaration': declare(statement); return;
      case 'definition': define(statement); return;
      case 'query': ask(statement); return;
      case 'claim': claim(statement); return;
      case 'inner': innerProduct(statement); return;
      case 'manifold': restrict(statement); return;
      case 'layout': {
        layout = layoutNamed(statement.layout) ?? layout;
        return;
      }
      case 'implicit': solve(statement); return;
      case 'rule': stateRule(statement); return;
      case 'unreadable': return;
    }
  }

  // ---- statements that are settled

  function holds({ watched, facts: before, query }: Settled): boolean {
    if (query !== undefined && query.layout !== layout) return false;
    for (const [name, fact] of before) if (factOf(name) !== fact) return false;
    return scope.answersAlike(watched);
  }

  function settle(statement: Statement, firstAttempt: number, earlierFindings: number): void {
    const watched = scope.watched();
    const nodes = terms.since();
    const about = facts;
    facts = new Map();
    if (!CAN_SETTLE[statement.kind] || watched.infers || findings.length !== earlierFindings || !u.isSettledFrom(firstAttempt)) return;
    for (const cell of watched.dimensions.keys()) if (isKnownCell(cell)) history.cells.add(cell);
    const own = new Set(watched.bound.map(({ cell }) => cell));
    const isSettled = (cell: Cell | undefined): boolean => cell === undefined || history.cells.has(cell) || own.has(cell);
    if (![...watched.asked.values(), ...watched.inferred.values(), ...watched.dimensionsAsked.values(), ...watched.dimensions.keys()].every(isSettled)) return;
    const shapes = new Map(nodes.map((node) => [node, u.resolveShape(terms.get(node) ?? SCALAR)]));
    // A part that is named within the statement is known by the shape of its value.
    const areKnown = watched.bound.every((each) => isKnownCell(each.cell) || ('within' in each && each.cell.kind === 'definition'));
    if (!areKnown || ![...shapes.values()].every(isKnownShape)) return;
    for (const cell of own) history.cells.add(cell);
    const node = statement.kind === 'query' ? statement : statement.kind === 'claim' && statement.left.kind === 'query' ? statement.left : undefined;
    fresh.push(...nodes);
    settled.set(statement, { shapes, names: new Map(watched.names), callees: watched.calls, watched, facts: about, query: node === undefined ? undefined : queries.get(node) });
  }
  /** Nodes of the statements that have been settled just now. */
  const fresh: Tree[] = [];

  for (const statement of statements) {
    const known = history.settled.get(statement);
    if (known !== undefined && holds(known)) {
      scope.replay(known.watched);
      if (known.query !== undefined) queries.set(known.query.node, known.query);
      settled.set(statement, known);
      continue;
    }
    const [attempts, found] = [u.posted(), findings.length];
    read(statement);
    u.run();
    settle(statement, attempts, found);
  }
  // The two sides of an identity have one shape, unless the claim is false in that respect: the verdict on it will say so.
  for (const [left, right] of sides) {
    const [a, b] = [inference.terms.get(left), inference.terms.get(right)];
    if (a === undefined || b === undefined) continue;
    let differ = false;
    const before = problems.meant + problems.other;
    u.trial(() => { u.equateShapes(a, b, () => { differ = true; }); }, () => !differ && problems.meant + problems.other === before);
  }
  for (const tree of wanted) evidence.wantScalar(tree);
  evidence.conclude();
  evidence.applyConvention(() => ({ ...problems }));
  u.presumeRest();
  u.run();

  // From here on they are known by what is settled.
  for (const node of fresh) terms.delete(node);

  return { unifier: u, scope, inference, occurrences, findings, queries, inners, manifolds, implicits, rules, settled };
}

export const isZero = (tree: Tree): boolean => tree.kind === 'number' && tree.value === 0;

/** What is wrong with a declaration, in words. */
function wordDeclaration(problem: DeclarationProblem, names: readonly NameNode[]): Diagnostic {
  switch (problem.kind) {
    case 'unknownAdjective': return say.unknownAdjective(problem.word, problem.span);
    case 'unknownManifold': return say.unknownManifold(problem.word, problem.span);
    case 'manifoldInFront': return say.manifoldInFront(problem.manifold, problem.span);
    case 'noSuchManifold': return say.noSuchManifold(problem.manifold, problem.shape, problem.span);
    case 'notSquare': return say.notSquare(problem.adjective, problem.shape, names, problem.span);
    case 'badDimension': return say.badDimension(problem.tree);
  }
}

/** A misfit in words. */
function word(what: Misfit, facts: Facts): Diagnostic | undefined {
  switch (what.kind) {
    case 'operands': return say.operandMismatch(what.node, what.clash, facts);
    case 'argument': return say.argumentMismatch(what.node, what.position, what.pattern, what.wanted, facts);
    case 'parameter': return say.parameterMismatch(what.node, what.position, what.wanted, facts);
    case 'argumentCount': return say.argumentCount(what.node, what.wanted);
    case 'unknownFunction': return say.unknownFunction(what.node, [], undefined);
    case 'notElementwise': return say.notElementwise(what.node);
    case 'notADimension': return say.notADimension(what.node, what.position, what.parameter);
    case 'indexCount': return say.indexCount(what.node, facts);
    case 'indexRange': return say.indexRange(what.node, what.position, what.size, what.reach, facts);
    case 'indexShape': return say.indexShape(what.node, what.position, facts);
    case 'bound': return say.boundMismatch(what.bound);
    case 'block': return say.blockMismatch(what.node, what.row, what.block, facts);
  }
}
