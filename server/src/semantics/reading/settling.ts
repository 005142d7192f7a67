/** Which statements keep their meaning in the next version of the file: see `settled.ts`. */
import { SCALAR } from '../../shapes/shape';
import type { Statement, Tree } from '../../syntax/tree';
import type { Cell, Scope } from '../scope';
import { CAN_SETTLE, isKnownCell, isKnownShape, type History, type Settled } from '../settled';
import type { Terms } from '../terms';
import type { Unifier } from '../unify';
import type { FileFacts } from './fileFacts';
import type { Findings } from './findings';
import type { Gathered } from './gathered';

export interface SettlingOf {
  readonly u: Unifier;
  readonly scope: Scope;
  readonly terms: Terms;
  readonly facts: FileFacts;
  readonly findings: Findings;
  readonly gathered: Gathered;
  readonly history: History;
}

export interface Settling {
  /** Statements whose meaning holds in later versions too, as long as what they refer to does. */
  readonly settled: ReadonlyMap<Statement, Settled>;
  /** Takes the meaning of a statement from the earlier version, where it holds still. */
  recall(statement: Statement): boolean;
  /** Reads a statement, and settles it where nothing about it is open. */
  settling(statement: Statement, read: () => void): void;
  /** Forgets the unknowns of nodes that are settled: from here on they are known by what was found out. */
  forgetUnknowns(): void;
}

export function createSettling({ u, scope, terms, facts, findings, gathered, history }: SettlingOf, settled: Map<Statement, Settled>): Settling {
  /** Nodes of the statements that have been settled in this reading. */
  const fresh: Tree[] = [];

  function holds({ watched, facts: before, query }: Settled): boolean {
    if (query !== undefined && query.layout !== gathered.layout) return false;
    for (const [name, fact] of before) if (facts.of(name) !== fact) return false;
    return scope.answersAlike(watched);
  }

  function settle(statement: Statement, hasOpen: boolean): void {
    const watched = scope.watched();
    const nodes = terms.since();
    const about = facts.asked();
    if (!CAN_SETTLE[statement.kind] || watched.infers || hasOpen) return;
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
    settled.set(statement, { shapes, names: new Map(watched.names), callees: watched.calls, watched, facts: about, query: node === undefined ? undefined : gathered.queries.get(node) });
  }

  return {
    settled,
    recall: (statement) => {
      const known = history.settled.get(statement);
      if (known === undefined || !holds(known)) return false;
      scope.replay(known.watched);
      if (known.query !== undefined) gathered.queries.set(known.query.node, known.query);
      settled.set(statement, known);
      return true;
    },
    settling: (statement, read) => {
      const [attempts, found] = [u.posted(), findings.all.length];
      read();
      u.run();
      settle(statement, findings.all.length !== found || !u.isSettledFrom(attempts));
    },
    forgetUnknowns: () => { for (const node of fresh) terms.delete(node); },
  };
}
