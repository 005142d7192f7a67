/** What is asked of code generation, and what it gives. */
import type { Expr } from '../algebra/expression';
import type { Property } from '../shapes/adjectives';
import type { Shape } from '../shapes/shape';

export type CodeKind = 'value' | 'gradient' | 'valueAndGradient' | 'jacobian' | 'hessian' | 'differential' | 'hvp' | 'jvp' | 'vjp' | 'differentiable';

export interface CodeVariable {
  /** As it is written in mcalc. */
  readonly name: string;
  readonly shape: Shape;
  /** Declared properties and what follows from them: a declared positive definite matrix is factorised as one. */
  readonly properties: ReadonlySet<Property>;
}

export interface CodeResult {
  /** The variable of a derivative. */
  readonly wrt: string;
  readonly expression: Expr;
}

export interface CodeTexts {
  /** The name of the function in the reader's file: `f`. */
  readonly of: string;
  /** Lines such as `f = 1/2*norm2(X*w - y)^2`, in the notation the docstring should carry; and those of the results. */
  readonly formulas: readonly string[];
  readonly results: readonly string[];
  /** When the result holds: "X invertible". */
  readonly conditions: readonly string[];
}

/**
 * The expressions may stand in different arenas: they are brought into one, where the function and its derivatives share what they have in
 * common. The parameters of the emitted function are `variables` in their order, then dimensions that no argument's shape gives, then
 * `directions` (`dX`).
 */
export interface CodeRequest {
  readonly target: TargetName;
  readonly kind: CodeKind;
  /** The function itself: needed for `value` and `valueAndGradient`. */
  readonly function: Expr | undefined;
  readonly results: readonly CodeResult[];
  readonly variables: readonly CodeVariable[];
  /** Parameters that stand for a direction or a cotangent: `dX` of a differential. */
  readonly directions?: readonly CodeVariable[];
  /** What the emitted function is to be called; made valid in the target. */
  readonly functionName?: string;
  /** The function first makes sure that the shapes of its arguments fit each other. */
  readonly assertShapes?: boolean;
  /** A second function compares the first with finite differences at random inputs. */
  readonly selfTest?: boolean;
  /** What a self-test needs to know besides: the vector of a product, in the variables and directions; and the function of a variable that moves freely whatever its structure. */
  readonly along?: Expr | undefined;
  readonly freeFunction?: Expr | undefined;
  /** What the reader calls parts of the function: expressions that a definition of the file stands for. */
  readonly names?: ReadonlyMap<Expr, string>;
  readonly texts: CodeTexts;
}

export interface CodeParameter {
  /** In the code. */
  readonly name: string;
  /** In mcalc. */
  readonly input: string;
}

export interface GeneratedCode {
  readonly target: TargetName;
  readonly name: string;
  readonly parameters: readonly string[];
  /** The mcalc names of the parameters, one for one. */
  readonly inputs: readonly string[];
  /** Complete: imports, then the function. */
  readonly source: string;
  /** The parts of `source`, so that an editor can place what a file needs once by itself: the import lines, the functions that the code brings along, and the function. */
  readonly imports: readonly string[];
  readonly helpers: readonly { readonly name: string; readonly source: string }[];
  readonly definition: string;
  /** `source` without its imports. */
  readonly body: string;
}

export type CodeOutcome =
  | { readonly ok: true; readonly code: GeneratedCode }
  /** `construct`: what the target has no way to write. */
  | { readonly ok: false; readonly message: string; readonly construct: string };

export const TARGET_NAMES = ['numpy', 'pytorch', 'pytorch_autograd', 'jax', 'jax_custom_vjp', 'javascript', 'typescript', 'fortran', 'nalgebra', 'matlab', 'octave', 'eigen', 'julia', 'r'] as const;
export type TargetName = (typeof TARGET_NAMES)[number];
