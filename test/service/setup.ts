/** Documents under analysis, with what tests say about them. */
import { analyse, type Analysis, type FileDiagnostic } from '../../server/src/service/analysis';
import { rooms } from './rooms';

export const analysed = (text: string, languageId = 'mcalc', previous?: Analysis): Analysis =>
  analyse({ uri: 'test:notes', languageId, version: (previous?.document.version ?? 0) + 1, text }, rooms, {}, previous);

/** The text without its cursor mark, and where that was. */
export function cursorIn(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf('¦');
  if (offset < 0) throw new Error('there is no ¦ in the text');
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}

export const textAt = (analysis: Analysis, range: FileDiagnostic['range']): string => {
  const { start, end } = analysis.lines.spanOf(range);
  return analysis.document.text.slice(start, end);
};

/** `error[shape-mismatch] at "*": message`. */
export const shown = (analysis: Analysis, { severity, code, range, message }: FileDiagnostic): string => `${severity}[${code}] at ${JSON.stringify(textAt(analysis, range))}: ${message}`;
