/**
 * textDocument/rename and prepareRename: a name in every block of the file. Refused where the new name is none, is taken, or where the file
 * would mean something else: it is read again as it would be.
 */
import type { Edit, Range } from '../../../protocol/position';
import { functionNamed } from '../operators/signatures';
import { understand } from '../semantics/understand';
import { lex } from '../syntax/lex';
import { parseDocument } from '../syntax/parse';
import type { Analysis } from '../service/analysis';
import { occurrenceAt, occurrencesIn, occurrencesOf, type Occurrence } from './occurrences';

export interface Renamable { readonly range: Range; readonly name: string }

const at = (analysis: Analysis, offset: number): Occurrence | undefined => {
  const virtual = analysis.toVirtual(offset);
  return virtual === undefined ? undefined : occurrenceAt(analysis.meaning, virtual);
};

export function prepareRename(analysis: Analysis, offset: number): Renamable | undefined {
  const occurrence = at(analysis, offset);
  return occurrence === undefined ? undefined : { range: analysis.rangeOf(occurrence.span), name: occurrence.binding.name };
}

export type Renaming = { readonly ok: true; readonly edits: readonly Edit[] } | { readonly ok: false; readonly message: string };

const refused = (message: string): Renaming => ({ ok: false, message });

export function rename(analysis: Analysis, offset: number, newName: string): Renaming {
  const occurrence = at(analysis, offset);
  if (occurrence === undefined) return refused('There is no name here.');
  const [first, end] = lex(newName).tokens;
  if (first?.kind !== 'name' || end?.kind !== 'end' || first.start > 0 || first.end < newName.length) return refused(`'${newName}' is not a name: it needs to be a letter, then letters, digits and _.`);
  const { binding } = occurrence;
  if (first.text === binding.name) return { ok: true, edits: [] };
  if (functionNamed(first.text) !== undefined) return refused(`'${newName}' is a function of the language.`);
  if (analysis.meaning.bindings.some(({ name }) => name === first.text)) return refused(`'${newName}' has a meaning already in this file.`);
  const places = occurrencesOf(analysis.meaning, binding);
  if (!meansTheSame(analysis, places, newName)) return refused(`The file would not mean the same with '${newName}' in place of ${binding.name}.`);
  return { ok: true, edits: places.map(({ span }) => ({ range: analysis.rangeOf(span), newText: newName })) };
}

/** Whether the file with the new name in these places has the same names in the same roles, and no more errors than it had. */
function meansTheSame({ embedded, meaning }: Analysis, places: readonly Occurrence[], newName: string): boolean {
  let text = '';
  let from = 0;
  for (const { span } of places) {
    text += embedded.text.slice(from, span.start) + newName;
    from = span.end;
  }
  const renamed = understand(parseDocument(text + embedded.text.slice(from)));
  const [before, after] = [roles(occurrencesIn(meaning)), roles(occurrencesIn(renamed))];
  return before.length === after.length && before.every((role, i) => role === after[i]) && errors(renamed.diagnostics) <= errors(meaning.diagnostics);
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
