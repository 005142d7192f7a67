/** What lowering an expression needs to know, and how its rules ask for one another: as requests to one driver, so that no depth of nesting meets the stack. */
import type { Expr, SumExpr } from '../../algebra/expression';
import type { Dimension } from '../../shapes/dimension';
import type { Builder, Scaled } from './builder';
import type { OperationName, Structure } from './operation';

export type Side = 'left' | 'right';

export type Request =
  /** The value of an expression; of a row, the vector of its entries. */
  | { readonly lower: Expr }
  /** `e*to` or `to*e` without forming `e` where that is cheaper. */
  | { readonly apply: Expr; readonly transposed: boolean; readonly to: Scaled; readonly side: Side }
  /** The product of matrices, or of matrices and a last column, in the cheapest order. */
  | { readonly chain: readonly Expr[] }
  | { readonly trace: readonly Expr[] }
  | { readonly diagonal: Expr };

export type Lowering = Generator<Request, Scaled, Scaled>;

export interface Context {
  readonly build: Builder;
  readonly size: (dimension: Dimension) => number;
  /** Whether the matrix will stand in memory anyway, so that using it costs nothing more. */
  readonly isFormed: (e: Expr) => boolean;
  /** Whether the sum is the argument of a function, whose sign cannot move outwards. */
  readonly keepsSign: (e: Expr) => boolean;
  readonly isKnown: (e: Expr) => boolean;
  /** The sums that begin with this term and are worked out in any case. */
  readonly sumsWith: (term: Expr) => readonly SumExpr[];
  /** The indices of loops so far. */
  readonly indices: Set<Expr>;
  readonly structureOf: (e: Expr) => Structure;
  readonly facts: MatrixFacts;
  /** Operations that the target's library has. */
  readonly native: ReadonlySet<OperationName>;
}

export interface MatrixFacts {
  readonly isSymmetric: (e: Expr) => boolean;
  readonly isSemidefinite: (e: Expr) => boolean;
  /** Positive determinant: then log(det(·)) is logdet. */
  readonly hasPositiveDeterminant: (e: Expr) => boolean;
}

/** A function of the language that has no machine operation. */
export class NotScheduled extends Error {
  constructor(readonly construct: string) { super(`${construct} has no code yet`); }
}
