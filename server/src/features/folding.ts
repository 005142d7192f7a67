/** textDocument/foldingRange: blocks of more than one line, and statements that run over several. */
import type { Analysis } from '../service/analysis';

/** Zero-based lines, both shown when folded is open; the first stays. */
export interface Fold { readonly startLine: number; readonly endLine: number; readonly kind: 'comment' | 'region' }

export function folding(analysis: Analysis): readonly Fold[] {
  const blocks = analysis.document.languageId === 'mcalc' ? [] : analysis.embedded.blocks.map(({ span }): Fold => {
    const { start, end } = analysis.lines.rangeOf(span);
    return { startLine: start.line, endLine: end.line, kind: 'comment' };
  });
  const statements = analysis.parsed.statements.filter(({ span }) => analysis.isOwn(span)).map(({ span }): Fold => {
    const { start, end } = analysis.rangeOf(span);
    return { startLine: start.line, endLine: end.line, kind: 'region' };
  });
  return [...blocks, ...statements, ...paragraphs(analysis)].filter(({ startLine, endLine }) => endLine > startLine).sort((a, b) => a.startLine - b.startLine);
}

/** In a `.mcalc` file: comment lines that follow each other, and the paragraphs between blank lines. */
function paragraphs({ document }: Analysis): readonly Fold[] {
  if (document.languageId !== 'mcalc') return [];
  const folds: Fold[] = [];
  let start: number | undefined;
  let comments = true;
  const lines = document.text.split(/\r\n|\n|\r/);
  for (const [i, line] of [...lines, ''].entries()) {
    const text = line.trim();
    const comment = text.startsWith('#') || text.startsWith('//');
    if (start !== undefined && (text === '' || (comments && !comment))) {
      folds.push({ startLine: start, endLine: i - 1, kind: comments ? 'comment' : 'region' });
      start = undefined;
    }
    if (text !== '' && start === undefined) [start, comments] = [i, comment];
  }
  return folds;
}
