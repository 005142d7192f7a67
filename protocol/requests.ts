/**
 * What the client asks the server beyond the Language Server Protocol, method by method.
 * A refusal is an answer with a message for the reader, never an error of the protocol.
 */
import type { DerivationAnswer, Form } from './derivation';
import type { Figure, FigureView } from './figures';
import type { Edit, Position, Range } from './position';
import type { Subject } from './subject';
import type { Verdict } from './verdict';

export interface Refused { readonly kind: 'refused'; readonly message: string }

export interface DerivationParams {
  readonly subject: Subject;
  /** Absent: the form that the query asks for. */
  readonly form?: Form;
}

/** What a function computes. */
export const QUANTITIES = ['value', 'gradient', 'value-and-gradient', 'jacobian', 'hessian', 'hvp', 'jvp', 'vjp'] as const;
export type Quantity = (typeof QUANTITIES)[number];

/** What is wished of the code beyond its language. */
export interface CodeWishes {
  /** Absent: what the query asks for. */
  readonly quantity?: Quantity;
  /** The function first makes sure that the shapes of its arguments fit each other. */
  readonly assertShapes?: boolean;
  /** A second function that compares the first with finite differences at random inputs and gives a verdict. */
  readonly selfTest?: boolean;
}

export interface CodeParams extends CodeWishes { readonly subject: Subject; readonly target: string; readonly wrt?: string }
/** A complete function in `target`. `languageId` colours it. */
export interface CodeView { readonly kind: 'code'; readonly target: string; readonly languageId: string; readonly source: string }

/** `target` absent: that of the document's language, as the settings say. */
export interface InsertParams extends CodeWishes { readonly uri: string; readonly position: Position; readonly target?: string }
/** Edits for version `version` of the document. `reveal` is where the inserted text then stands. */
export interface InsertEdit { readonly kind: 'insert'; readonly uri: string; readonly version: number; readonly edits: readonly Edit[]; readonly reveal: Range }

/** `choices`: the targets that fit the file, where that is several and none of them is chosen. */
export interface InsertRefused extends Refused { readonly choices?: readonly TargetChoice[] }
export interface TargetChoice { readonly target: string; readonly label: string }

export const COPY_FORMATS = ['latex', 'markdown', 'text'] as const;
export type CopyFormat = (typeof COPY_FORMATS)[number];
export interface CopyParams { readonly subject: Subject; readonly form?: Form; readonly format: CopyFormat; /** The result alone, or all lines of its derivation. */ readonly extent: 'result' | 'derivation' }
export interface CopyText { readonly kind: 'text'; readonly text: string }

/** `form`: as it is shown. `wrt`: of several variables, the one that it is about; a graph is about all of them. */
export interface FigureParams { readonly subject: Subject; readonly figure: Figure; readonly form?: Form; readonly wrt?: string }

export interface CheckAllParams { readonly uri: string }
/** Every claim and query of a file with its verdict, in the order of the file. */
export interface CheckedLine { readonly what: 'claim' | 'query'; readonly text: string; readonly range: Range; readonly verdict: Verdict }
export interface CheckAllAnswer { readonly lines: readonly CheckedLine[] }

export interface Requests {
  'mcalc/derivation':     { readonly params: DerivationParams; readonly result: DerivationAnswer };
  'mcalc/code':           { readonly params: CodeParams;       readonly result: CodeView | Refused };
  'mcalc/insertGradient': { readonly params: InsertParams;     readonly result: InsertEdit | InsertRefused };
  'mcalc/copy':           { readonly params: CopyParams;       readonly result: CopyText | Refused };
  'mcalc/figure':         { readonly params: FigureParams;     readonly result: FigureView | Refused };
  'mcalc/checkAll':       { readonly params: CheckAllParams;   readonly result: CheckAllAnswer };
}
