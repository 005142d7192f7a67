/**
 * textDocument/rename and prepareRename: a name in every block of the file. Refused where the new name is none, is taken, or where the file
 * would mean something else: it is read again as it would be.
 */
import type { Range } from '../../../protocol/position';
import { functionNamed } from '../operators/signatures';
import type { Meaning } from '../semantics/meaning';
import { understand } from '../semantics/understand';
import { lex } from '../syntax/lex';
import { parseDocument } from '../syntax/parse';
import type { Span } from '../syntax/tree';
import type { Analysis } from '../service/analysis';
import { occurrenceAt, occurrencesIn, occurrencesOf, type Occurrence } from './occurrences';

export interface Renamable { readonly range: Range; readonly name: string }

export function prepareRename(analysis: Analysis, offset: number): Renamable | undefined {
  const at = analysis.toVirtual(offset);
  const occurrence = at === undefined ? undefined : occurrenceAt(analysis.meaning, at);
  return occurrence === undefined ? undefined : { range: analysis.rangeOf(occurrence.span), name: occurrence.binding.name };
}

/** The places where the new name is written, as spans of the text. */
export type Renaming = { readonly ok: true; readonly places: readonly Span[]; readonly newText: string } | { readonly ok: false; readonly message: string };

const refused = (message: string): Renaming => ({ ok: false, message });

/** `at` is an offset of `text`, which `meaning` is of. */
export function rename({ meaning, text }: WholeText, at: number, newName: string): Renaming {
  const occurrence = occurrenceAt(meaning, at);
  if (occurrence === undefined) return refused('There is no name here.');
  const [first, end] = lex(newName).tokens;
  if (first?.kind !== 'name' || end?.kind !== 'end' || first.start > 0 || first.end < newName.length) return refused(`'${newName}' is not a name: it needs to be a letter, then letters, digits and _.`);
  const { binding } = occurrence;
  if (first.text === binding.name) return { ok: true, places: [], newText: newName };
  if (functionNamed(first.text) !== undefined) return refused(`'${newName}' is a function of the language.`);
  if (meaning.bindings.some(({ name }) => name === first.text)) return refused(`'${newName}' has a meaning already in this file.`);
  const places = occurrencesOf(meaning, binding);
  if (!meansTheSame({ meaning, text }, places, newName)) return refused(`The file would not mean the same with '${newName}' in place of ${binding.name}.`);
  return { ok: true, places: places.map(({ span }) => span), newText: newName };
}

/** A file, or all cells of a notebook. */
export interface WholeText { readonly meaning: Meaning; readonly text: string }

/** Whether the file with the new name in these places has the same names in the same roles, and no more errors than it had. */
function meansTheSame({ text: before, meaning }: WholeText, places: readonly Occurrence[], newName: string): boolean {
  let text = '';
  let from = 0;
  for (const { span } of places) {
    text += before.slice(from, span.start) + newName;
    from = span.end;
  }
  const renamed = understand(parseDocument(text + before.slice(from)));
  const [old, now] = [roles(occurrencesIn(meaning)), roles(occurrencesIn(renamed))];
  return old.length === now.length && old.every((role, i) => role === now[i]) && errors(renamed.diagnostics) <= errors(meaning.diagnostics);
}

/** For every occurrence the first one that stands for the same thing. */
function roles(occurrences: readonly Occurrence[]): readonly string[] {
  const first = new Map<Occurrence['binding'], number>();
  return occurrences.map(({ binding }, i) => {
    if (!first.has(binding)) first.set(binding, i);
    return `${binding.kind} ${first.get(binding) ?? i}`;
  });
}

const errors = (diagnostics: readonly { readonly severity: string }[]): number => diagnostics.filter(({ severity }) => severity === 'error').length;
