/** textDocument/references and documentHighlight: every place of a name, in all blocks of the file and all cells of a notebook. */
import type { Meaning } from '../semantics/meaning';
import type { Span } from '../syntax/tree';
import { occurrenceAt, occurrencesOf } from './occurrences';

export interface Reference { readonly span: Span; readonly writes: boolean }

/** `at` is an offset of the text that `meaning` is of. */
export function references(meaning: Meaning, at: number): readonly Reference[] {
  const occurrence = occurrenceAt(meaning, at);
  return occurrence === undefined ? [] : occurrencesOf(meaning, occurrence.binding).map(({ span, introduces }) => ({ span, writes: introduces }));
}
