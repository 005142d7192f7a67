/**
 * Statements that need not be understood again. Where a statement refers to nothing but what is declared or settled before it, and
 * leaves no shape open, its meaning follows from its text and from what its names stand for: it holds in every later version of the
 * file in which the names stand for the same. Statements that share something open, a name that nothing declares, are settled together.
 */
import type { Dimension } from '../shapes/dimension';
import type { Shape } from '../shapes/shape';
import type { NameNode, Statement, Tree } from '../syntax/tree';
import { unknownsOf } from './equation';
import type { Definition, Diagnostic, ResolvedClaim, ResolvedQuery, UninterpretedFunction, Variable } from './meaning';
import type { ReadQuery } from './reading/gathered';
import type { Cell, DefinitionCell, DimensionCell, FunctionCell, VariableCell, Watched } from './scope';

export interface Settled {
  readonly shapes: ReadonlyMap<Tree, Shape>;
  /** What its names stand for; those of a query's `wrt` are added when it is resolved. */
  readonly names: Map<NameNode, Cell>;
  readonly callees: ReadonlyMap<Tree, DefinitionCell | FunctionCell>;
  /** What it asked of the scope and did to it. */
  readonly watched: Watched;
  /** What the whole file says about its names, as far as that mattered. */
  readonly facts: ReadonlyMap<string, number>;
  readonly query: ReadQuery | undefined;
  /** The statements it is settled with; undefined for one that is settled by itself. */
  readonly group: Group | undefined;
  /** Filled in when they are first worked out. */
  hints?: readonly Diagnostic[];
  resolved?: ResolvedQuery;
  claim?: ResolvedClaim;
}

/**
 * Statements that share what is open, and nothing open with any other: their shapes follow from all of them together. They hold where all of
 * them do, and no other statement refers to what they bind.
 */
export interface Group {
  readonly statements: number;
  /** What the unknowns in the shapes of what they bind were found to be, and what that is called in the end. */
  readonly found: readonly { readonly unknown: string; readonly value: Dimension; readonly named: Dimension }[];
}

/** What is carried from the reading of one version of a file to that of the next. */
export interface History {
  readonly settled: ReadonlyMap<Statement, Settled>;
  /** Of declared dimensions. */
  readonly dimensions: ReadonlyMap<string, DimensionCell>;
  /** What settled statements bind. */
  readonly cells: WeakSet<Cell>;
  /** The bindings of these cells. */
  readonly bindings: {
    readonly variables: WeakMap<VariableCell, Variable>;
    readonly definitions: WeakMap<DefinitionCell, Definition>;
    readonly functions: WeakMap<FunctionCell, UninterpretedFunction>;
  };
}

export const newHistory = (): History => ({ settled: new Map(), dimensions: new Map(), cells: new WeakSet(), bindings: { variables: new WeakMap(), definitions: new WeakMap(), functions: new WeakMap() } });

/** What the next version needs to know of this one. */
export const continued = (history: History, settled: ReadonlyMap<Statement, Settled>, cells: readonly Cell[]): History => ({
  ...history, settled,
  dimensions: new Map(cells.filter((cell): cell is DimensionCell => cell.kind === 'dimension' && history.cells.has(cell) && isKnownCell(cell)).map((cell) => [cell.name, cell])),
});

/** Kinds of statements that can be settled. The others change what names mean elsewhere, or are errors. */
export const CAN_SETTLE: Readonly<Record<Statement['kind'], boolean>> = {
  declaration: true, definition: true, query: true, claim: true, inner: false, layout: false, manifold: false, implicit: false, rule: false, unreadable: false,
};

const isKnown = (dimension: Dimension): boolean => unknownsOf(dimension).length === 0;
export const isKnownShape = ({ rows, cols }: Shape): boolean => isKnown(rows) && isKnown(cols);

/** Whether what a cell says of shapes holds beyond the unknowns of one reading. */
export function isKnownCell(cell: Cell): boolean {
  switch (cell.kind) {
    case 'variable': case 'definition': return isKnownShape(cell.term);
    case 'function': return [...cell.parameters, cell.result].every(isKnownShape);
    case 'dimension': return isKnown(cell.dimension);
    case 'index': return true;
  }
}
