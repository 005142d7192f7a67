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
import { NOWHERE, type CallNode, type FunctionTypeNode, type NameNode, type Span, type Tree } from '../syntax/tree';

export interface VariableCell {
  readonly kind: 'variable';
  readonly name: string;
  readonly term: Shape;
  readonly properties: ReadonlySet<Property>;
  readonly origin: 'declared' | 'inferred';
  readonly span: Span;
}
/** One for each name, whichever statement mentions it first: see `introducedAt`. */
export interface DimensionCell { readonly kind: 'dimension'; readonly name: string; readonly dimension: Dimension }
export interface DefinitionCell { readonly kind: 'definition'; readonly name: string; readonly value: Tree; readonly parameters: readonly NameNode[]; readonly term: Shape; readonly span: Span }
export interface FunctionCell { readonly kind: 'function'; readonly name: string; readonly type: FunctionTypeNode; readonly parameters: readonly Shape[]; readonly result: Shape; readonly span: Span }
/** `last` is the upper bound where it is a dimension. */
export interface IndexCell { readonly kind: 'index'; readonly name: string; readonly from: Tree; readonly to: Tree; readonly last: Dimension | undefined; readonly span: Span }

export type Cell = VariableCell | DimensionCell | DefinitionCell | FunctionCell | IndexCell;

/** What a statement asks of a scope and does to it. */
export interface Watched {
  /** What names meant before it; a name that meant nothing is here too. */
  readonly asked: ReadonlyMap<string, Cell | undefined>;
  /** Names that were looked for among the inferred variables. */
  readonly inferred: ReadonlyMap<string, VariableCell | undefined>;
  /** Dimensions that were looked for without being used. */
  readonly dimensionsAsked: ReadonlyMap<string, DimensionCell | undefined>;
  /** Dimensions it uses, each where it does so first. */
  readonly dimensions: ReadonlyMap<DimensionCell, Span>;
  /** What it binds, in order: to the end of the file `from` a place, or `within` a part of itself. */
  readonly bound: readonly ({ readonly cell: Cell; readonly from: number } | { readonly cell: Cell; readonly within: Span })[];
  /** Variables that nothing declares, as far as it is the first to use them. */
  readonly infers: readonly VariableCell[];
  readonly names: ReadonlyMap<NameNode, Cell>;
  readonly calls: ReadonlyMap<Tree, DefinitionCell | FunctionCell>;
}

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
  /** The dimension of a name, made by `make` where none is known yet, as used at a place. */
  useDimension(name: string, at: Span, make: () => DimensionCell): DimensionCell;
  /** Where a dimension is mentioned first. */
  introducedAt(cell: DimensionCell): Span;
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
  /** What has been asked and done since this was called last. */
  watched(): Watched;
  /** Whether everything that a statement asked would be answered as it was. */
  answersAlike(watched: Watched): boolean;
  /** Does again what a statement did. */
  replay(watched: Watched): void;
}

/** What is known of nodes that are not read again. */
export interface Earlier {
  readonly cellOf: (node: NameNode) => Cell | undefined;
  readonly calleeOf: (call: Tree) => DefinitionCell | FunctionCell | undefined;
}

export function createScope(earlier: Earlier): Scope {
  const stretches = new Map<string, Stretch[]>();
  const locals = new Map<string, Cell[]>();
  const localStretches = new Map<string, Stretch[]>();
  const inferred = new Map<string, VariableCell>();
  const dimensions = new Map<string, DimensionCell>();
  const names = new Map<NameNode, Cell>();
  const calls = new Map<Tree, DefinitionCell | FunctionCell>();
  const all: Cell[] = [];

  const introduced = new Map<DimensionCell, Span>();
  let watch = newWatch();

  const push = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [value]); else list.push(value);
  };
  const meaning = (name: string): Cell | undefined => stretches.get(name)?.at(-1)?.cell;
  const note = <V>(map: Map<string, V>, name: string, answer: V): V => { if (!map.has(name)) map.set(name, answer); return answer; };
  const declare = (cell: Cell, from: number): void => { push(stretches, cell.name, { from, to: Infinity, cell }); all.push(cell); };
  const enclose = (cell: Cell, within: Span): void => { push(localStretches, cell.name, { from: within.start, to: within.end, cell }); all.push(cell); };
  const introduce = (cell: DimensionCell, at: Span): void => { dimensions.set(cell.name, cell); introduced.set(cell, at); all.push(cell); };

  return {
    // A local name is the statement's own.
    find: (name) => locals.get(name)?.at(-1) ?? note(watch.asked, name, meaning(name)),
    inferred: (name) => note(watch.inferred, name, inferred.get(name)),
    dimension: (name) => {
      const cell = dimensions.get(name);
      return cell !== undefined && watch.dimensions.has(cell) ? cell : note(watch.dimensionsAsked, name, cell);
    },
    declare: (cell, from) => { declare(cell, from); watch.bound.push({ cell, from }); },
    addInferred: (cell) => { inferred.set(cell.name, cell); all.push(cell); watch.infers.push(cell); },
    useDimension: (name, at, make) => {
      const cell = dimensions.get(name) ?? make();
      if (!dimensions.has(name)) introduce(cell, at);
      if (!watch.dimensions.has(cell)) watch.dimensions.set(cell, at);
      return cell;
    },
    introducedAt: (cell) => introduced.get(cell) ?? NOWHERE,
    enter: (cell, within) => { push(locals, cell.name, cell); enclose(cell, within); watch.bound.push({ cell, within }); },
    leave: (name) => { locals.get(name)?.pop(); },
    resolveName: (node, cell) => { names.set(node, cell); watch.names.set(node, cell); },
    resolveCall: (node, cell) => { calls.set(node, cell); watch.calls.set(node, cell); },
    cellOf: (node) => names.get(node) ?? earlier.cellOf(node),
    calleeOf: (node) => calls.get(node) ?? earlier.calleeOf(node),
    cells: () => all,
    lookup: (name, offset) => localStretches.get(name)?.findLast((s) => s.from <= offset && offset <= s.to)?.cell
      ?? stretches.get(name)?.findLast((s) => s.from <= offset)?.cell
      ?? dimensions.get(name) ?? inferred.get(name),
    watched: () => { const found = watch; watch = newWatch(); return found; },
    answersAlike: (before) => {
      for (const [name, cell] of before.asked) if (meaning(name) !== cell) return false;
      for (const [name, cell] of before.inferred) if (inferred.get(name) !== cell) return false;
      for (const [name, cell] of before.dimensionsAsked) if (dimensions.get(name) !== cell) return false;
      for (const cell of before.dimensions.keys()) { const known = dimensions.get(cell.name); if (known !== undefined && known !== cell) return false; }
      return true;
    },
    replay: ({ dimensions: used, bound, infers }) => {
      for (const cell of infers) { inferred.set(cell.name, cell); all.push(cell); }
      for (const [cell, at] of used) if (!dimensions.has(cell.name)) introduce(cell, at);
      for (const each of bound) if ('from' in each) declare(each.cell, each.from); else enclose(each.cell, each.within);
    },
  };
}

const newWatch = () => ({
  asked: new Map<string, Cell | undefined>(), inferred: new Map<string, VariableCell | undefined>(), dimensionsAsked: new Map<string, DimensionCell | undefined>(), dimensions: new Map<DimensionCell, Span>(),
  bound: [] as Watched['bound'][number][], infers: [] as VariableCell[], names: new Map<NameNode, Cell>(), calls: new Map<Tree, DefinitionCell | FunctionCell>(),
});
