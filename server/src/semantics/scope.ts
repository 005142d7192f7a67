/**
 * Scopes while a file is being understood. A cell is what a name stands for before its shape is known; it becomes a `Binding` when
 * all shapes are.
 *
 * Scoping is sequential: what a name means depends on where it stands. A name that is used before anything declares or defines it is
 * one inferred variable, however often and in however many blocks it is used.
 */
import type { Property } from '../shapes/adjectives';
import type { Dimension } from '../shapes/dimension';
import type { Shape } from '../shapes/shape';
import type { CallNode, FunctionTypeNode, NameNode, Span, Tree } from '../syntax/tree';

export interface VariableCell {
  readonly kind: 'variable';
  readonly name: string;
  readonly term: Shape;
  readonly properties: ReadonlySet<Property>;
  readonly origin: 'declared' | 'inferred';
  readonly span: Span;
}
export interface DimensionCell { readonly kind: 'dimension'; readonly name: string; readonly dimension: Dimension; readonly span: Span }
export interface DefinitionCell { readonly kind: 'definition'; readonly name: string; readonly value: Tree; readonly parameters: readonly NameNode[]; readonly term: Shape; readonly span: Span }
export interface FunctionCell { readonly kind: 'function'; readonly name: string; readonly type: FunctionTypeNode; readonly parameters: readonly Shape[]; readonly result: Shape; readonly span: Span }
/** `last` is the upper bound where it is a dimension. */
export interface IndexCell { readonly kind: 'index'; readonly name: string; readonly from: Tree; readonly to: Tree; readonly last: Dimension | undefined; readonly span: Span }

export type Cell = VariableCell | DimensionCell | DefinitionCell | FunctionCell | IndexCell;

/** A stretch of the file in which a name has a meaning. */
interface Stretch { readonly from: number; readonly to: number; readonly cell: Cell }

export interface Scope {
  /** What a name means at the place reached, local names first. Inferred variables are not included: see `inferred`. */
  find(name: string): Cell | undefined;
  /** The inferred variable of this name, if there is one already. */
  inferred(name: string): VariableCell | undefined;
  dimension(name: string): DimensionCell | undefined;
  /** Binds a name from `from` to the end of the file. */
  declare(cell: Cell, from: number): void;
  addInferred(cell: VariableCell): void;
  addDimension(cell: DimensionCell): void;
  /** Binds a name within a tree, until `leave`. */
  enter(cell: Cell, within: Span): void;
  leave(name: string): void;
  resolveName(node: NameNode, cell: Cell): void;
  resolveCall(node: CallNode, cell: DefinitionCell | FunctionCell): void;
  cellOf(node: NameNode): Cell | undefined;
  calleeOf(node: Tree): DefinitionCell | FunctionCell | undefined;
  /** Everything bound, in the order of binding. */
  cells(): readonly Cell[];
  /** What a name means at an offset, once the whole file has been read. */
  lookup(name: string, offset: number): Cell | undefined;
}

export function createScope(): Scope {
  const stretches = new Map<string, Stretch[]>();
  const locals = new Map<string, Cell[]>();
  const localStretches = new Map<string, Stretch[]>();
  const inferred = new Map<string, VariableCell>();
  const dimensions = new Map<string, DimensionCell>();
  const names = new Map<NameNode, Cell>();
  const calls = new Map<Tree, DefinitionCell | FunctionCell>();
  const all: Cell[] = [];

  const push = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [value]); else list.push(value);
  };

  return {
    find: (name) => locals.get(name)?.at(-1) ?? stretches.get(name)?.at(-1)?.cell,
    inferred: (name) => inferred.get(name),
    dimension: (name) => dimensions.get(name),
    declare: (cell, from) => { push(stretches, cell.name, { from, to: Infinity, cell }); all.push(cell); },
    addInferred: (cell) => { inferred.set(cell.name, cell); all.push(cell); },
    addDimension: (cell) => { dimensions.set(cell.name, cell); all.push(cell); },
    enter: (cell, within) => { push(locals, cell.name, cell); push(localStretches, cell.name, { from: within.start, to: within.end, cell }); all.push(cell); },
    leave: (name) => { locals.get(name)?.pop(); },
    resolveName: (node, cell) => { names.set(node, cell); },
    resolveCall: (node, cell) => { calls.set(node, cell); },
    cellOf: (node) => names.get(node),
    calleeOf: (node) => calls.get(node),
    cells: () => all,
    lookup: (name, offset) => localStretches.get(name)?.findLast((s) => s.from <= offset && offset <= s.to)?.cell
      ?? stretches.get(name)?.findLast((s) => s.from <= offset)?.cell
      ?? dimensions.get(name) ?? inferred.get(name),
  };
}
