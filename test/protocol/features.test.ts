/** What the protocol offers beyond the everyday, against the bundled server: where a shape comes from, parts of files, writing help, refactorings. */
import {
  CodeActionRequest, CompletionRequest, DocumentFormattingRequest, DocumentLinkRequest, DocumentOnTypeFormattingRequest, DocumentRangeFormattingRequest, SemanticTokensRangeRequest, SemanticTokensRequest,
  TypeDefinitionRequest, type CodeAction, type CompletionItem, type TextEdit,
} from 'vscode-languageserver/node';
import { describe, expect, test } from 'vitest';
import { editorFor } from './suite';

const editor = editorFor();

/** `text` with edits in it, as an editor applies them. */
function edited(text: string, edits: readonly TextEdit[]): string {
  const starts = [0];
  for (const found of text.matchAll(/\n/g)) starts.push(found.index + 1);
  const offsetOf = ({ line, character }: { readonly line: number; readonly character: number }): number => (starts[line] ?? text.length) + character;
  return [...edits].sort((a, b) => offsetOf(b.range.start) - offsetOf(a.range.start)).reduce((present, { range, newText }) => present.slice(0, offsetOf(range.start)) + newText + present.slice(offsetOf(range.end)), text);
}

const DECLARED = 'X : matrix(n, d); w : vector(d); y : vector(n)\n';

test('where a shape comes from', async () => {
  // A vector(d) has its size from where d is mentioned first.
  const declared = await editor().open(`${DECLARED}f = norm2(X*¦w)^2\n`);
  expect(await editor().connection.sendRequest(TypeDefinitionRequest.type, declared.at)).toMatchObject([{ uri: declared.uri, range: { start: { line: 0, character: 14 }, end: { line: 0, character: 15 } } }]);
  // Nothing declares q: the product that it stands in gives its shape.
  const inferred = await editor().open(`${DECLARED}f = norm2(X*¦q)^2\n`);
  expect(await editor().connection.sendRequest(TypeDefinitionRequest.type, inferred.at)).toMatchObject([{ range: { start: { line: 1, character: 10 }, end: { line: 1, character: 13 } } }, { range: { start: { line: 0, character: 14 } } }]);
});

test('a part of a file is coloured and formatted as it is in the whole', async () => {
  const { uri } = await editor().open('a=1\nb=2\nc=3\n');
  const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } };
  const whole = (await editor().connection.sendRequest(SemanticTokensRequest.type, { textDocument: { uri } }))?.data ?? [];
  const part = (await editor().connection.sendRequest(SemanticTokensRangeRequest.type, { textDocument: { uri }, range }))?.data ?? [];
  expect([whole.length / 5, part.length / 5]).toEqual([9, 3]);
  expect(part.slice(0, 2)).toEqual([1, 0]);
  const options = { tabSize: 2, insertSpaces: true };
  const lines = (edits: readonly TextEdit[] | null) => [...new Set(edits?.map((edit) => edit.range.start.line))];
  expect(lines(await editor().connection.sendRequest(DocumentFormattingRequest.type, { textDocument: { uri }, options }))).toEqual([0, 1, 2]);
  expect(lines(await editor().connection.sendRequest(DocumentRangeFormattingRequest.type, { textDocument: { uri }, range, options }))).toEqual([1]);
  expect(lines(await editor().connection.sendRequest(DocumentOnTypeFormattingRequest.type, { textDocument: { uri }, position: { line: 2, character: 0 }, ch: '\n', options }))).toEqual([1]);
});

test.each([
  ['\\lamb¦',  'λ'],
  ['\\nab¦',   '∇'],
  ['\\Sig¦',   'Σ'],
  ['\\ot¦',    '⊗'],
])('%s completes to a letter beyond ASCII', async (typed, letter) => {
  const { at } = await editor().open(`${DECLARED}f = ${typed}\n`);
  const found = await editor().connection.sendRequest(CompletionRequest.type, at);
  const items: readonly CompletionItem[] = Array.isArray(found) ? found : found?.items ?? [];
  expect(items.map(({ textEdit }) => textEdit?.newText)).toContain(letter);
});

test('whole models are offered as snippets at the start of a statement', async () => {
  const { at } = await editor().open('¦');
  const found = await editor().connection.sendRequest(CompletionRequest.type, at);
  const items: readonly CompletionItem[] = Array.isArray(found) ? found : found?.items ?? [];
  const models = items.filter(({ insertTextFormat, textEdit }) => insertTextFormat === 2 && (textEdit?.newText.split('\n').length ?? 0) > 2);
  expect(models.length).toBeGreaterThan(4);
});

test('a cited source links to where it is published', async () => {
  const { uri } = await editor().open('S : posdef(n)\nf = logdet(S)  # Matrix Cookbook (57)\n');
  expect(await editor().connection.sendRequest(DocumentLinkRequest.type, { textDocument: { uri } })).toMatchObject([{ target: expect.stringMatching(/^https:/), tooltip: expect.stringMatching(/logdet/), range: { start: { line: 1, character: 17 } } }]);
});

describe('refactorings', () => {
  /** The text after the action whose title starts so; `¦` marks a cursor, or both ends of a selection. */
  async function refactored(source: string, title: string, languageId = 'mcalc'): Promise<string> {
    const [before = '', inside = '', after] = source.split('¦');
    const text = source.replaceAll('¦', '');
    const { uri } = await editor().open(text, languageId);
    const at = (offset: number) => { const lines = text.slice(0, offset).split('\n'); return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 }; };
    const range = { start: at(before.length), end: at(before.length + (after === undefined ? 0 : inside.length)) };
    const actions = await editor().connection.sendRequest(CodeActionRequest.type, { textDocument: { uri }, range, context: { diagnostics: [], only: ['refactor'] } }) ?? [];
    const action = actions.find((each): each is CodeAction => 'edit' in each && each.title.startsWith(title));
    const [change] = action?.edit?.documentChanges ?? [];
    return change !== undefined && 'edits' in change ? edited(text, change.edits as TextEdit[]) : `none among ${actions.map((each) => each.title).join(', ')}`;
  }
  test.each([
    ['Extract',               `${DECLARED}f = norm2(¦X*w - y¦)^2`,                             `${DECLARED}v = X*w - y\nf = norm2(v)^2`],
    ['Inline r everywhere',   `${DECLARED}r = X*w\nf = ¦r'*r`,                                 `${DECLARED}f = (X*w)'*(X*w)`],
    ['Expand',                `a, b, c : scalar\nf = ¦a*(b + c)`,                              'a, b, c : scalar\nf = a*b + a*c'],
    ['Factor',                `${DECLARED}f = ¦X'*X*w - X'*y`,                                 `${DECLARED}f = X'*(X*w - y)`],
    ['Declare',               `${DECLARED}f = norm2(X*¦q)^2`,                                  `${DECLARED}q : vector(d); f = norm2(X*q)^2`],
    ['Rewrite in numerator',  `${DECLARED}f = norm2(X*w)^2\ncheck ¦gradient f wrt w == 2*X'*X*w`, `layout numerator\n${DECLARED}f = norm2(X*w)^2\ncheck gradient f wrt w == 2*w'*X'*X`],
    ['Convert LaTeX',         `${DECLARED}f = ¦\\tfrac12\\|Xw-y\\|_2^2¦`,                      `${DECLARED}f = 1/2*norm2(X*w - y)^2`],
    ['Convert NumPy',         `${DECLARED}f = ¦0.5*np.sum((X@w-y)**2)¦`,                       `${DECLARED}f = 0.5*sum((X*w - y).^2)`],
    ['Convert to LaTeX',      `${DECLARED}f = ¦1/2*norm2(X*w - y)^2¦`,                         `${DECLARED}f = \\tfrac{1}{2}\\lVert Xw - y\\rVert_2^2`],
    ['Convert to NumPy',      `${DECLARED}f = ¦1/2*norm2(X*w - y)^2¦`,                         `${DECLARED}f = 1/2*np.linalg.norm(X @ w - y)**2`],
  ])('%s', async (title, source, expected) => { expect(await refactored(source, title)).toBe(expected); });
  test('in a comment, further lines get its leader', async () => {
    expect(await refactored('x = 1\n# mcalc: A : matrix(n, n)\n#   f = norm2(¦A*v¦)\n', 'Extract', 'python')).toBe('x = 1\n# mcalc: A : matrix(n, n)\n#   v1 = A*v\n#   f = norm2(v1)\n');
  });
});
