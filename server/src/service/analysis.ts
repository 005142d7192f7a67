/**
 * The analysis of a document: the one object that every feature and the command line ask.
 *
 * It is made at once for every version of a document and does next to nothing by itself: parsing and meaning are there, derivations
 * happen when an answer is first looked at, numerical checks, notation and code when they are asked for. What an edit does not touch is
 * taken over from the analysis before (`previous`), so typing never derives everything anew.
 *
 * All places that go out and come in are offsets or ranges of the *file*. Spans of trees (`Meaning`, `ResolvedQuery`, …) are offsets of
 * `embedded.text`; `rangeOf` turns them into ranges of the file.
 */
import type { DerivationView, Form } from '../../../protocol/derivation';
import type { Figure, FigureView } from '../../../protocol/figures';
import type { Formula } from '../../../protocol/formula';
import type { Edit, Range } from '../../../protocol/position';
import type { CodeWishes, Refused } from '../../../protocol/requests';
import type { Derivation, Outcome, Verdict } from '../calculus/result';
import type { TargetName } from '../codegen/request';
import type { EmbeddedDocument } from '../embedding/embed';
import type { Stamp } from '../embedding/stamp';
import type { FunctionName } from '../operators/signatures';
import type { PaperName } from '../papers/request';
import type { Binding, Diagnostic, Meaning, ResolvedClaim, ResolvedQuery, Variable } from '../semantics/meaning';
import type { Shape } from '../shapes/shape';
import type { SyntaxNode } from '../syntax/positions';
import type { Parsed, Span, Statement, Tree } from '../syntax/tree';
import type { Wishes } from './code';
import type { LineTable, SourceDocument } from './document';
import type { GeneratedBlock } from './generated';
import type { PaperOutcome } from './paper';
import type { InOtherSpace } from './otherSpaces';

export type { Wishes } from './code';
export type { SourceDocument } from './document';
export type { GeneratedBlock } from './generated';

export interface AnalysisOptions {
  /** What starts a block in a comment; a setting. */
  readonly markers?: readonly string[] | undefined;
  /** The layout where the file does not say one; a setting. */
  readonly layout?: ResolvedQuery['layout'] | undefined;
  /** Text of this language that stands before the document: of the cells before a cell of a notebook. Its names are known, and nothing else of it is spoken of. */
  readonly prelude?: string | undefined;
}

/** Asked between the slices of long work. Once it says true, the work ends with `Abandoned`. */
export type Cancelled = () => boolean;

/** A result in every notation. */
export interface ResultForms {
  /** The result in this language; it parses again. */
  readonly text: string;
  /** The left side: `∇_w f`. */
  readonly heading: Formula;
  /** What stands between the sides: `=`, or `: dX ↦` of an operator. */
  readonly relation: Formula;
  /** The right side: the result, and what it is applied to in `d vec(F) = K vec(dX)`. */
  readonly body: Formula;
  /** All of it: `∇_w f = Xᵀ(Xw − y)`. */
  readonly formula: Formula;
  /** `ℝⁿˣᵈ` */
  readonly shape: Formula;
  /** When it holds, and the rule that asks for it: "x ≠ 0". */
  readonly conditions: readonly { readonly text: string; readonly source: string }[];
  /** Kinks and conventions. */
  readonly notes: readonly string[];
  /** Whether the formula is too long to be shown whole; `text` is whole always. */
  readonly isCut: boolean;
}

/** A line of a derivation, ready to be shown. */
export interface StepForms { readonly rule: string; readonly text: string; readonly formula: Formula }

/** The answer to a query with respect to one of its variables. */
export interface Answer {
  /** The same for the same query while its file is edited. */
  readonly id: string;
  readonly query: ResolvedQuery;
  readonly variable: Variable;
  /** Derived at the first access. A problem's span is of `embedded.text`. */
  readonly outcome: Outcome;
  /** `outcome.derivation`, where there is one. */
  readonly derivation: Derivation | undefined;
  /** Whether there is nothing left to find out: it is derived and checked, or has no derivation. */
  readonly isKnown: boolean;
  /** The verdict if it is known already; `check` finds it out. */
  readonly verdict: Verdict | undefined;
  /** The numerical verdict; undefined when there is no derivation. */
  readonly check: () => Promise<Verdict | undefined>;
  /** A verdict for each step, in order. */
  readonly checkSteps: (cancelled?: Cancelled) => Promise<readonly Verdict[]>;
  /** Undefined when there is no derivation. */
  readonly forms: ResultForms | undefined;
  readonly steps: readonly StepForms[];
}

/** A query of the file: one answer per variable, in their order. */
export interface QueryAnswers {
  readonly id: string;
  readonly query: ResolvedQuery;
  /** The query as written, on one line. */
  readonly text: string;
  readonly range: Range;
  readonly answers: readonly Answer[];
}

/** How a claim came out. */
export interface ClaimVerdict {
  readonly verdict: Verdict;
  /** Both sides have one canonical form, so the claim holds everywhere and not only at the points tried. */
  readonly proved: boolean;
  /** For the reader; of a claim that fails, how: "the right side is the transpose of the gradient". */
  readonly message: string;
  /** What the right side would have to be, where that is known. */
  readonly actual: Tree | undefined;
  /** Puts the right answer in the place of the right side. */
  readonly fixes: readonly FileFix[];
}

export interface ClaimAnswer {
  readonly id: string;
  readonly claim: ResolvedClaim;
  readonly text: string;
  readonly range: Range;
  /** The derivation of the left side when it is a query. */
  readonly answer: Answer | undefined;
  readonly verdict: ClaimVerdict | undefined;
  /** Undefined where the left side has no answer: its problem is the diagnostic. */
  readonly check: () => Promise<ClaimVerdict | undefined>;
}

export interface FileFix { readonly title: string; readonly edits: readonly Edit[] }

/** A diagnostic in ranges of the file. */
export interface FileDiagnostic {
  readonly severity: Diagnostic['severity'];
  readonly code: Diagnostic['code'];
  readonly message: string;
  readonly range: Range;
  readonly related: readonly { readonly message: string; readonly range: Range }[];
  readonly fixes: readonly FileFix[];
}

/** What stands at a place. `range` is what to underline, `statement` and `path` (outermost first) are around it. */
export type Subject = Around & (
  | { readonly is: 'name'; readonly node: Extract<Tree, { kind: 'name' }>; readonly binding: Binding | undefined; readonly shape: Shape | undefined }
  /** The name of a function: of the language (`functionName`), or defined or declared in the file (`binding`). */
  | { readonly is: 'function'; readonly node: Extract<Tree, { kind: 'call' }>; readonly functionName: FunctionName | undefined; readonly binding: Binding | undefined; readonly shape: Shape | undefined }
  /** An operator, a transpose mark included. `operator` as the language spells it. */
  | { readonly is: 'operator'; readonly node: Extract<Tree, { kind: 'binary' | 'transpose' | 'negate' }>; readonly operator: string; readonly shape: Shape | undefined }
  | { readonly is: 'adjective'; readonly word: string }
  /** Any other part of an expression: a number, a bracket. */
  | { readonly is: 'expression'; readonly node: Tree; readonly shape: Shape | undefined }
  /** Words of the statement itself: `gradient`, `wrt`, `check`, `==`, `:`, `=`. */
  | { readonly is: 'statement' }
);
export interface Around {
  readonly range: Range;
  readonly statement: Statement;
  readonly path: readonly SyntaxNode[];
  /** The query that the place stands in, of a claim's left side too. */
  readonly query: QueryAnswers | undefined;
  readonly claim: ClaimAnswer | undefined;
}

/** A complete function in a target language. */
export interface Code {
  readonly target: string;
  readonly name: string;
  readonly parameters: readonly string[];
  /** The names of this language that the parameters stand for. */
  readonly inputs: readonly string[];
  readonly source: string;
  /** The parts of `source`: import lines, functions that the code brings along (once in a file, whoever needs them), the function. */
  readonly imports: readonly string[];
  readonly helpers: readonly { readonly name: string; readonly source: string }[];
  readonly definition: string;
  /** `source` without its imports. */
  readonly body: string;
}
export type CodeOutcome = { readonly ok: true; readonly code: Code } | { readonly ok: false; readonly reason: string };

/** Everything of a file in the numbers of `protocol/status.ts`, once all is checked. */
export interface Tally { readonly passed: number; readonly failed: number; readonly unchecked: number; readonly refused: number }

export interface Analysis {
  readonly document: SourceDocument;
  readonly lines: LineTable;
  readonly embedded: EmbeddedDocument;
  readonly parsed: Parsed;
  readonly meaning: Meaning;
  readonly queries: readonly QueryAnswers[];
  readonly claims: readonly ClaimAnswer[];

  /** Syntax and meaning only: there at once. */
  readonly quickDiagnostics: readonly FileDiagnostic[];
  /** All of them, problems of derivations, failed checks and failed claims included. In the order of the file. */
  readonly diagnostics: (cancelled?: Cancelled) => Promise<readonly FileDiagnostic[]>;
  /** Derives and checks answers, letting messages in between; throws `Abandoned` once `cancelled` says so. `done` is told how many are known. */
  readonly ready: (answers: readonly Answer[], cancelled?: Cancelled, done?: (count: number) => void) => Promise<void>;
  readonly tally: (cancelled?: Cancelled) => Promise<Tally>;

  /** Whether a span of `embedded.text` stands in the document, not in a prelude. */
  readonly isOwn: (span: Span) => boolean;
  /** The file range of a span of `embedded.text`. */
  readonly rangeOf: (span: Span) => Range;
  /** The offset in `embedded.text` of a file offset; undefined outside the blocks. */
  readonly toVirtual: (offset: number) => number | undefined;
  /** The query at a file offset, a claim's left side included. */
  readonly answerAt: (offset: number) => QueryAnswers | undefined;
  readonly claimAt: (offset: number) => ClaimAnswer | undefined;
  readonly subjectAt: (offset: number) => Subject | undefined;

  /** The same function in another form (`hessian` of what the query asks the gradient of). */
  readonly inForm: (answers: QueryAnswers, form: Form) => QueryAnswers | undefined;
  /** A gradient in the space of its variable, as it is in other spaces. */
  readonly inOtherSpaces: (answer: Answer) => readonly InOtherSpace[];
  /** All derivatives of a definition, for a hover on its name: its gradient or Jacobian in every variable. */
  readonly answersOf: (definition: Extract<Binding, { kind: 'definition' }>) => QueryAnswers | undefined;
  readonly formulaOf: (tree: Tree) => Formula;
  readonly derivationView: (answers: QueryAnswers, form?: Form, cancelled?: Cancelled) => Promise<DerivationView>;
  /** `wrt`: of several variables, the one that the figure is about; the first where none is named. */
  readonly figure: (answers: QueryAnswers, figure: Figure, wrt?: string) => Promise<FigureView | Refused>;
  /**
   * Refused where a result that it takes has no derivation or fails its check. Of a query with several variables, a value, and a value with its
   * gradients, are one function whichever answer they are asked of; everything else is about the variable of the answer.
   */
  readonly code: (answer: Answer, target: TargetName, wishes?: Wishes) => Promise<CodeOutcome>;
  /** A query with all its variables as a paper states it. */
  readonly paper: (answers: QueryAnswers, target: PaperName, wishes?: CodeWishes) => Promise<PaperOutcome>;
  /** Inserted code of this file, top to bottom. */
  readonly generated: readonly GeneratedBlock[];
  /** What the stamp of code for a query says: its name there, and the fingerprint of its mathematics. */
  readonly stampOf: (query: QueryAnswers, target: string, wishes?: CodeWishes) => Stamp;
}

export { analyse } from './analyse';
export { Abandoned } from './context';
export { lazyRooms, type Rooms } from './rooms';
