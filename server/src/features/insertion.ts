/** Code of a query below its comment, in the language of the file. */
import type { Edit, Range } from '../../../protocol/position';
import type { PlacedBlock } from '../embedding/embed';
import type { Analysis, Code, QueryAnswers } from '../service/analysis';
import type { Target } from './targets';

export type Insertion =
  | { readonly ok: true; readonly edits: readonly Edit[]; /** Where the code then stands. */ readonly reveal: Range }
  | { readonly ok: false; readonly message: string };

const refused = (message: string): Insertion => ({ ok: false, message });

/** One function per variable of the query. Refused as a whole when one of them has no code or fails its check. */
export async function insertion(analysis: Analysis, query: QueryAnswers, target: Target): Promise<Insertion> {
  const at = analysis.toVirtual(analysis.lines.offsetAt(query.range.start));
  const block = at === undefined ? undefined : analysis.embedded.blockAt(at);
  if (block?.place === undefined) return refused('There is no place for code in this file. Copy it from the derivation instead.');
  const sources: string[] = [];
  for (const answer of query.answers) {
    const outcome = await analysis.code(answer, target.target);
    if (!outcome.ok) return refused(outcome.reason);
    const named = await withFreeName(analysis, outcome.code, (name) => analysis.code(answer, target.target, name));
    if (named === undefined) return refused(`The name ${outcome.code.name} is taken in this file.`);
    sources.push(named.source.trimEnd());
  }
  if (sources.length === 0) return refused('The query has no answer to write as code.');
  return placed(analysis, block, block.place, sources, target);
}

/** The code under a name that nothing else in the file has: `grad_f`, else `grad_f_2`, … */
async function withFreeName({ document }: Analysis, code: Code, again: (name: string) => ReturnType<Analysis['code']>): Promise<Code | undefined> {
  if (!isTaken(document.text, code.name)) return code;
  for (let i = 2; i <= MOST_NAMES; i++) {
    const name = `${code.name}_${i}`;
    if (isTaken(document.text, name)) continue;
    const outcome = await again(name);
    return outcome.ok ? outcome.code : undefined;
  }
  return undefined;
}

/** A file with more copies of one function than this has other troubles. */
const MOST_NAMES = 99;

const isTaken = (text: string, name: string): boolean => new RegExp(`(?<![\\w.])${name.replace(/[^\w]/g, '\\$&')}(?!\\w)`).test(text);

function placed(analysis: Analysis, block: PlacedBlock, place: NonNullable<PlacedBlock['place']>, sources: readonly string[], { languageId }: Target): Insertion {
  const { text } = analysis.document;
  const { terminator } = block;
  const fenced = block.languageId !== languageId && FENCES.has(block.languageId);
  const bare = sources.map((source) => withoutImports(source, text, languageId));
  const joined = bare.join(place.indent === '' ? '\n\n\n' : '\n\n');
  const lines = (fenced ? ['', `\`\`\`${languageId}`, ...joined.split('\n'), '```'] : joined.split('\n')).map((line) => (line === '' ? '' : place.indent + line));
  const after = text.slice(place.offset);
  const gap = after.trim() === '' || /^[^\S\r\n]*(?:\r\n|\n|\r)/.test(after) ? 0 : fenced ? 1 : place.indent === '' ? 2 : 1;
  const newText = place.before + lines.join(terminator) + terminator.repeat(1 + gap);
  const { start } = analysis.lines.rangeOf({ start: place.offset, end: place.offset });
  const first = start.line + (place.before === '' ? 0 : 1) + (fenced ? 2 : 0);
  return { ok: true, edits: [{ range: { start, end: start }, newText }], reveal: { start: { line: first, character: 0 }, end: { line: first + lines.length - (fenced ? 3 : 0), character: 0 } } };
}

const FENCES: ReadonlySet<string> = new Set(['markdown', 'quarto', 'rmd']);

/** A line that brings a library in; code of these languages may repeat what its file has already. */
const IMPORTS: Readonly<Record<string, RegExp>> = { python: /^(?:import|from)\s/, julia: /^(?:using|import)\s/, cpp: /^#include\s/, r: /^library\(/ };

/** The source without the imports that the file has on lines of their own. */
function withoutImports(source: string, file: string, languageId: string): string {
  const pattern = IMPORTS[languageId];
  if (pattern === undefined) return source;
  const present = new Set(file.split(/\r\n|\n|\r/).map((line) => line.trim()).filter((line) => pattern.test(line)));
  const kept = source.split('\n').filter((line) => !(pattern.test(line) && present.has(line.trim())));
  return kept.join('\n').replace(/^\n+/, '');
}
