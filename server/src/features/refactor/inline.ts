/** Inline a definition: its value in the place of its name, in one place or in all of them. */
import type { Edit, Range } from '../../../../protocol/position';
import { understand } from '../../semantics/understand';
import type { Definition, Meaning } from '../../semantics/meaning';
import { parseDocument } from '../../syntax/parse';
import { statementAt } from '../../syntax/positions';
import { postorder, type Span, type Statement } from '../../syntax/tree';
import type { Analysis } from '../../service/analysis';
import type { Action } from '../codeActions';
import { occurrenceAt, occurrencesOf, type Occurrence } from '../occurrences';
import { inPlace } from './brackets';

export function inline(analysis: Analysis, { start, end }: Range): readonly Action[] {
  const { meaning, parsed, lines } = analysis;
  const at = analysis.toVirtual(lines.offsetAt(start));
  const occurrence = at === undefined ? undefined : occurrenceAt(meaning, at);
  if (occurrence?.binding.kind !== 'definition' || occurrence.binding.parameters.length > 0 || start.line !== end.line) return [];
  const { binding } = occurrence;
  const definition = parsed.statements.find((statement) => statement.kind === 'definition' && statement.value === binding.value);
  // A part that `where` names is not on a line of its own.
  if (definition === undefined || binding.shape === undefined || !analysis.isOwn(definition.span)) return [];
  const uses = occurrencesOf(meaning, binding).filter(({ introduces }) => !introduces);
  if (uses.length === 0 || !uses.every((use) => meansTheSameAt(use, binding, meaning))) return [];
  const action = (title: string, edits: readonly VirtualEdit[]): readonly Action[] => (keepsErrors(analysis, edits)
    ? [{ title, kind: 'refactor.inline', preferred: false, mends: undefined, does: { by: 'edit', edits: edits.map((edit) => inFile(analysis, edit)) } }]
    : []);
  const all = action(`Inline ${binding.name} everywhere`, [removal(analysis, definition), ...uses.map((use) => replaced(analysis, use, binding))]);
  return occurrence.introduces || uses.length === 1 ? all : [...action(`Inline ${binding.name} here`, [replaced(analysis, occurrence, binding)]), ...all];
}

interface VirtualEdit { readonly span: Span; readonly text: string }

const inFile = ({ rangeOf, embedded }: Analysis, { span, text }: VirtualEdit): Edit => ({ range: rangeOf(span), newText: embedded.hostText(span.start, text) });

function replaced({ embedded: { text }, parsed }: Analysis, { span }: Occurrence, { value }: Definition): VirtualEdit {
  const written = text.slice(value.span.start, value.span.end);
  const statement = statementAt(parsed, span.start);
  return { span, text: statement === undefined ? `(${written})` : inPlace(written, text, statement, span) };
}

/** Every name of the value stands for the same thing at the use. */
const meansTheSameAt = ({ span }: Occurrence, { value }: Definition, meaning: Meaning): boolean =>
  postorder(value).every((node) => node.kind !== 'name' || meaning.bindingOf(node) === undefined || meaning.bindingOf(node) === meaning.lookup(node.name, span.start) || meaning.bindingOf(node)?.kind === 'index');

/** The statement with what separates it from the next: its line, or its `;`. */
function removal({ embedded }: Analysis, { span }: Statement): VirtualEdit {
  const { text } = embedded;
  const block = embedded.blockAt(span.start);
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const found = text.indexOf('\n', span.end);
  const lineEnd = found < 0 ? text.length : found;
  const [before, after] = [text.slice(lineStart, span.start), text.slice(span.end, lineEnd)];
  const next = /^\s*;\s*/.exec(after);
  if (next !== null) return { span: { start: span.start, end: span.end + next[0].length }, text: '' };
  const last = /\s*;\s*$/.exec(before);
  if (last !== null) return { span: { start: span.start - last[0].length, end: span.end }, text: '' };
  // A line of its own goes as a whole, with the end of the line before it; the first line of a block holds the marker and stays.
  if (block !== undefined && lineStart > block.virtual.start && /^\s*$/.test(before) && /^\s*$/.test(after)) return { span: { start: lineStart - 1, end: lineEnd }, text: '' };
  if (block !== undefined && lineEnd < block.virtual.end && block.marker.start === block.marker.end && /^\s*$/.test(before) && /^\s*$/.test(after)) return { span: { start: lineStart, end: lineEnd + 1 }, text: '' };
  return { span, text: '' };
}

/** No error that was not there before. */
function keepsErrors({ embedded, meaning }: Analysis, edits: readonly VirtualEdit[]): boolean {
  let { text } = embedded;
  for (const { span, text: replacement } of edits.toSorted((a, b) => b.span.start - a.span.start)) text = text.slice(0, span.start) + replacement + text.slice(span.end);
  const errors = (of: Meaning): number => of.diagnostics.filter(({ severity }) => severity === 'error').length;
  return errors(understand(parseDocument(text))) <= errors(meaning);
}
