/** The contract between the preview's page and the extension. */
import type { DerivationView, Form } from './derivation';
import type { Figure, FigureView } from './figures';
import type { Range } from './position';
import type { CodeView, CopyFormat, Quantity, Refused } from './requests';
import type { Subject } from './subject';

/** What a restored panel needs to show the same thing again; the page keeps it with `setState`. */
export interface PreviewState {
  readonly subject?: Subject;
  /** The forms that the reader chose, by query (`queryKey`), those chosen last at the end. */
  readonly forms: Readonly<Record<string, Form>>;
  readonly target?: string;
  /** The figures that are open. */
  readonly open: readonly Figure[];
  readonly pinned: boolean;
  /** Whether shapes stand below the operands of formulas. */
  readonly shapes: boolean;
  readonly zoom: number;
  readonly scroll: number;
}

/** A query as one of its file: the same while both are edited. */
export const queryKey = (subject: Subject, id: string): string => `${subject.kind === 'place' ? subject.uri : ''} ${id}`;

/** A figure as SVG, of this size in pixels. */
export interface Drawn { readonly svg: string; readonly width: number; readonly height: number }

/** What is had as a picture, and how. `wrt`: of several variables, the one that a figure is about. */
export interface PictureWish { readonly of: 'result' | 'graph' | 'stepSizes'; readonly format: 'svg' | 'png'; readonly wrt?: string }
/** For paper. Of a PNG file, `width` and `height` are its pixels. */
export interface PictureView extends Drawn { readonly kind: 'picture' }

/** What code is asked for. `quantity` absent: what the query asks for. */
export interface CodeChoice { readonly target: string; readonly wrt?: string; readonly quantity?: Quantity }

export type ToPage =
  /** `file`: the name shown with the derivation. */
  | { readonly type: 'show'; readonly subject: Subject; readonly view: DerivationView; readonly file: string; readonly pinned: boolean }
  /** Nothing to derive at the cursor, or no server: a plain sentence. `outdated`: what is shown stays, dimmed, below it. */
  | { readonly type: 'empty'; readonly message: string; readonly pinned: boolean; readonly outdated: boolean }
  /** An answer is on its way. What is shown stays until it is there. */
  | { readonly type: 'loading' }
  | { readonly type: 'code'; readonly answer: CodeView | Refused; readonly choice: CodeChoice }
  /** `drawn`: of what is a picture. */
  | { readonly type: 'figure'; readonly figure: Figure; readonly wrt?: string; readonly answer: FigureView | Refused; readonly drawn?: Drawn }
  | { readonly type: 'picture'; readonly wish: PictureWish; readonly answer: PictureView | Refused }
  /** Draw `svg` into pixels and send them back: an extension has no canvas. */
  | { readonly type: 'rasterise'; readonly svg: string; readonly width: number; readonly height: number }
  /** A short confirmation, read out by screen readers: "Copied as LaTeX". */
  | { readonly type: 'said'; readonly text: string };

export type FromPage =
  /** The page can receive; `state` is what it kept from before a reload. */
  | { readonly type: 'ready'; readonly state?: PreviewState }
  | { readonly type: 'form'; readonly form: Form }
  | { readonly type: 'pin'; readonly pinned: boolean }
  | { readonly type: 'code'; readonly choice: CodeChoice }
  | { readonly type: 'figure'; readonly figure: Figure; readonly wrt?: string }
  | { readonly type: 'copyCode'; readonly source: string }
  | { readonly type: 'insert'; readonly choice: CodeChoice }
  | { readonly type: 'copy'; readonly format: CopyFormat; readonly extent: 'result' | 'derivation' }
  /** A picture for the clipboard, which takes pictures from a page and only text from an extension. */
  | { readonly type: 'picture'; readonly wish: PictureWish }
  /** The clipboard did not take it. */
  | { readonly type: 'notCopied'; readonly wish: PictureWish }
  /** Save what is shown as a file. */
  | { readonly type: 'export' }
  /** The answer to `rasterise`: a PNG file in base64; empty where the browser could not. */
  | { readonly type: 'png'; readonly base64: string }
  /** Show the query, or the part of it that is in the way, in its editor. */
  | { readonly type: 'reveal'; readonly range?: Range };
