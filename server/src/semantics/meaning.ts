/**
 * What a file means: every name resolved, every node shaped, every query and claim ready to be answered.
 *
 * Scoping is sequential. All blocks of a file share one scope, top to bottom; a later declaration or definition of the same name
 * shadows the earlier one from there on, and what was defined before keeps the meaning it had. Therefore names are resolved per
 * node (`bindingOf`), never by a map from text.
 */
import type { FunctionTypeNode, ImplicitNode, NameNode, QueryNode, RuleNode, Span, Statement, Tree } from '../syntax/tree';
import type { Dimension } from '../shapes/dimension';
import type { Property } from '../shapes/adjectives';
import type { Shape } from '../shapes/shape';

export interface Variable {
  readonly kind: 'variable';
  readonly name: string;
  readonly shape: Shape;
  /** Declared properties and all that follow from them. */
  readonly properties: ReadonlySet<Property>;
  /** `inferred`: never declared; its shape comes from its uses, or from the spelling convention where they leave a choice. */
  readonly origin: 'declared' | 'inferred';
  /** The declaration, or the first use of an inferred name. */
  readonly span: Span;
  /** Of an inferred variable: the expressions that tie its rows and columns to what is declared; none where only its spelling and its fitting in decide. */
  readonly reasons?: readonly Tree[];
}
/** `n` in `matrix(n, d)`, used as a scalar in an expression. */
export interface DimensionName { readonly kind: 'dimension'; readonly name: string; readonly dimension: Dimension; readonly span: Span }
export interface Definition {
  readonly kind: 'definition';
  readonly name: string;
  readonly value: Tree;
  readonly parameters: readonly NameNode[];
  /** Undefined where the value has a shape error. */
  readonly shape: Shape | undefined;
  readonly span: Span;
}
/** `g : vector(n) -> scalar`: a function of which only the shapes are known. */
export interface UninterpretedFunction { readonly kind: 'function'; readonly name: string; readonly type: FunctionTypeNode; readonly parameters: readonly Shape[]; readonly result: Shape; readonly span: Span }
/** The index of `sum(i = 1..N) …`. */
export interface IndexName { readonly kind: 'index'; readonly name: string; readonly from: Tree; readonly to: Tree; readonly span: Span }

export type Binding = Variable | DimensionName | Definition | UninterpretedFunction | IndexName;

/** The stable codes of diagnostics. */
export type DiagnosticCode =
  | 'syntax' | 'unknown-name' | 'unknown-function' | 'unknown-adjective' | 'shape-mismatch' | 'argument-count' | 'ambiguous-product' | 'ambiguous-name'
  | 'not-scalar' | 'not-a-variable' | 'not-differentiable' | 'unsupported' | 'claim-failed' | 'check-failed' | 'check-unavailable' | 'limit'
  | 'cyclic-definition' | 'broadcast-scalar' | 'elementwise-function' | 'not-indented' | 'stale-code' | 'edited-code' | 'unreadable-file';

export interface Fix {
  /** What the light bulb says: "Use x'*y (the inner product)". */
  readonly title: string;
  readonly span: Span;
  readonly replacement: string;
}

export interface Diagnostic {
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly code: DiagnosticCode;
  /** For the reader: what is wrong, where, with both shapes, and what would mend it. */
  readonly message: string;
  readonly span: Span;
  /** The other place of a conflict. */
  readonly related: readonly { readonly message: string; readonly span: Span }[];
  readonly fixes: readonly Fix[];
}

/** `implicit A*x == b solve x`: what makes a variable a function of others. */
export interface Implicit {
  readonly node: ImplicitNode;
  readonly unknown: Variable;
  /** What is zero, or whose gradient by the unknown is: `A*x - b`, or `L`. */
  readonly equation: Tree;
  readonly isGradient: boolean;
  /** What else stands in it, through definitions but not through other equations. */
  readonly others: readonly Variable[];
}

/** `rule d(g(x)) = J(x)*dx`: the differential of a function that has no formula, at `parameter` in the direction `tangent`. */
export interface Rule { readonly node: RuleNode; readonly parameter: Variable; readonly tangent: Variable; readonly value: Tree }

/** A query with its defaults filled in. `of` has a shape, and each of `wrt` is a variable of it. Where two versions of a file have the same object, it has the same answer in both. */
export interface ResolvedQuery {
  readonly node: QueryNode;
  readonly of: Tree;
  /** How the reader named the function: `f` in `gradient f`, else undefined. */
  readonly ofName: string | undefined;
  readonly wrt: readonly Variable[];
  readonly layout: 'variable' | 'numerator' | 'denominator';
  /** The variables that equations of the file solve for and that the function depends on, each after those that its equation needs. */
  readonly solved: readonly Variable[];
}

export interface ResolvedClaim {
  readonly node: Extract<Statement, { kind: 'claim' }>;
  /** The left side when it is a query. */
  readonly query: ResolvedQuery | undefined;
}

export interface Meaning {
  readonly statements: readonly Statement[];
  /** In the order of the file; a query or claim with an error in it is left out (its diagnostic is there). */
  readonly queries: readonly ResolvedQuery[];
  readonly claims: readonly ResolvedClaim[];
  /** Everything that was bound, in the order of the file, shadowed ones too. */
  readonly bindings: readonly Binding[];
  readonly diagnostics: readonly Diagnostic[];
  /** What a name node stands for; undefined for an unknown name and for the name of a built-in function. */
  bindingOf(name: NameNode): Binding | undefined;
  /** The binding of a call's callee when it is a definition or an uninterpreted function, not a function of the language. */
  calleeOf(call: Tree): Definition | UninterpretedFunction | undefined;
  /** What `name` means at this offset: for completion, result trees and claims. */
  lookup(name: string, offset: number): Binding | undefined;
  /** The shape of a node; undefined where it could not be inferred because of an error. */
  shapeOf(tree: Tree): Shape | undefined;
  /** The rule that the file states for a function. */
  ruleOf(of: UninterpretedFunction): Rule | undefined;
  /** The equation that a variable solves; `mistaken` where there is one with an error in it. */
  implicitOf(variable: Variable): Implicit | 'mistaken' | undefined;
  /** The metric `<u, v> = u'*M*v` declared for a variable, as the expression and its two letters. */
  innerProductOf(variable: Variable): { readonly left: NameNode; readonly right: NameNode; readonly value: Tree } | undefined;
}
