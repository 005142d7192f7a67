/** Text → trees → meaning. What an edit does not touch is taken over from the version before as the same objects, so whatever was found out about them holds. */
import { embed, type EmbeddedDocument } from '../embedding/embed';
import { behind } from '../embedding/prelude';
import type { Meaning } from '../semantics/meaning';
import { understand } from '../semantics/understand';
import { joined, parsePart, type ParsedPart } from '../syntax/parse';
import type { Parsed } from '../syntax/tree';
import type { AnalysisOptions } from './analysis';
import type { SourceDocument } from './document';

export interface Understood {
  /** Of the document alone. */
  readonly own: EmbeddedDocument;
  /** Behind what stands before it. */
  readonly embedded: EmbeddedDocument;
  readonly parts: readonly ParsedPart[];
  readonly parsed: Parsed;
  readonly meaning: Meaning;
}

/** `previous`: what was understood of an earlier version of the document. */
export function understood({ text, languageId }: SourceDocument, { markers, layout, prelude = '' }: AnalysisOptions, previous: Understood | undefined): Understood {
  const own = embed(text, languageId, markers === undefined ? {} : { markers }, previous?.own);
  const embedded = prelude === '' ? own : behind(prelude, own);
  const before = new Map(previous?.parts.map((part) => [part.start, part]));
  const parts = embedded.parts.map(({ start, end }) => parsePart(embedded.text.slice(start, end), start, before.get(start)));
  const parsed = joined(parts);
  return { own, embedded, parts, parsed, meaning: understand(parsed, layout === undefined ? {} : { layout }, previous?.meaning) };
}
