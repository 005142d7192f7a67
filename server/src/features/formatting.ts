/** textDocument/formatting, rangeFormatting and onTypeFormatting: house style inside the blocks, as small edits; the file around them stays. */
import type { Edit, Range } from '../../../protocol/position';
import type { PlacedBlock } from '../embedding/embed';
import { formatDocument } from '../syntax/format';
import type { Analysis } from '../service/analysis';

export const formatting = (analysis: Analysis): readonly Edit[] => analysis.embedded.blocks.flatMap((block) => blockEdits(analysis, block));

/** The edits that touch the lines of a range. */
export function rangeFormatting(analysis: Analysis, { start, end }: Range): readonly Edit[] {
  return formatting(analysis).filter(({ range }) => range.end.line >= start.line && range.start.line <= end.line);
}

/** After a line's end or a `;` the line that was finished. */
export function onTypeFormatting(analysis: Analysis, line: number, typed: string): readonly Edit[] {
  const finished = typed === '\n' ? line - 1 : line;
  return rangeFormatting(analysis, { start: { line: finished, character: 0 }, end: { line: finished, character: 0 } });
}

function blockEdits(analysis: Analysis, { text, virtual }: PlacedBlock): readonly Edit[] {
  const formatted = formatDocument(text);
  if (formatted === text) return [];
  const before = text.split('\n');
  const after = formatted.split('\n');
  // The formatter keeps lines; should it ever not, the block is one edit.
  if (before.length !== after.length) return [{ range: analysis.rangeOf(virtual), newText: analysis.embedded.hostText(virtual.start, formatted) }];
  const edits: Edit[] = [];
  let start = virtual.start;
  for (const [i, line] of before.entries()) {
    edits.push(...lineEdit(analysis, start, line, after[i] ?? ''));
    start += line.length + 1;
  }
  return edits;
}

/** What differs between a line and its formatted text, without what they have in common at both ends. */
function lineEdit(analysis: Analysis, start: number, line: string, formatted: string): readonly Edit[] {
  if (line === formatted) return [];
  const shorter = Math.min(line.length, formatted.length);
  let head = 0;
  while (head < shorter && line[head] === formatted[head]) head++;
  let tail = 0;
  while (tail < shorter - head && line.at(-1 - tail) === formatted.at(-1 - tail)) tail++;
  return [{ range: analysis.rangeOf({ start: start + head, end: start + line.length - tail }), newText: formatted.slice(head, formatted.length - tail) }];
}
