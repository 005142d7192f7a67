/** What goes on while the bundled server has much to do: other requests, requests taken back, newer versions, reports. */
import {
  CancellationTokenSource, DidChangeTextDocumentNotification, DocumentDiagnosticRequest, HoverRequest, LSPErrorCodes, ResponseError, WorkDoneProgressCancelNotification, type MarkupContent,
} from 'vscode-languageserver/node';
import { describe, expect, test } from 'vitest';
import { FULL } from './client';
import { editorFor } from './suite';

const REPORTING = { ...FULL, window: { workDoneProgress: true } };
/** Work of some seconds: many networks, each of many layers. */
const network = (i: number): string => `f_${String(i)} = norm2(${Array.from({ length: 6 }, () => `tanh(W*`).join('')}x${')'.repeat(6)} - ${String(i + 1)}*x)^2 + ${String(i + 2)}*norm2(x)^2\ngradient f_${String(i)} wrt x, W\n`;
const LONG = `W : matrix(n, n); x : vector(n)\n${Array.from({ length: 150 }, (_, i) => network(i)).join('')}`;
const SHORT = 'w : vector(n)\n¦gradient norm2(w)^2 wrt w\n';

const editor = editorFor(REPORTING);

const diagnose = (uri: string, token?: CancellationTokenSource) => editor().connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } }, token?.token);
/** The code of the error that a request ends with; undefined when it is answered. */
const codeOf = (asked: Promise<unknown>): Promise<number | undefined> => asked.then(() => undefined, (error: unknown) => (error instanceof ResponseError ? error.code : Number.NaN));

describe('while a long analysis goes on', () => {
  test('others are answered, and it ends when it is taken back', async () => {
    const order: string[] = [];
    const { uri } = await editor().open(LONG);
    const token = new CancellationTokenSource();
    const long = codeOf(diagnose(uri, token)).then((code) => { order.push('long'); return code; });
    const short = await editor().open(SHORT);
    const hover = await editor().connection.sendRequest(HoverRequest.type, short.at);
    order.push('hover');
    expect((hover?.contents as MarkupContent).value).toContain('2w');
    token.cancel();
    expect(await long).toBe(LSPErrorCodes.RequestCancelled);
    expect(order).toEqual(['hover', 'long']);
    await editor().close(uri);
  });
  test('a newer version abandons the older, and only the newer is spoken of', async () => {
    const { uri, replace } = await editor().open(LONG);
    const old = codeOf(diagnose(uri));
    await replace('w : vector(n)\ngradient norm2(w)^2 wrt w\n', 2);
    const report = await diagnose(uri);
    expect(await old).toBe(LSPErrorCodes.ContentModified);
    expect(report.kind === 'full' && report.items).toEqual([]);
    expect(await editor().statusOf(uri, 2)).toMatchObject({ version: 2, queries: 1, passed: 1 });
    expect(editor().hasStatus(uri, 1)).toBe(false);
  });
  test('requests of our own end with the version they are about', async () => {
    const { uri, replace } = await editor().open(LONG);
    const old = codeOf(editor().connection.sendRequest('mcalc/checkAll', { uri }));
    await replace(SHORT.replace('¦', ''), 2);
    expect(await old).toBe(LSPErrorCodes.ContentModified);
    await editor().close(uri);
  });
  test('requests may be taken back in any order, before and after their answers', async () => {
    const { uri, at } = await editor().open(SHORT);
    const tokens = Array.from({ length: 40 }, () => new CancellationTokenSource());
    const asked = tokens.map((token) => codeOf(editor().connection.sendRequest(HoverRequest.type, at, token.token)));
    for (const i of [39, 0, 17, 18, 5, 30]) tokens[i]?.cancel();
    await editor().connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri, version: 2 }, contentChanges: [{ text: 'w : vector(n)\ngradient 3*norm2(w)^2 wrt w\n' }] });
    const codes = await Promise.all(asked);
    // Each is answered once, as cancelled, as outdated or with what was there; those that were taken back never as outdated.
    expect(codes.every((code) => code === undefined || code === LSPErrorCodes.RequestCancelled || code === LSPErrorCodes.ContentModified)).toBe(true);
    for (const token of tokens) token.cancel();
    const hover = await editor().connection.sendRequest(HoverRequest.type, at);
    expect((hover?.contents as MarkupContent).value).toContain('6w');
  });
});

describe('reports on long work', () => {
  test('a file with many queries is reported on while it is checked, and the reader can stop it', async () => {
    const begun = editor().progressBegun('mcalc: Checking derivatives');
    const { uri } = await editor().open(LONG);
    const token = await begun;
    await editor().connection.sendNotification(WorkDoneProgressCancelNotification.type, { token });
    expect((await editor().progressEnded(token)).every((percentage, i, all) => percentage >= (all[i - 1] ?? 0) && percentage <= 100)).toBe(true);
    await editor().close(uri);
  });
  test('a request that brings a token is reported on under it', async () => {
    const { uri } = await editor().open(`${SHORT.replace('¦', '')}check gradient norm2(w)^2 wrt w == 2*w\n`);
    const answer = await editor().connection.sendRequest<{ lines: unknown[] }>('mcalc/checkAll', { uri, workDoneToken: 'mine' });
    expect(answer.lines).toHaveLength(2);
    expect(await editor().progressEnded('mine')).toEqual([50, 100]);
  });
});
