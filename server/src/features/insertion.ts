/** Code of a query below its comment, in the language of the file; in the place of the code that is there, where it was inserted before. */
import type { Edit, Range } from '../../../protocol/position';
import type { CodeWishes } from '../../../protocol/requests';
import type { PlacedBlock } from '../embedding/embed';
import { commentOf } from '../embedding/hosts';
import { terminatorOf } from '../embedding/lines';
import { stampText } from '../embedding/stamp';
import type { Analysis, Code, GeneratedBlock, QueryAnswers } from '../service/analysis';
import { quantityRow, wordsOf } from '../service/quantities';
import type { Target } from './targets';

export type Insertion =
  | { readonly ok: true; readonly edits: readonly Edit[]; /** Where the code then stands. */ readonly reveal: Range }
  | { readonly ok: false; readonly message: string };

interface Refused { readonly ok: false; readonly message: string }
const refused = (message: string): Refused => ({ ok: false, message });

/** The code of a query for a target that was inserted before, with the same wishes; of several the one that was not edited. */
export function insertedBefore({ generated }: Analysis, query: Pick<QueryAnswers, 'id'>, target: string, wishes: CodeWishes = {}): GeneratedBlock | undefined {
  const known = generated.filter((block) => block.query?.id === query.id && block.target === target && sameWishes(block.wishes, wishes));
  return known.find(({ isEdited }) => !isEdited) ?? known[0];
}

const sameWishes = (a: CodeWishes, b: CodeWishes): boolean => wordsOf(a).join(' ') === wordsOf(b).join(' ');

/** One function per variable of the query, or one for all where the quantity is one of all. Refused as a whole when one of them has no code or fails its check, and where code that was edited by hand would be lost. */
export async function insertion(analysis: Analysis, query: QueryAnswers, target: Target, wishes: CodeWishes = {}): Promise<Insertion> {
  const known = insertedBefore(analysis, query, target.target, wishes);
  if (known?.isEdited === true) return refused(`The code on line ${known.stamp.start.line + 1} was edited by hand, so it is left alone. “Replace the edited code” there writes it anew.`);
  if (known !== undefined) return replacement(analysis, known, query, target);
  const at = analysis.toVirtual(analysis.lines.offsetAt(query.range.start));
  const block = at === undefined ? undefined : analysis.embedded.blockAt(at);
  if (block?.place === undefined) return refused('There is no place for code in this file. Copy it from the derivation instead.');
  const code = await written(analysis, query, target, wishes, block.place.indent, undefined);
  return code.ok ? placed(analysis, block, block.place, code, target) : code;
}

/** The edits that write inserted code anew, hand edits and all. None where it is as it would be written. */
export async function replacement(analysis: Analysis, old: GeneratedBlock, query: QueryAnswers, target: Target): Promise<Insertion> {
  const { text } = analysis.document;
  const code = await written(analysis, query, target, old.wishes, old.indent, old);
  if (!code.ok) return code;
  const newText = inLines([...withGap(code.imports, old.indent), ...code.lines], old.indent, terminatorOf(text));
  const { start, end } = analysis.lines.spanOf(old.range);
  const edits = text.slice(start, end) === newText ? [] : [{ range: old.range, newText }];
  return { ok: true, edits, reveal: { start: old.range.start, end: { line: old.range.start.line + newText.split(/\r\n|\n|\r/).length, character: 0 } } };
}

interface WrittenCode {
  readonly ok: true;
  /** Those the file does not have. */
  readonly imports: readonly string[];
  /** The stamp and the functions. */
  readonly lines: readonly string[];
}

async function written(analysis: Analysis, query: QueryAnswers, target: Target, wishes: CodeWishes, indent: string, old: GeneratedBlock | undefined): Promise<WrittenCode | Refused> {
  const { text } = analysis.document;
  const span = old === undefined ? { start: 0, end: 0 } : analysis.lines.spanOf(old.range);
  const others = text.slice(0, span.start) + text.slice(span.end);
  const codes: Code[] = [];
  const isJoint = wishes.quantity !== undefined && quantityRow(wishes.quantity).isJoint;
  for (const answer of isJoint ? query.answers.slice(0, 1) : query.answers) {
    const again = (name?: string): ReturnType<Analysis['code']> => analysis.code(answer, target.target, { ...wishes, name });
    const outcome = await again();
    if (!outcome.ok) return refused(outcome.reason);
    const named = await withFreeName(outcome.code, again, others, text.slice(span.start, span.end));
    if (named === undefined) return refused(`The name ${outcome.code.name} is taken in this file.`);
    codes.push(named);
  }
  if (codes.length === 0) return refused('The query has no answer to write as code.');
  const body = withoutRepeats(codes.map((code) => code.body.trim())).join(between(indent)).split('\n');
  const imports = [...new Set(codes.flatMap((code) => code.imports))];
  return { ok: true, imports: missing(imports, others), lines: [...stampLine(analysis, query, target, wishes, body), ...body] };
}

/** A helper that several of the functions bring along is written once: in some languages a second one is an error. */
function withoutRepeats(bodies: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return bodies.map((body) => {
    let kept = '';
    for (const [whole, part = ''] of body.matchAll(/(\S[^]*?)(?:\n\s*\n(?=\S)|$)/g)) {
      if (seen.has(part)) continue;
      if (HELPER.test(part)) seen.add(part);
      kept += whole;
    }
    return kept.trimEnd();
  });
}

const HELPER = /^(?:def|fn|const|function)\s/;

/** A language without comments has no stamps. */
function stampLine(analysis: Analysis, query: QueryAnswers, { target, languageId }: Target, wishes: CodeWishes, body: readonly string[]): readonly string[] {
  const comment = commentOf(languageId);
  return comment === undefined ? [] : [`${comment.open}${stampText(analysis.stampOf(query, target, wishes), body)}${comment.close}`];
}

/** The code under the name that it had, else under one that nothing else in the file has: `grad_f`, else `grad_f_2`, … */
async function withFreeName(code: Code, again: (name: string) => ReturnType<Analysis['code']>, others: string, old: string): Promise<Code | undefined> {
  // The name it had may be called anywhere.
  const names = [code.name, ...Array.from({ length: MOST_NAMES - 1 }, (_, i) => `${code.name}_${i + 2}`)];
  const name = names.find((candidate) => occurs(candidate, old)) ?? names.find((candidate) => !occurs(candidate, others));
  if (name === undefined || name === code.name) return name === undefined ? undefined : code;
  const outcome = await again(name);
  return outcome.ok ? outcome.code : undefined;
}

/** A file with more copies of one function than this has other troubles. */
const MOST_NAMES = 99;

const occurs = (name: string, text: string): boolean => new RegExp(`(?<![\\w.])${name.replace(/[^\w]/g, '\\$&')}(?!\\w)`).test(text);

/** Two empty lines between functions of a file, one inside another function or class. */
const between = (indent: string): string => (indent === '' ? '\n\n\n' : '\n\n');
const withGap = (imports: readonly string[], indent: string): readonly string[] => (imports.length === 0 ? [] : [...imports, ...between(indent).slice(1).split('\n').slice(1)]);
const inLines = (lines: readonly string[], indent: string, terminator: string): string => lines.map((line) => (line === '' ? '' : indent + line)).join(terminator);

function placed(analysis: Analysis, block: PlacedBlock, place: NonNullable<PlacedBlock['place']>, code: WrittenCode, { languageId }: Target): Insertion {
  const { text } = analysis.document;
  const { terminator } = block;
  const fenced = block.languageId !== languageId && FENCES.has(block.languageId);
  const lines = [...withGap(code.imports, place.indent), ...code.lines];
  // The stamp is no part of the comment above it.
  const before = fenced || code.imports.length > 0 || place.offset === 0 ? [] : [''];
  const all = fenced ? ['', `\`\`\`${languageId}`, ...lines, '```'] : [...before, ...lines];
  const after = text.slice(place.offset);
  const gap = after.trim() === '' || /^[^\S\r\n]*(?:\r\n|\n|\r)/.test(after) ? 0 : fenced ? 1 : place.indent === '' ? 2 : 1;
  const newText = place.before + inLines(all, place.indent, terminator) + terminator.repeat(1 + gap);
  const { start } = analysis.lines.rangeOf({ start: place.offset, end: place.offset });
  const first = start.line + (place.before === '' ? 0 : 1) + (fenced ? 2 : before.length);
  return { ok: true, edits: [{ range: { start, end: start }, newText }], reveal: { start: { line: first, character: 0 }, end: { line: first + lines.length, character: 0 } } };
}

const FENCES: ReadonlySet<string> = new Set(['markdown', 'quarto', 'rmd']);

/** The imports that the file does not have on lines of their own. */
function missing(imports: readonly string[], file: string): readonly string[] {
  const present = new Set(file.split(/\r\n|\n|\r/).map((line) => line.trim()));
  return imports.filter((line) => !present.has(line.trim()));
}
