/** Code in the indentation of the file that it comes into. */
import { columnOf, skipBlank } from '../embedding/lines';

/** Steps that files are indented by; others come about where lines are aligned. */
const STEPS: readonly number[] = [2, 3, 4, 8];

/** What a level is in a file: a tab, or so many spaces; undefined where nothing is indented. `opens`: the end of a line that the next one is a level deeper than. */
export function levelOf(code: string, opens: RegExp): string | undefined {
  const steps = new Map<string, number>();
  let last = 0;
  let above = '';
  for (const line of code.split(/\r\n|\n|\r/)) {
    if (line.trim() === '') continue;
    const end = skipBlank(line, 0, line.length);
    const width = columnOf(line, 0, end);
    if (width > last && opens.test(above)) {
      const step = line.startsWith('\t') ? '\t' : STEPS.includes(width - last) ? ' '.repeat(width - last) : undefined;
      if (step !== undefined) steps.set(step, (steps.get(step) ?? 0) + 1);
    }
    last = width;
    above = line.trimEnd();
  }
  return [...steps].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** Lines that are indented by so many spaces a level, indented by `level`. */
export const reindented = (lines: readonly string[], columns: number, level: string): readonly string[] =>
  lines.map((line) => line.replace(/^ +/, (spaces) => level.repeat(Math.floor(spaces.length / columns)) + ' '.repeat(spaces.length % columns)));
