/**
 * Expressions: immutable, interned nodes of a shared DAG. Equal expressions are the same object, so equality is identity, caches
 * are keyed by node, and sharing survives from the parser to the generated code.
 *
 * Three worlds of multiplication are kept apart, since they commute differently: `product` (matrix), `hadamard` (entry by entry, and
 * the product of scalars), `scale` (a scalar times an array). Numeric coefficients live in `sum` only. `inv` is `matrixPower` −1,
 * division is the power −1 of its kind, and a transpose stands on leaves only (or on a node too large to push it through).
 *
 * Build nodes only through the constructors of `construct.ts`: they keep these canonical forms.
 */
import type { FunctionName } from '../operators/signatures';
import type { Dimension } from '../shapes/dimension';
import type { Property } from '../shapes/adjectives';
import type { Shape } from '../shapes/shape';
import type { Derivative } from '../syntax/derivativeNames';
import { operandsFirst } from '../syntax/operandsFirst';
import type { Rational } from './rational';

interface Node {
  /** Ascending in the order of first construction: also the order in which terms are shown. */
  readonly id: number;
  readonly shape: Shape;
  /** Number of nodes of the expression written out as a tree, saturating: the guard against flattening what is shared. */
  readonly weight: number;
  /** Whether the hole of a linear map stands below. */
  readonly hasHole: boolean;
  /** Height of the DAG below. */
  readonly depth: number;
}

export interface NumberExpr extends Node { readonly op: 'number'; readonly value: Rational }
/** A dimension used as a scalar. */
export interface DimensionExpr extends Node { readonly op: 'dimension'; readonly dimension: Dimension }
export interface SymbolExpr extends Node { readonly op: 'symbol'; readonly name: string; readonly properties: ReadonlySet<Property>; /** `hole`: the argument of a linear map; `constant`: `pi`; `index`: what a sum runs over. */ readonly role: 'variable' | 'hole' | 'constant' | 'index'; /** Of a variable that moves with others: the equation that it solves. To everything but a derivative it is a symbol like any other. */ readonly solves?: Equation }
/** `value` is zero at the solution. It is written with plain symbols, of the unknown and of its parameters. */
export interface Equation { readonly unknown: Expr; readonly value: Expr; readonly parameters: readonly Parameter[] }
export interface Parameter {
  readonly symbol: Expr;
  /** What moves in its place: itself, or the solution of another equation. */
  readonly operand: Expr;
  /** How the solution moves with it, as a map with a hole, and the adjoint of that; in plain symbols. Undefined where there is no closed form. Worked out when first asked for. */
  readonly forward: () => Expr | undefined;
  readonly backward: () => Expr | undefined;
}
export interface IdentityExpr extends Node { readonly op: 'identity' }
/** A column of ones. A matrix of ones is the product of a column and a row of them. */
export interface OnesExpr extends Node { readonly op: 'ones' }
export interface ZeroExpr extends Node { readonly op: 'zero' }
export interface SumExpr extends Node { readonly op: 'sum'; readonly terms: readonly Term[] }
export interface Term { readonly coefficient: Rational; readonly expr: Expr }
/** A matrix product of at least two factors. Cut at every inner dimension 1; scalar-valued products (`u'*X*v`) are products too. */
export interface ProductExpr extends Node { readonly op: 'product'; readonly factors: readonly Expr[] }
/** Entry by entry, commutative, at least two factors of one shape; of scalars: their product. */
export interface HadamardExpr extends Node { readonly op: 'hadamard'; readonly factors: readonly Expr[] }
export interface ScaleExpr extends Node { readonly op: 'scale'; readonly scalar: Expr; readonly body: Expr }
/** The trace of a product of at least one factor, rotated to a canonical start. */
export interface TraceExpr extends Node { readonly op: 'trace'; readonly factors: readonly Expr[] }
/** Entry by entry (and of scalars): base and exponent; the exponent is a scalar or has the base's shape. */
export interface PowerExpr extends Node { readonly op: 'power'; readonly base: Expr; readonly exponent: Expr }
/** A power of a square matrix with a scalar exponent; −1 is the inverse. */
export interface MatrixPowerExpr extends Node { readonly op: 'matrixPower'; readonly base: Expr; readonly exponent: Expr }
export interface TransposeExpr extends Node { readonly op: 'transpose'; readonly of: Expr }
/** Any other function of the language, by its name. */
export interface ApplyExpr extends Node { readonly op: 'apply'; readonly name: PrimitiveName; readonly args: readonly Expr[]; /** Matrix function of `frechet`. */ readonly inner?: FunctionName; /** The dimensions of `unvec`, `comm`. */ readonly dimensions?: readonly Dimension[] }

/** A function of which only the shapes are known, or a derivative of it, at its arguments: `g(x)`, `∇g(x)`, `DF(x)`, `∇²₁₂h(x, y)`; `entrywise`: `φ.(x)`. */
export interface UnknownExpr extends Node, Derivative { readonly op: 'unknown'; readonly name: string; readonly args: readonly Expr[]; readonly entrywise: boolean; /** The shape of the function's own value. */ readonly result: Shape; /** Of a value: the differential that the reader states. */ readonly rule?: FunctionRule }
/** The differential of a function at `parameter` in the direction `tangent`, as an expression of these two symbols; undefined where it has none. Worked out when first asked for: it may contain the function. */
export interface FunctionRule { readonly parameter: Expr; readonly tangent: Expr; readonly value: () => Expr | undefined }

/** `sum(index = from..to) body`. The index stands in the body only. */
export interface IndexedSumExpr extends Node { readonly op: 'indexedSum'; readonly index: Expr; readonly from: Expr; readonly to: Expr; readonly body: Expr }

export type Expr =
  | NumberExpr | DimensionExpr | SymbolExpr | IdentityExpr | OnesExpr | ZeroExpr | SumExpr | ProductExpr | HadamardExpr | ScaleExpr | TraceExpr
  | PowerExpr | MatrixPowerExpr | TransposeExpr | ApplyExpr | UnknownExpr | IndexedSumExpr;

/** The functions that stay nodes of their own; every other function of the language is written with these and the nodes above. */
export type PrimitiveName = Exclude<FunctionName,
  | 'inv' | 'tr' | 'transpose' | 'sum' | 'mean' | 'norm' | 'norm1' | 'norm2' | 'normF' | 'dot' | 'outer' | 'hadamard' | 'sym' | 'skew' | 'solve' | 'sqrt' | 'log1p' | 'expm1'
  | 'norminf' | 'eye' | 'ones' | 'zeros' | 'rowsum' | 'colsum' | 'rowmean' | 'colmean' | 'rownorm' | 'logsoftmax'>;

/** Whether an expression is this function of something. */
export const isApply = (e: Expr | undefined, name: PrimitiveName): e is ApplyExpr => e?.op === 'apply' && e.name === name;

/** The operands of a node, in order. */
export function operandsOf(e: Expr): readonly Expr[] {
  switch (e.op) {
    case 'number': case 'dimension': case 'symbol': case 'identity': case 'ones': case 'zero': return [];
    case 'sum': return e.terms.map((term) => term.expr);
    case 'product': case 'hadamard': case 'trace': return e.factors;
    case 'scale': return [e.scalar, e.body];
    case 'power': case 'matrixPower': return [e.base, e.exponent];
    case 'transpose': return [e.of];
    case 'apply': case 'unknown': return e.args;
    case 'indexedSum': return [e.from, e.to, e.body];
  }
}

/** Every node below and including the roots, operands first, each once. */
export const postorderOf = (...roots: readonly Expr[]): readonly Expr[] => operandsFirst(roots, operandsOf);

/** The same without what stands below and including nodes that are done with. */
export const postorderWithout = (isDone: (e: Expr) => boolean, roots: readonly Expr[]): readonly Expr[] => operandsFirst(roots, operandsOf, isDone);
