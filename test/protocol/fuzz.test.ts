/** The bundled server under text as nobody should write it, edits anywhere, and requests in any order: it answers each, and what it says in the end is what it would say afresh. */
import fc from 'fast-check';
import {
  CancellationTokenSource, CodeActionRequest, CompletionRequest, DefinitionRequest, DidChangeTextDocumentNotification, DocumentDiagnosticRequest, DocumentFormattingRequest, DocumentHighlightRequest, DocumentLinkRequest,
  DocumentOnTypeFormattingRequest, DocumentRangeFormattingRequest, DocumentSymbolRequest, FoldingRangeRequest, HoverRequest, InlayHintRequest, LSPErrorCodes, PrepareRenameRequest, ReferencesRequest, RenameRequest, ResponseError,
  SelectionRangeRequest, SemanticTokensRangeRequest, SemanticTokensRequest, SignatureHelpRequest, TypeDefinitionRequest, type Position, type ProtocolRequestType,
} from 'vscode-languageserver/node';
import { describe, expect, test } from 'vitest';
import { editorFor } from './suite';

const editor = editorFor();

const WHOLE = { start: { line: 0, character: 0 }, end: { line: 1_000_000, character: 0 } };
const OPTIONS = { tabSize: 2, insertSpaces: true };
type AnyRequest = ProtocolRequestType<object, unknown, unknown, unknown, unknown>;
const about = (uri: string) => ({ textDocument: { uri } });
/** Every request about a document, with what it needs. */
const REQUESTS: readonly (readonly [AnyRequest, (uri: string, position: Position) => object])[] = [
  [HoverRequest.type, (uri, position) => ({ ...about(uri), position })],
  [CompletionRequest.type, (uri, position) => ({ ...about(uri), position })],
  [SignatureHelpRequest.type, (uri, position) => ({ ...about(uri), position })],
  [DefinitionRequest.type, (uri, position) => ({ ...about(uri), position })],
  [TypeDefinitionRequest.type, (uri, position) => ({ ...about(uri), position })],
  [ReferencesRequest.type, (uri, position) => ({ ...about(uri), position, context: { includeDeclaration: true } })],
  [DocumentHighlightRequest.type, (uri, position) => ({ ...about(uri), position })],
  [PrepareRenameRequest.type, (uri, position) => ({ ...about(uri), position })],
  [RenameRequest.type, (uri, position) => ({ ...about(uri), position, newName: 'zz' })],
  [CodeActionRequest.type, (uri, position) => ({ ...about(uri), range: { start: position, end: position }, context: { diagnostics: [] } })],
  [SelectionRangeRequest.type, (uri, position) => ({ ...about(uri), positions: [position] })],
  [FoldingRangeRequest.type, about],
  [DocumentSymbolRequest.type, about],
  [SemanticTokensRequest.type, about],
  [SemanticTokensRangeRequest.type, (uri, position) => ({ ...about(uri), range: { start: { line: 0, character: 0 }, end: position } })],
  [InlayHintRequest.type, (uri) => ({ ...about(uri), range: WHOLE })],
  [DocumentLinkRequest.type, about],
  [DocumentFormattingRequest.type, (uri) => ({ ...about(uri), options: OPTIONS })],
  [DocumentRangeFormattingRequest.type, (uri) => ({ ...about(uri), range: WHOLE, options: OPTIONS })],
  [DocumentOnTypeFormattingRequest.type, (uri, position) => ({ ...about(uri), position, ch: '\n', options: OPTIONS })],
  [DocumentDiagnosticRequest.type, about],
];

/** An answer, or the code of the refusal: a rename where there is no name is refused, a request that is taken back or outdated ends so. */
const REFUSALS: ReadonlySet<number> = new Set([LSPErrorCodes.RequestCancelled, LSPErrorCodes.ContentModified, -32600]);
const outcome = (asked: Promise<unknown>): Promise<unknown> => asked.catch((error: unknown) => {
  if (error instanceof ResponseError && REFUSALS.has(error.code)) return error.code;
  throw error;
});
/** Answers that have nothing in them but what the text says: no address, no number of a result. */
const comparable = (answer: unknown, uri: string): unknown => JSON.parse(JSON.stringify(answer ?? null).replaceAll(uri, 'file').replace(/"resultId":"[^"]*"/g, '"resultId":""').replace(/"version":\d+/g, '"version":0').replace(/%2Fnotes%2F\d+|\/notes\/\d+/g, 'file')) as unknown;

const PIECES = [
  'X : matrix(n, d); w : vector(d)\n', 'h = norm2(A*u - v)^2\n', 'gradient h wrt u\n\n', 'k = γ*sum(u)\n\n', '\n\n', 'f = norm2(X*w)^2\n', 'gradient f wrt w\n', 'check gradient f wrt w == 2*X\'*X*w\n', 'layout numerator\n', 'S : posdef(n)\n', '(', ')', '[', ']', '\'', '\n', '\r\n', ' ', 'w', 'λ', '😀', '\ud83d', '\udc00', '\u0000', '\u2028', '1e', '=', ':', '^', '.*',
  '<b>x</b>', '\\frac{', '`', '*/', '# ', '"""', '-->',
] as const;
const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((parts) => parts.join(''));
const action = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('edit' as const), at: fc.nat(), length: fc.nat({ max: 9 }), text: pieces }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('ask' as const), which: fc.nat(), at: fc.nat(), cancel: fc.boolean() }) },
);
const HOSTS: readonly { readonly languageId: string; readonly of: (text: string) => string }[] = [
  { languageId: 'mcalc', of: (text) => text },
  { languageId: 'python', of: (text) => `#!/usr/bin/env python\n# mcalc: ${text.replace(/\r\n|[\r\n]/g, '\n#   ')}\nx = 1\n# mcalc: g = 1\n` },
  { languageId: 'cpp', of: (text) => `/* mcalc: ${text} */ int x;\n// mcalc: g = 1\n` },
  { languageId: 'markdown', of: (text) => `# T\n\`\`\`mcalc\n${text}\n\`\`\`\n` },
];

/** Positions as the protocol counts them. */
function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
/** An edit inside `\r\n` has no position of its own. */
const settled = (text: string, offset: number): number => (text[offset - 1] === '\r' && text[offset] === '\n' ? offset - 1 : offset);

/** So many files; more are asked for with the variable. */
const RUNS = Number(process.env['FUZZ_EDITED_FILES'] ?? 40);

test('after any edits and requests, in any order, the answers are those of a file that was just opened', async () => {
  await fc.assert(fc.asyncProperty(fc.constantFrom(...HOSTS), pieces, fc.array(action, { maxLength: 14 }), async ({ languageId, of }, inside, actions) => {
    let text = of(inside);
    let version = 1;
    const { uri } = await editor().open(text, languageId);
    const asked: Promise<unknown>[] = [];
    for (const each of actions) {
      if (each.do === 'edit') {
        const start = settled(text, each.at % (text.length + 1));
        const end = settled(text, Math.min(text.length, start + each.length));
        version++;
        await editor().connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri, version }, contentChanges: [{ range: { start: positionAt(text, start), end: positionAt(text, Math.max(start, end)) }, text: each.text }] });
        text = text.slice(0, start) + each.text + text.slice(Math.max(start, end));
      } else {
        const [type, paramsFor] = REQUESTS[each.which % REQUESTS.length] ?? expect.fail();
        const token = new CancellationTokenSource();
        asked.push(outcome(editor().connection.sendRequest(type, paramsFor(uri, positionAt(text, each.at % (text.length + 1))), token.token)));
        if (each.cancel) token.cancel();
      }
    }
    await Promise.all(asked);
    const fresh = await editor().open(text, languageId);
    const position = positionAt(text, Math.floor(text.length / 2));
    for (const [type, paramsFor] of REQUESTS) {
      const [edited, anew] = await Promise.all([uri, fresh.uri].map(async (address) => comparable(await outcome(editor().connection.sendRequest(type, paramsFor(address, position))), address)));
      expect(edited, `${type.method} of ${JSON.stringify(text)}`).toEqual(anew);
    }
    await editor().close(uri);
    await editor().close(fresh.uri);
  }), { numRuns: RUNS });
}, 6_000 * RUNS);

describe('text that is large in one way or another is answered', () => {
  const N = 10_000;
  test.each([
    ['a sum of many terms',        `f = ${Array.from({ length: N }, (_, i) => `x_${String(i % 7)}`).join(' + ')}`],
    ['a product of many factors',  `A : matrix(n, n)\nf = ${Array.from({ length: N / 2 }, () => 'A').join('*')}`],
    ['brackets in brackets',       `f = ${'('.repeat(N)}x${')'.repeat(N)}`],
    ['brackets that stay open',    `f = ${'('.repeat(N)}x`],
    ['signs in a row',             `f = ${'-'.repeat(N)}x`],
    ['calls in calls',             `f = ${'sin('.repeat(N)}x${')'.repeat(N)}`],
    ['transposes in a row',        `f = x${'\''.repeat(N)}`],
    ['powers of powers',           `f = x${'^x'.repeat(N)}`],
    ['indices in indices',         `f = ${'x['.repeat(N)}1${']'.repeat(N)}`],
    ['blocks in blocks',           `f = ${'['.repeat(N)}x${']'.repeat(N)}`],
    ['norms in norms',             `f = ${'‖'.repeat(N)}x`],
    ['sums in sums',               `f = ${'sum(i = 1..n) '.repeat(N / 4)}x[i]`],
    ['definitions of definitions', `a_0 = x'*x\n${Array.from({ length: N / 4 }, (_, i) => `a_${String(i + 1)} = a_${String(i)} + 1`).join('\n')}\ngradient a_${String(N / 4)} wrt x`],
    ['a line of many statements',  Array.from({ length: N / 4 }, (_, i) => `v_${String(i)} : vector(n)`).join('; ')],
    ['one long name',              `f = ${'x'.repeat(N * 5)}`],
    ['one long number',            `f = ${'1'.repeat(N)}`],
    ['many errors',                'gradient nope wrt zz +\n'.repeat(N / 10)],
  ])('%s', async (_, text) => {
    const { uri } = await editor().open(text);
    const position = positionAt(text, Math.floor(text.length / 2));
    for (const [type, paramsFor] of REQUESTS) await outcome(editor().connection.sendRequest(type, paramsFor(uri, position)));
    await editor().close(uri);
  }, 120_000);
});

test('what a user writes is shown as text', async () => {
  const HOSTILE = ['<img src=x onerror=alert(1)>', '\\href{javascript:alert(1)}{x}', '[x](command:a)', '**bold** _it_', '`code`', '<script>', '$\\rm x$', '# heading', '![x](y)'];
  for (const text of HOSTILE) {
    const { uri, at } = await editor().open(`# mcalc: ${text}\n#   f = norm2(¦w)^2 # ${text}\n#   gradient f wrt w ${text}\n`, 'python');
    const hover = await editor().connection.sendRequest(HoverRequest.type, at);
    const report = await editor().connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
    expect(JSON.stringify(hover)).not.toMatch(/<img|<script|javascript:|!\[x\]|\[x\]\(command/);
    expect(report.kind).toBe('full');
  }
});
