import type { Position } from './position';

/** What a request is about: a place in an open document, or an expression by itself (a selection in any file). */
export type Subject =
  | { readonly kind: 'place'; readonly uri: string; readonly position: Position }
  | {
    readonly kind: 'expression';
    readonly text: string;
    /** The language of the file it was selected in: it may be NumPy or LaTeX. */
    readonly languageId: string;
    /** Where it was selected. Names that the mcalc blocks of that file declare have their shapes from there. */
    readonly near?: { readonly uri: string; readonly position: Position };
  };
