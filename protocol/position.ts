/** Places in a document, as the Language Server Protocol counts them: zero-based lines, UTF-16 code units. */
export interface Position { readonly line: number; readonly character: number }
export interface Range { readonly start: Position; readonly end: Position }

/** One replacement in a document. */
export interface Edit { readonly range: Range; readonly newText: string }
