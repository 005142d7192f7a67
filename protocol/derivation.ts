/** A derivation as the preview shows it: everything is ready to be set in type, nothing has to be computed from it. */
import type { AnnotatedFormula, Formula } from './formula';
import type { Range } from './position';
import type { Quantity } from './requests';
import type { Verdict } from './verdict';

/** The ways to write one derivative. */
export const FORMS = ['differential', 'gradient', 'jacobian', 'operator', 'bilinear', 'kronecker', 'vech', 'index', 'hessian', 'derivative', 'taylor', 'jvp', 'vjp', 'hvp'] as const;
export type Form = (typeof FORMS)[number];

/** One line of a derivation: `rule` took the line before to this one. */
export interface StepView {
  readonly rule: string;
  /** What the rule says in text of the language, and where it is published. Absent for mere rearrangement. */
  readonly explanation?: { readonly statement: string; readonly title: string; readonly url: string };
  readonly formula: AnnotatedFormula;
  readonly verdict?: Verdict;
}

/** When a result holds: "X invertible", and which part of the function asks for it. */
export interface ConditionView { readonly text: string; readonly source?: string }

/** The derivative with respect to one variable. */
export interface ResultView {
  readonly wrt: string;
  /** Both sides: `\nabla_w f = X^\top (Xw - y)`. */
  readonly formula: AnnotatedFormula;
  /** `ℝ^{n×d}` in both notations. */
  readonly shape: Formula;
  readonly verdict: Verdict;
  readonly conditions: readonly ConditionView[];
  /** Kinks and conventions: "sign(0) = 0 is the subgradient used". */
  readonly notes: readonly string[];
  readonly steps: readonly StepView[];
}

/** Why there is no result, in the words of the reader; `range` underlines the sub-expression in the way. */
export interface ProblemView { readonly wrt?: string; readonly message: string; readonly range?: Range }

export interface DerivationView {
  readonly kind: 'derivation';
  /** The same for the same query while its file is edited, so that a view of it can keep its scroll place. */
  readonly id: string;
  /** The query as written: "gradient f wrt w". */
  readonly title: string;
  /** Where the query stands; absent when the subject is an expression by itself. */
  readonly range?: Range;
  /** What is assumed: declarations, given or inferred, one formula each (`X \in \mathbb{R}^{n \times d}`). */
  readonly given: readonly Formula[];
  /** The function and the definitions it uses, in order, the function last: `r = Xw - y`, `f = \tfrac12 \lVert r \rVert_2^2`. */
  readonly definitions: readonly AnnotatedFormula[];
  /** The form shown, one of `forms`. */
  readonly form: Form;
  /** The forms that this function has, in the order of the tabs. Asking again with another `form` shows it. */
  readonly forms: readonly { readonly form: Form; readonly label: string }[];
  /** One per variable, in the order of the query. Several variables give several results. */
  readonly results: readonly ResultView[];
  readonly problems: readonly ProblemView[];
  /** Which layout the Jacobians are in, in words: "numerator layout: one row per output". */
  readonly layout: string;
  /** The code targets on offer, that of the document's language first. */
  readonly targets: readonly { readonly target: string; readonly label: string }[];
  /** What code can be asked for (`quantity` of `protocol/requests.ts`); a query's own first. */
  readonly quantities: readonly { readonly quantity: Quantity; readonly label: string }[];
}

/** There is nothing to derive here: "No query at the cursor." */
export interface NothingView { readonly kind: 'nothing'; readonly message: string }
export type DerivationAnswer = DerivationView | NothingView;
