/** What is true of an operator: its differential as a linear map, when it holds, and where it is published. */
import type { ApplyExpr, Expr } from '../algebra/expression';

/** Published sources, cited by rules. */
export const sources = {
  mit:      { title: 'Bright, Edelman, Johnson: Matrix Calculus for Machine Learning and Beyond (MIT 18.S096)', url: 'https://arxiv.org/abs/2501.14787' },
  parr:     { title: 'Parr, Howard: The Matrix Calculus You Need For Deep Learning', url: 'https://arxiv.org/abs/1802.01528' },
  cookbook: { title: 'Petersen, Pedersen: The Matrix Cookbook', url: 'https://www2.imm.dtu.dk/pubdb/pubs/3274-full.html' },
  minka:    { title: 'Minka: Old and New Matrix Algebra Useful for Statistics', url: 'https://tminka.github.io/papers/matrix/' },
  higham:   { title: 'Higham: Functions of Matrices (SIAM 2008)', url: 'https://doi.org/10.1137/1.9780898717778' },
  magnus:   { title: 'Magnus, Neudecker: Matrix Differential Calculus', url: 'https://doi.org/10.1002/9781119541219' },
} as const;

export interface Source { readonly work: keyof typeof sources; readonly place: string }

export interface OperatorRule {
  /** The rule's name as a derivation shows it. */
  readonly rule: string;
  /** What the operator is, in one sentence. */
  readonly summary: string;
  /** The differential in words of the language, for hovers: "d tr(U) = tr(dU)". */
  readonly statement: string;
  readonly source: Source;
  /** Where the value or the derivative exists, as text about the arguments: "X invertible". `#1`, `#2` stand for the arguments as printed. */
  readonly conditions: readonly string[];
  /** The convention used where the function has a kink, for one argument and for two where they differ. */
  readonly note?: string | { readonly one: string; readonly two: string };
  /**
   * The differential in the direction `h` of argument `index`, an expression linear in `h` of the shape of the value;
   * undefined where no closed form is known (never a zero in its place).
   */
  readonly differential: (args: readonly Expr[], index: number, h: Expr, node: ApplyExpr) => Expr | undefined;
  /** The adjoint of the differential applied to a cotangent, where it is as short to say; else it is found by walking down the differential. */
  readonly pull?: (args: readonly Expr[], index: number, cotangent: Expr, node: ApplyExpr) => Expr | undefined;
}
