/** Diagnostics as a compiler prints them: place, message, the line with what is meant underlined, and what would mend it. */
import type { FileDiagnostic } from '../service/analysis';
import type { FileReport } from './report';
import type { Paint, Style } from './terminal';

const STYLES: Readonly<Record<FileDiagnostic['severity'], Style>> = { error: 'red', warning: 'yellow', information: 'blue', hint: 'cyan' };
/** Longer lines are cut around what is meant. */
const WIDEST = 120;

export const placeOf = (file: string, { start }: FileDiagnostic['range']): string => `${file}:${start.line + 1}:${start.character + 1}`;

export function messageOf(diagnostic: FileDiagnostic, { file, line }: FileReport, paint: Paint): string {
  const { severity, code, message, range, related, fixes } = diagnostic;
  const unread = code === 'unreadable-file';
  const head = `${paint('bold', unread ? file : placeOf(file, range))}: ${paint(STYLES[severity], `${severity}[${code}]`)}: ${message}`;
  if (unread) return `${head}\n`;
  const lines = [head, ...underlined(line(range.start.line), range, STYLES[severity], paint)];
  for (const place of related) lines.push(`  ${paint('faint', `${placeOf(file, place.range)}: ${place.message}`)}`);
  for (const fix of fixes) lines.push(`  ${paint('green', 'help:')} ${fix.title}`);
  return `${lines.join('\n')}\n`;
}

function underlined(text: string, { start, end }: FileDiagnostic['range'], style: Style, paint: Paint): readonly string[] {
  const to = end.line === start.line ? Math.max(end.character, start.character + 1) : Math.max(text.trimEnd().length, start.character + 1);
  const from = text.length <= WIDEST ? 0 : Math.max(0, Math.min(start.character - WIDEST / 4, text.length - WIDEST));
  const shown = text.slice(from, from + WIDEST);
  const number = String(start.line + 1);
  const gutter = ' '.repeat(number.length);
  const indent = text.slice(from, start.character).replace(/[^\t]/gu, ' ');
  const length = Math.max(1, Math.min(to, from + WIDEST) - start.character);
  return [`${paint('faint', `${number} |`)} ${shown}`, `${paint('faint', `${gutter} |`)} ${indent}${paint(style, '^'.repeat(length))}`];
}
