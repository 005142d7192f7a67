/** What the calculus answers: a derivation, or the sub-expression in the way. */
import type { Arena } from '../algebra/arena';
import type { Expr } from '../algebra/expression';
import type { Phrase } from '../syntax/phrase';
import type { QueryWord, ResultForm, Span, Tree } from '../syntax/tree';
import type { Dimension } from '../shapes/dimension';
import type { Shape } from '../shapes/shape';

/** The numerical verdict on a result, a step or a claim. */
export type Verdict =
  | { readonly verdict: 'pass'; readonly maxRelativeError: number; readonly points: number; /** What was taken as stated: "the rule of g". */ readonly assumed?: string }
  | { readonly verdict: 'fail'; readonly maxRelativeError: number; readonly points: number; readonly reason: string }
  | { readonly verdict: 'unchecked'; readonly reason: string };

/** One line of a derivation: `rule` took the line before to `tree`. */
export interface Step {
  /** The rule's name as a reader knows it: "product rule", "read off ⟨G, dX⟩". */
  readonly rule: string;
  /**
   * What the line is an expression of: the differential `df` (directional derivative), the result itself, or the result in the form that was asked
   * for. On the way to a second derivative also the gradient, in its own space and the shape of the variable, and the differential of that; on the way
   * to a higher one the differentials up to its order, along one change.
   */
  readonly of: 'differential' | 'higherDifferential' | 'gradient' | 'gradientDifferential' | 'result' | 'form';
  /** Of a higher differential. */
  readonly order?: number;
  /** In the line, the call `d(u)` is the differential of `u`, and the name `dX` the differential of the variable `X`. */
  readonly tree: Tree;
}

/** When a result holds: "X invertible", "x ≠ 0". */
export interface Condition { readonly phrase: Phrase; /** The rule that asks for it. */ readonly source: string }

/** An index of an index form, and how far it runs from 1. */
export interface FreeIndex { readonly letter: string; readonly to: Dimension }
/**
 * The free indices of an index form. At all their values it gives the numbers of the result, as a matrix: `rows` count its rows and `columns` its
 * columns, the first of them fastest.
 */
export interface Indices { readonly rows: readonly FreeIndex[]; readonly columns: readonly FreeIndex[] }

export interface Derivation {
  readonly kind: QueryWord;
  /** The form of `tree` where it is another than the word's own. */
  readonly form: ResultForm | undefined;
  /** Of an index form. */
  readonly indices: Indices | undefined;
  /** The names in `tree` that stand for changes of the variable, in the order of the arguments: `dX`, or `dX1` and `dX2` of a bilinear form. */
  readonly tangents: readonly string[];
  /** Of a derivative and an expansion; 1 for all others. */
  readonly order: number;
  /** The variable differentiated by. */
  readonly wrt: string;
  /** Of the numbers of the result: those of its word, in whatever form it is written. */
  readonly shape: Shape;
  /** The result as a person would write it. */
  readonly tree: Tree;
  readonly expression: Expr;
  /** The function that was differentiated, and the symbol of the variable in it and in `expression`. */
  readonly functionExpression: Expr;
  /** What the reader calls parts of it: expressions that a definition of the file stands for. */
  readonly ownNames: ReadonlyMap<Expr, string>;
  readonly variable: Expr;
  /** Where these nodes live: run whatever builds on them in it. */
  readonly arena: Arena;
  /** For a Hessian or hvp: the gradient it came from, so that a check can go by first differences. */
  readonly gradient: Tree | undefined;
  /** Worked out when first asked for. */
  readonly steps: readonly Step[];
  readonly conditions: readonly Condition[];
  /** Kinks and conventions: "sign(0) = 0 is the subgradient used". */
  readonly notes: readonly Phrase[];
}

/** Why there is no answer, at the sub-expression in the way. */
export interface Problem {
  readonly code: 'unsupported' | 'not-differentiable' | 'not-scalar' | 'limit';
  readonly message: string;
  readonly span: Span;
}

export type Outcome =
  | { readonly ok: true; readonly derivation: Derivation }
  | { readonly ok: false; readonly problem: Problem };
