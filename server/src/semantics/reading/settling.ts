/** Which statements keep their meaning in the next version of the file: see `settled.ts`. */
import { SCALAR, type Shape } from '../../shapes/shape';
import { statementAt } from '../../syntax/positions';
import type { Statement, Tree } from '../../syntax/tree';
import type { Cell, Scope, Watched } from '../scope';
import { CAN_SETTLE, isKnownCell, isKnownShape, type Group, type History, type Settled } from '../settled';
import type { Terms } from '../terms';
import type { Unifier } from '../unify';
import type { FileFacts } from './fileFacts';
import type { Finding, Findings } from './findings';
import type { Gathered } from './gathered';
import { bindsOf, connected, foundIn, type Open } from './together';

export interface SettlingOf {
  readonly statements: readonly Statement[];
  readonly u: Unifier;
  readonly scope: Scope;
  readonly terms: Terms;
  readonly facts: FileFacts;
  readonly findings: Findings;
  readonly gathered: Gathered;
  readonly history: History;
}

export interface Settling {
  /** Takes the meaning of a statement from the earlier version, where it holds still. */
  recall(statement: Statement): boolean;
  /** Reads a statement, and settles it where nothing about it is open. */
  settling(statement: Statement, read: () => void): void;
  /** Settles statements together once all shapes are found; `name` gives the dimensions that are left over their names. */
  settleRest(name: () => void): void;
  /** Groups that turned out not to hold after something had been taken from them: the file has to be read again without them. */
  broken(): readonly Group[];
}

/** What a statement refers to, and binds. */
const cellsOf = (watched: Watched): readonly Cell[] => [...watched.asked.values(), ...watched.inferred.values(), ...watched.dimensionsAsked.values(), ...bindsOf(watched)].filter((cell) => cell !== undefined);

/** `settled` is added to: statements whose meaning holds in later versions too. `isOpen`: whether a group of the earlier version cannot hold. */
export function createSettling({ statements, u, scope, terms, facts, findings, gathered, history }: SettlingOf, settled: Map<Statement, Settled>, isOpen: (group: Group) => boolean): Settling {
  /** Nodes of the statements that have been settled in this reading. */
  const fresh: Tree[] = [];
  /** Statements that have been read and are not settled yet. */
  const rest: Open[] = [];
  /** What is wrong with a statement, as far as it was found while that was read. */
  const foundAt = new Map<Finding, Statement>();
  const recalled = new Set<Group>();
  const broken = new Set<Group>();
  /** What groups of the earlier version bind. */
  const owners = new Map<Cell, Group>();

  function holds({ watched, facts: before, query }: Settled): boolean {
    if (query !== undefined && query.layout !== gathered.layout) return false;
    for (const [name, fact] of before) if (facts.of(name) !== fact) return false;
    return scope.answersAlike(watched);
  }

  function recall(statement: Statement): boolean {
    const known = history.settled.get(statement);
    if (known === undefined) return false;
    const { group, watched } = known;
    if (group !== undefined && (isOpen(group) || broken.has(group))) return false;
    if (!holds(known)) {
      if (group !== undefined) broken.add(group);
      return false;
    }
    if (group !== undefined) {
      if (!recalled.has(group)) for (const { unknown, value } of group.found) u.know(unknown, value);
      recalled.add(group);
      for (const cell of bindsOf(watched)) if (cell.kind !== 'dimension' || !isKnownCell(cell)) owners.set(cell, group);
    }
    scope.replay(watched);
    if (known.query !== undefined) gathered.queries.set(known.query.node, known.query);
    settled.set(statement, known);
    return true;
  }

  function keep({ statement, watched, nodes, facts: about }: Open, group: Group | undefined): void {
    for (const cell of bindsOf(watched)) history.cells.add(cell);
    const node = statement.kind === 'query' ? statement : statement.kind === 'claim' && statement.left.kind === 'query' ? statement.left : undefined;
    fresh.push(...nodes);
    const shapes = new Map(nodes.map((each) => [each, shapeOf(each)]));
    settled.set(statement, { shapes, names: new Map(watched.names), callees: watched.calls, watched, facts: about, query: node === undefined ? undefined : gathered.queries.get(node), group });
  }

  const shapeOf = (node: Tree): Shape => u.resolveShape(terms.get(node) ?? SCALAR);
  const isSettled = (cell: Cell): boolean => history.cells.has(cell);

  /** Whether nothing about a statement is open, and nothing it refers to. */
  function isClosed({ watched, nodes }: Open): boolean {
    if (watched.infers.length > 0) return false;
    for (const cell of watched.dimensions.keys()) if (isKnownCell(cell)) history.cells.add(cell);
    const own = new Set(watched.bound.map(({ cell }) => cell));
    // A part that is named within the statement is known by the shape of its value.
    return cellsOf(watched).every((cell) => isSettled(cell) || own.has(cell))
      && watched.bound.every((each) => isKnownCell(each.cell) || ('within' in each && each.cell.kind === 'definition'))
      && nodes.every((node) => isKnownShape(shapeOf(node)));
  }

  function settling(statement: Statement, read: () => void): void {
    const [attempts, found] = [u.posted(), findings.all.length];
    read();
    u.run();
    for (const finding of findings.all.slice(found)) foundAt.set(finding, statement);
    const open: Open = { statement, watched: scope.watched(), nodes: terms.since(), facts: facts.asked() };
    // Who refers to what a group binds has a say in its shapes.
    for (const cell of cellsOf(open.watched)) { const group = owners.get(cell); if (group !== undefined) broken.add(group); }
    if (CAN_SETTLE[statement.kind] && findings.all.length === found && u.isSettledFrom(attempts) && isClosed(open)) keep(open, undefined);
    else rest.push(open);
  }

  /** The statements that something is wrong with; undefined where that cannot be told. */
  function mistaken(): ReadonlySet<Statement> | undefined {
    const found = new Set<Statement>();
    for (const finding of findings.all) {
      const statement = foundAt.get(finding) ?? (finding.node === undefined ? undefined : statementAt({ statements }, finding.node.span.start));
      if (statement === undefined) return undefined;
      found.add(statement);
    }
    return found;
  }

  function settleRest(name: () => void): void {
    const groups = connected(rest, (open) => cellsOf(open.watched).filter((cell) => !isSettled(cell)));
    const found = groups.map((group) => foundIn(group, u, shapeOf));
    name();
    const wrong = mistaken();
    for (const [i, group] of groups.entries()) {
      const values = found[i];
      if (wrong === undefined || values === undefined || group.some(({ statement, nodes }) => !CAN_SETTLE[statement.kind] || wrong.has(statement) || nodes.some(({ kind }) => kind === 'missing'))) continue;
      const made: Group = { statements: group.length, found: values.map((each) => ({ ...each, named: u.resolve(each.value) })) };
      for (const open of group) keep(open, made);
    }
    // Dimensions that are left over have the names that come to them; where these are others than before, so are the shapes.
    for (const group of recalled) if (group.found.some(({ value, named }) => u.resolve(value) !== named)) broken.add(group);
    // From here on settled nodes are known by what was found out.
    for (const node of fresh) terms.delete(node);
  }

  return { recall, settling, settleRest, broken: () => [...broken].filter((group) => recalled.has(group)) };
}
