/** What the statements read so far say, beyond the shapes of their nodes. */
import type { Property } from '../../shapes/adjectives';
import type { ImplicitNode, NameNode, QueryNode, RuleNode, Tree } from '../../syntax/tree';
import type { ResolvedQuery } from '../meaning';
import type { Cell, FunctionCell, VariableCell } from '../scope';

export type Layout = ResolvedQuery['layout'];

/** A query as read: what its `wrt` names meant where it stands. */
export interface ReadQuery { readonly node: QueryNode; readonly wrt: readonly { readonly node: NameNode; readonly cell: Cell | undefined }[]; readonly layout: Layout }

/** A rule with its function, its parameter and the change of that. */
export interface ReadRule { readonly node: RuleNode; readonly cell: FunctionCell; readonly parameter: VariableCell; readonly tangent: VariableCell }

/** An equation and the variable that it is solved for. */
export interface ReadImplicit { readonly node: ImplicitNode; readonly cell: VariableCell }

/** An inner product of a variable's space, in two letters. */
export interface ReadInner { readonly cell: VariableCell; readonly left: NameNode; readonly right: NameNode; readonly value: Tree }

export interface Gathered {
  /** The layout in force. */
  layout: Layout;
  readonly queries: Map<QueryNode, ReadQuery>;
  readonly inners: ReadInner[];
  /** What `x on sphere` says of a variable, wherever it is used. */
  readonly manifolds: Map<VariableCell, readonly Property[]>;
  readonly rules: ReadRule[];
  readonly implicits: ReadImplicit[];
  /** Expressions that are scalars, unless that contradicts something. */
  readonly scalars: Tree[];
  /** Expressions that have one shape, unless the claim they make is false in that respect. */
  readonly alike: (readonly [Tree, Tree])[];
}

export const nothingGathered = (layout: Layout): Gathered => ({ layout, queries: new Map(), inners: [], manifolds: new Map(), rules: [], implicits: [], scalars: [], alike: [] });
