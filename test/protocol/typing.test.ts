/** A model typed letter by letter, against the bundled server: nothing comes and goes, and what is said of half a line is said once. */
import { CodeLensRequest, DidChangeTextDocumentNotification, DocumentDiagnosticRequest, InlayHintRequest, type Diagnostic } from 'vscode-languageserver/node';
import { describe, expect, test } from 'vitest';
import { FULL } from './client';
import { editorFor } from './suite';

const editor = editorFor({ ...FULL, workspace: { ...FULL.workspace, inlayHint: { refreshSupport: true }, codeLens: { refreshSupport: true } } });

const MODEL = [
  '# mcalc: X : matrix(n, d); w : vector(d); y : vector(n); λ : scalar',
  '#   r = X*w - y',
  '#   f = 1/2*norm2(r)^2 + λ/2*norm2(w)^2',
  '#   gradient f wrt w',
  "#   check gradient f wrt w == X'*r + λ*w",
  '',
].join('\n');

/** What an editor knows after each letter. */
async function typed(text: string, see: (typed: string, diagnostics: readonly Diagnostic[], hints: readonly string[], lenses: readonly number[]) => void): Promise<string> {
  const { uri } = await editor().open('', 'python');
  let line = 0;
  let character = 0;
  for (const [i, letter] of [...text].entries()) {
    const at = { line, character };
    await editor().connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri, version: i + 2 }, contentChanges: [{ range: { start: at, end: at }, text: letter }] });
    [line, character] = letter === '\n' ? [line + 1, 0] : [line, character + letter.length];
    const report = await editor().connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
    see([...text].slice(0, i + 1).join(''), report.kind === 'full' ? report.items : [], await hintsOf(uri), await lensesOf(uri));
  }
  return uri;
}

/** The lines that have a lens. */
async function lensesOf(uri: string): Promise<readonly number[]> {
  const found = await editor().connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } });
  return [...new Set((found ?? []).map(({ range }) => range.start.line))];
}

async function hintsOf(uri: string): Promise<readonly string[]> {
  const found = await editor().connection.sendRequest(InlayHintRequest.type, { textDocument: { uri }, range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } } });
  return (found ?? []).map(({ position, label }) => `${String(position.line)} ${typeof label === 'string' ? label : label.map(({ value }) => value).join('')}`);
}

describe('while a model is typed', () => {
  test('a half-written line has one error at most, no hint and no lens; a line that is finished has them from then on', async () => {
    const lines = MODEL.split('\n');
    await typed(MODEL, (now, diagnostics, hints, lenses) => {
      const finished = now.split('\n').length - 1;
      expect([now, hints]).toEqual([now, ['1 : ℝⁿ', '2 : ℝ'].filter((hint) => Number(hint.charAt(0)) < finished)]);
      expect([now, lenses]).toEqual([now, finished > 4 ? [3, 4] : finished > 3 ? [3] : []]);
      expect([now, diagnostics.length > 1 ? diagnostics.map(({ message }) => message) : []]).toEqual([now, []]);
      expect([now, diagnostics.filter(({ range }) => range.start.line < finished)]).toEqual([now, []]);
      expect(diagnostics.map(({ message }) => message).map(String).join('')).not.toMatch(/^\?|\b[345]×|undefined/);
    });
    expect(lines).toHaveLength(6);
  });
  test('who stops at the end of a line sees its hint', async () => {
    const refreshed = editor().hintsRefreshed();
    const uri = await typed(MODEL.slice(0, MODEL.indexOf('\n#   f')), (_, diagnostics, hints) => { expect([diagnostics.length < 2, hints]).toEqual([true, []]); });
    await refreshed;
    expect(await hintsOf(uri)).toEqual(['1 : ℝⁿ']);
  });
  test('and that of a query its lens', async () => {
    const refreshed = editor().lensesRefreshed();
    const uri = await typed(MODEL.slice(0, MODEL.indexOf('\n#   check')), (_, _diagnostics, _hints, lenses) => { expect(lenses).toEqual([]); });
    await refreshed;
    expect(await lensesOf(uri)).toEqual([3]);
  });
  test('in the middle of a line a hint stays', async () => {
    const { uri } = await editor().open('r = 2*x - 1\n');
    expect(await hintsOf(uri)).toEqual(['0 : ℝⁿ', '0 : ℝⁿ']);
    const at = { line: 0, character: 5 };
    await editor().connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri, version: 2 }, contentChanges: [{ range: { start: at, end: at }, text: '3' }] });
    expect(await hintsOf(uri)).toEqual(['0 : ℝⁿ', '0 : ℝⁿ']);
  });
});
