/** The bundled server, driven over stdio as any editor would. */
import {
  CodeActionRequest, CodeActionResolveRequest, CodeLensRequest, CodeLensResolveRequest, CompletionRequest, CompletionResolveRequest, DefinitionRequest, DocumentDiagnosticRequest,
  DocumentFormattingRequest, DocumentHighlightRequest, DocumentLinkRequest, DocumentSymbolRequest, DidChangeConfigurationNotification, DidCloseTextDocumentNotification, FoldingRangeRequest, HoverRequest, InlayHintRequest,
  PrepareRenameRequest, ReferencesRequest, RenameRequest, SelectionRangeRequest, SemanticTokensDeltaRequest, SemanticTokensRequest, SignatureHelpRequest, WorkspaceSymbolRequest,
  CancellationTokenSource, LSPErrorCodes, DidChangeNotebookDocumentNotification, DidChangeTextDocumentNotification, type MarkupContent,
} from 'vscode-languageserver/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { version } from '../../package.json';
import { mathBlocks } from '../../protocol/math';
import type { Requests } from '../../protocol/requests';
import { startEditor, type Editor } from './client';
import { editorFor } from './suite';

const RIDGE = 'X : matrix(n, d); w : vector(d); y : vector(n); λ : scalar\nf = 1/2*norm2(X*w - y)^2 + λ/2*norm2(w)^2\n';
const PYTHON = '# mcalc: X : matrix(n, d); w : vector(d); y : vector(n)\n#   f = norm2(X*w - y)^2\n#   ¦gradient f wrt w\ndef fit(X, y):\n    pass\n';
const WHOLE = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };

const editor = editorFor();

const ask = <M extends keyof Requests>(method: M, params: Requests[M]['params']): Promise<Requests[M]['result']> => editor().connection.sendRequest(method, params);

test('says who it is and what it can do', () => {
  expect(editor().initialized.serverInfo).toEqual({ name: 'mcalc', version });
  expect(Object.keys(editor().initialized.capabilities).sort()).toEqual([
    'codeActionProvider', 'codeLensProvider', 'completionProvider', 'definitionProvider', 'diagnosticProvider', 'documentFormattingProvider', 'documentHighlightProvider', 'documentLinkProvider',
    'documentOnTypeFormattingProvider', 'documentRangeFormattingProvider', 'documentSymbolProvider', 'foldingRangeProvider', 'hoverProvider', 'inlayHintProvider', 'notebookDocumentSync', 'referencesProvider',
    'renameProvider', 'selectionRangeProvider', 'semanticTokensProvider', 'signatureHelpProvider', 'textDocumentSync', 'typeDefinitionProvider', 'workspaceSymbolProvider',
  ]);
});

describe('hover', () => {
  test('on a query: the gradient in two notations, its verdict, and links', async () => {
    const { at } = await editor().open(PYTHON, 'python');
    const hover = await editor().connection.sendRequest(HoverRequest.type, at);
    const { kind, value } = hover?.contents as MarkupContent;
    expect(kind).toBe('markdown');
    expect(mathBlocks(value)).toEqual([{ text: '∇_w f = 2Xᵀ(Xw − y)', latex: '\\nabla_{w} f = 2X^{\\top}(Xw - y)' }]);
    expect(value).toMatch(/ℝᵈ · ✓ checked numerically \(3 points, /);
    expect(value.match(/command:mcalc\.\w+/g)).toEqual(['command:mcalc.openDerivation', 'command:mcalc.insertGradient', 'command:mcalc.copyLatex']);
    expect(hover?.range).toEqual({ start: { line: 2, character: 4 }, end: { line: 2, character: 20 } });
  });
  test('outside the blocks there is none', async () => {
    const { at } = await editor().open('# mcalc: f = 1\nx¦ = 2\n', 'python');
    expect(await editor().connection.sendRequest(HoverRequest.type, at)).toBeNull();
  });
});

describe('diagnostics', () => {
  test('pulled, with both places of a conflict; unchanged where nothing has changed', async () => {
    const { uri } = await editor().open('X : matrix(n, d)\nw : vector(n)\nf = X*w\n');
    const report = await editor().connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
    if (report.kind !== 'full') throw new Error('not a full report');
    expect(report.items.map(({ code, source, severity, message }) => [code, source, severity, message])).toEqual([['shape-mismatch', 'mcalc', 1, 'X*w: X is n×d, so w needs d rows; it has n.']]);
    expect(report.items[0]?.relatedInformation?.map(({ location }) => location.range.start.line)).toEqual([0, 1]);
    const again = await editor().connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri }, ...(report.resultId === undefined ? {} : { previousResultId: report.resultId }) });
    expect(again.kind).toBe('unchanged');
  });
  test('a claim that fails says how, and its fix mends it', async () => {
    const { uri, at } = await editor().open('w : vector(n)\ncheck gradient norm2(w)^2 wrt w == ¦w\n');
    const report = await editor().connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
    const [problem] = report.kind === 'full' ? report.items : [];
    expect(problem).toMatchObject({ code: 'claim-failed', severity: 1 });
    const [fix] = await editor().connection.sendRequest(CodeActionRequest.type, { textDocument: { uri }, range: { start: at.position, end: at.position }, context: { diagnostics: problem === undefined ? [] : [problem] } }) ?? [];
    expect(fix).toMatchObject({ kind: 'quickfix', isPreferred: true, diagnostics: [{ code: 'claim-failed' }], edit: { documentChanges: [{ textDocument: { uri, version: 1 }, edits: [{ newText: '2*w' }] }] } });
  });
  test('the status of the file follows', async () => {
    const { uri } = await editor().open(`${RIDGE}gradient f wrt w\ncheck gradient norm2(w)^2 wrt w == w\ngradient nope wrt w\n`);
    expect(await editor().statusOf(uri, 1)).toMatchObject({ queries: 2, claims: 1, passed: 1, failed: 1, unchecked: 0, refused: 1, stale: 0, places: [{ start: { line: 2 } }, { start: { line: 3 } }, { start: { line: 4 } }] });
  });
});

describe('code actions', () => {
  test('a query offers its code, written when it is chosen', async () => {
    const { uri, position } = await editor().open(PYTHON, 'python');
    const actions = await editor().connection.sendRequest(CodeActionRequest.type, { textDocument: { uri }, range: { start: position, end: position }, context: { diagnostics: [] } });
    const insert = actions?.find(({ title }) => title === 'Insert gradient as NumPy');
    if (insert === undefined || !('kind' in insert)) throw new Error('not offered');
    expect(insert).not.toHaveProperty('edit');
    const resolved = await editor().connection.sendRequest(CodeActionResolveRequest.type, insert);
    const [change] = resolved.edit?.documentChanges ?? [];
    const edits = change !== undefined && 'edits' in change ? change.edits : [];
    expect(edits).toHaveLength(1);
    expect(edits[0]).toMatchObject({ range: { start: { line: 3, character: 0 }, end: { line: 3, character: 0 } } });
    expect(edits[0]).toHaveProperty('newText', expect.stringMatching(/^def \w+\(X, w, y\):[^]*return [^]*\n\n\n$/m));
  });
  test('only what is asked for', async () => {
    const { uri, position } = await editor().open('x : vector(n)\ny : vector(n)\nf = x¦*y\n');
    const asked = (only: string[]) => editor().connection.sendRequest(CodeActionRequest.type, { textDocument: { uri }, range: { start: position, end: position }, context: { diagnostics: [], only } });
    expect((await asked(['quickfix']))?.map(({ title }) => title)).toEqual(["Use x'*y (the inner product)", "Use x*y' (the outer product)", 'Use x.*y (entry by entry)']);
    expect(await asked(['refactor'])).toEqual([]);
  });
});

test('lenses say what a query asks for, and how it came out, once they are seen', async () => {
  const { uri } = await editor().open(PYTHON, 'python');
  const lenses = await editor().connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } }) ?? [];
  const commands = await Promise.all(lenses.map(async (lens) => (await editor().connection.sendRequest(CodeLensResolveRequest.type, lens)).command));
  expect(commands.map((command) => [command?.title, command?.command])).toEqual([['∇_w f ∈ ℝᵈ ✓', 'mcalc.openDerivation'], ['Insert as…', 'mcalc.insertGradient']]);
});

test('inlay hints', async () => {
  const { uri } = await editor().open(`${RIDGE}g = q + w`);
  const hints = await editor().connection.sendRequest(InlayHintRequest.type, { textDocument: { uri }, range: WHOLE });
  expect(hints?.map(({ position, label }) => [position.line, position.character, label])).toEqual([[1, 1, ': ℝ'], [2, 1, ': ℝᵈ'], [2, 5, ': ℝᵈ']]);
});

test('completion and its documentation', async () => {
  const { at } = await editor().open(`${RIDGE}g = log¦`);
  const items = await editor().connection.sendRequest(CompletionRequest.type, at);
  const list = Array.isArray(items) ? items : items?.items ?? [];
  expect(list.find(({ label }) => label === 'w')).toMatchObject({ detail: 'ℝᵈ' });
  const logdet = list.find(({ label }) => label === 'logdet');
  expect(logdet).toMatchObject({ insertTextFormat: 2, textEdit: { newText: 'logdet($0)' } });
  const resolved = await editor().connection.sendRequest(CompletionResolveRequest.type, logdet ?? { label: '' });
  expect((resolved.documentation as MarkupContent).value).toMatch(/d log \|det X\| = tr\(X⁻¹ dX\)/);
});

test('signature help', async () => {
  const { at } = await editor().open(`${RIDGE}g = dot(y, ¦`);
  expect(await editor().connection.sendRequest(SignatureHelpRequest.type, at)).toMatchObject({ activeParameter: 1, signatures: [{ label: 'dot(x: m×n, y: m×n) → scalar' }] });
});

test('definition, references, highlights, rename', async () => {
  const { uri, at } = await editor().open(`${RIDGE}gradient ¦f wrt w`);
  const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 1 } };
  const use = { start: { line: 2, character: 9 }, end: { line: 2, character: 10 } };
  expect(await editor().connection.sendRequest(DefinitionRequest.type, at)).toMatchObject([{ targetUri: uri, targetSelectionRange: range, originSelectionRange: use }]);
  expect(await editor().connection.sendRequest(ReferencesRequest.type, { ...at, context: { includeDeclaration: false } })).toEqual([{ uri, range: use }]);
  expect(await editor().connection.sendRequest(DocumentHighlightRequest.type, at)).toEqual([{ range, kind: 3 }, { range: use, kind: 2 }]);
  expect(await editor().connection.sendRequest(PrepareRenameRequest.type, at)).toEqual({ range: use, placeholder: 'f' });
  expect(await editor().connection.sendRequest(RenameRequest.type, { ...at, newName: 'loss' })).toEqual({ documentChanges: [{ textDocument: { uri, version: 1 }, edits: [{ range, newText: 'loss' }, { range: use, newText: 'loss' }] }] });
  await expect(editor().connection.sendRequest(RenameRequest.type, { ...at, newName: 'w' })).rejects.toThrow("'w' has a meaning already");
});

test('symbols, folding, selection, links, formatting', async () => {
  const { uri, position } = await editor().open('S : posdef(n)\nf=logdet( S )\nlong = 1 +\n  ¦2 # Minka\n');
  expect(await editor().connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } })).toMatchObject([{ name: 'S', detail: 'ℝⁿˣⁿ' }, { name: 'f' }, { name: 'long' }]);
  expect((await editor().connection.sendRequest(WorkspaceSymbolRequest.type, { query: 'lng' }))?.map(({ name, location }) => [name, location.uri])).toEqual([['long', uri]]);
  expect(await editor().connection.sendRequest(FoldingRangeRequest.type, { textDocument: { uri } })).toEqual([{ startLine: 0, endLine: 3, kind: 'region' }, { startLine: 2, endLine: 3, kind: 'region' }]);
  const [selection] = await editor().connection.sendRequest(SelectionRangeRequest.type, { textDocument: { uri }, positions: [position] }) ?? [];
  expect([selection?.range.start.line, selection?.parent?.range.start.line]).toEqual([3, 2]);
  expect(await editor().connection.sendRequest(DocumentLinkRequest.type, { textDocument: { uri } })).toMatchObject([{ target: expect.stringMatching(/^https:/) }]);
  expect(await editor().connection.sendRequest(DocumentFormattingRequest.type, { textDocument: { uri }, options: { tabSize: 2, insertSpaces: true } })).toEqual([{ range: { start: { line: 1, character: 1 }, end: { line: 1, character: 12 } }, newText: ' = logdet(S' }]);
});

test('semantic tokens, and what has changed since', async () => {
  const { uri, replace } = await editor().open('X : matrix(n, d)\nf = sum(X)\n');
  const whole = await editor().connection.sendRequest(SemanticTokensRequest.type, { textDocument: { uri } });
  await replace('X : matrix(n, d)\nf = sum(X) + 1\n', 2);
  const delta = await editor().connection.sendRequest(SemanticTokensDeltaRequest.type, { textDocument: { uri }, previousResultId: whole?.resultId ?? '' });
  if (delta === null || !('edits' in delta)) throw new Error('no delta');
  const [edit] = delta.edits;
  const patched = [...whole?.data ?? []];
  patched.splice(edit?.start ?? 0, edit?.deleteCount ?? 0, ...edit?.data ?? []);
  expect(patched).toEqual((await editor().connection.sendRequest(SemanticTokensRequest.type, { textDocument: { uri } }))?.data);
});

describe('the requests of our own client', () => {
  test('a derivation, in another form too', async () => {
    const { uri, position } = await editor().open(PYTHON, 'python');
    const view = await ask('mcalc/derivation', { subject: { kind: 'place', uri, position } });
    if (view.kind !== 'derivation') throw new Error(view.message);
    expect([view.title, view.form, view.results[0]?.formula.text, view.results[0]?.verdict.verdict]).toEqual(['gradient f wrt w', 'gradient', '∇_w f = 2Xᵀ(Xw − y)', 'pass']);
    expect(view.results[0]?.steps.every(({ verdict }) => verdict?.verdict === 'pass')).toBe(true);
    const hessian = await ask('mcalc/derivation', { subject: { kind: 'place', uri, position }, form: 'hessian' });
    expect(hessian.kind === 'derivation' && hessian.results[0]?.formula.text).toBe('∇²_w f = 2XᵀX');
    for (const [form, text] of [['index', '(∇_w f)ᵢ = 2 ∑ₖ₌₁ⁿ Xₖᵢ(∑ⱼ₌₁ᵈ Xₖⱼwⱼ − yₖ)'], ['operator', '∇²_w f : dw ↦ 2XᵀX dw'], ['bilinear', 'd²f[dw₁, dw₂] = 2 dw₁ᵀXᵀX dw₂']] as const) {
      const shown = await ask('mcalc/derivation', { subject: { kind: 'place', uri, position }, form });
      expect(shown.kind === 'derivation' ? [shown.form, shown.results[0]?.formula.text, shown.results[0]?.verdict.verdict] : []).toEqual([form, text, 'pass']);
    }
  });
  test('a derivation of a selection, with the names declared before it', async () => {
    const { uri } = await editor().open('# mcalc: A : symmetric matrix(n, n)\nx = 1\n', 'python');
    const view = await ask('mcalc/derivation', { subject: { kind: 'expression', text: "v'*A*v", languageId: 'python', near: { uri, position: { line: 1, character: 0 } } } });
    if (view.kind !== 'derivation') throw new Error(view.message);
    expect(view.range).toBeUndefined();
    expect(view.results.map(({ formula }) => formula.text)).toEqual(['∇_v (vᵀAv) = 2Av', '∇_A (vᵀAv) = vvᵀ']);
    expect(await ask('mcalc/derivation', { subject: { kind: 'expression', text: 'v *', languageId: 'python' } })).toMatchObject({ kind: 'nothing', message: expect.stringContaining('is not an expression') });
  });
  test('a derivation of what is selected in code or in a paper', async () => {
    const near = async (source: string, languageId: string, text: string) => {
      const { uri } = await editor().open(source, languageId);
      const view = await ask('mcalc/derivation', { subject: { kind: 'expression', text, languageId, near: { uri, position: { line: 1, character: 0 } } } });
      return view.kind === 'derivation' ? view.results.map(({ formula }) => formula.text) : view.message;
    };
    expect(await near('# mcalc: A : symmetric matrix(n, n); c : constant vector(n)\nloss = 0.5*x @ A @ x - c @ x\n', 'python', 'x @ c * 2')).toEqual(['∇_x (xᵀc·2) = 2c']);
    expect(await near('% mcalc: A : constant symmetric matrix(n, n)\n', 'latex', '\\tfrac12 x^\\top A x')).toEqual(['∇_x (½xᵀAx) = Ax']);
    expect(await near('x = 1\n', 'python', 'np.fft.fft(x)')).toBe('The selection is not an expression: np.fft has no counterpart in the language.');
  });
  test('copies in every format', async () => {
    const { uri, position } = await editor().open(PYTHON, 'python');
    const subject = { kind: 'place', uri, position } as const;
    const copied = async (format: 'latex' | 'markdown' | 'text', extent: 'result' | 'derivation') => { const answer = await ask('mcalc/copy', { subject, format, extent }); return answer.kind === 'text' ? answer.text : answer.message; };
    expect(await copied('text', 'result')).toBe("2*X'*(X*w - y)");
    expect(await copied('latex', 'result')).toBe('\\nabla_{w} f = 2X^{\\top}(Xw - y)');
    expect(await copied('markdown', 'result')).toBe('$$\n\\nabla_{w} f = 2X^{\\top}(Xw - y)\n$$');
    expect(await copied('latex', 'derivation')).toMatch(/^\\begin\{aligned\}\n {2}\\mathrm\{d\}f &= [^]*\\\\\n {2}\\nabla_\{w\} f &= [^\n]*\n\\end\{aligned\}$/);
  });
  test('inserts the code of a query, and refuses where there is none', async () => {
    const { uri, position } = await editor().open(PYTHON, 'python');
    // Nobody has said which library yet.
    expect(await ask('mcalc/insertGradient', { uri, position })).toEqual({ kind: 'refused', message: 'Several libraries fit this file: NumPy, PyTorch, JAX, PyTorch (autograd.Function), JAX (custom_vjp). The setting mcalc.target says which one is meant.', choices: [{ target: 'numpy', label: 'NumPy' }, { target: 'pytorch', label: 'PyTorch' }, { target: 'jax', label: 'JAX' }, { target: 'pytorch_autograd', label: 'PyTorch (autograd.Function)' }, { target: 'jax_custom_vjp', label: 'JAX (custom_vjp)' }] });
    expect(await ask('mcalc/insertGradient', { uri, position, target: 'numpy' })).toMatchObject({ kind: 'insert', version: 1, edits: [{ newText: expect.stringContaining('def ') }], reveal: { start: { line: expect.any(Number) } } });
    const notes = await editor().open(`${RIDGE}¦gradient f wrt w`);
    expect(await ask('mcalc/insertGradient', { uri: notes.uri, position: notes.position })).toMatchObject({ kind: 'refused' });
    expect(await ask('mcalc/code', { subject: { kind: 'place', uri: notes.uri, position: notes.position }, target: 'numpy' })).toMatchObject({ kind: 'code', languageId: 'python', source: expect.stringContaining('def grad_f(X, w, y,') });
    expect(await ask('mcalc/code', { subject: { kind: 'place', uri: notes.uri, position: notes.position }, target: 'nothing' })).toMatchObject({ kind: 'refused' });
  });
  test('figures: the graph, the errors of differences, the cost', async () => {
    const { uri, position } = await editor().open(`${RIDGE}¦gradient f wrt w`);
    const figure = (which: 'graph' | 'stepSizes' | 'cost', wrt?: string) => ask('mcalc/figure', { subject: { kind: 'place', uri, position }, figure: which, ...(wrt === undefined ? {} : { wrt }) });
    expect(await figure('graph')).toMatchObject({ kind: 'graph', nodes: expect.arrayContaining([expect.objectContaining({ kind: 'result', name: { latex: 'f', text: 'f' } })]), edges: expect.arrayContaining([expect.objectContaining({ cotangent: expect.anything() })]) });
    expect(await figure('stepSizes', 'w')).toMatchObject({ kind: 'stepSizes', wrt: 'w', errors: expect.arrayContaining([expect.objectContaining({ step: 1e-8, forward: expect.any(Number) })]) });
    expect(await figure('cost', 'w')).toMatchObject({ kind: 'cost', rows: [{ what: 'function' }, { what: 'gradient', work: { text: expect.stringContaining('n') } }, { what: 'both together' }] });
    expect(await figure('cost', 'X')).toEqual({ kind: 'refused', message: 'The query is not about X.' });
  });
  test('checks all lines of a file', async () => {
    const { uri } = await editor().open(`${RIDGE}check gradient norm2(w)^2 wrt w == w\ngradient f wrt w`);
    expect((await ask('mcalc/checkAll', { uri })).lines.map(({ what, text, verdict }) => [what, text, verdict.verdict])).toEqual([['claim', 'check gradient norm2(w)^2 wrt w == w', 'fail'], ['query', 'gradient f wrt w', 'pass']]);
    expect(await ask('mcalc/checkAll', { uri: 'file:///nowhere' })).toEqual({ lines: [] });
  });
});

describe('versions, settings and cancellation', () => {
  test('an answer is about the newest version', async () => {
    const { uri, at, replace } = await editor().open('w : vector(n)\n¦gradient norm2(w)^2 wrt w\n');
    for (let version = 2; version <= 20; version++) await replace(`w : vector(n)\ngradient ${String(version)}*norm2(w)^2 wrt w\n`, version);
    const hover = await editor().connection.sendRequest(HoverRequest.type, at);
    expect(mathBlocks((hover?.contents as MarkupContent).value)[0]?.text).toBe('∇_w (20‖w‖₂²) = 40w');
    expect(await editor().statusOf(uri, 20)).toMatchObject({ version: 20, passed: 1 });
  });
  test('incremental changes arrive as they were made', async () => {
    const { uri, at } = await editor().open('# 😀\nw : vector(n)\n¦gradient norm2(w)^2 wrt w\n');
    await editor().connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start: { line: 2, character: 9 }, end: { line: 2, character: 9 } }, text: '3*' }, { range: { start: { line: 0, character: 2 }, end: { line: 0, character: 4 } }, text: '' }],
    });
    const hover = await editor().connection.sendRequest(HoverRequest.type, at);
    expect(mathBlocks((hover?.contents as MarkupContent).value)[0]?.text).toBe('∇_w (3‖w‖₂²) = 6w');
  });
  test('a cancelled request is answered as cancelled, and the server goes on', async () => {
    const { at, uri } = await editor().open(`${RIDGE}¦gradient f wrt X, w, y\n`);
    const source = new CancellationTokenSource();
    const asked = editor().connection.sendRequest(HoverRequest.type, at, source.token);
    source.cancel();
    await expect(asked).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    expect(await editor().connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: at.position })).not.toBeNull();
  });
  test('markers are a setting; a change of it is heard', async () => {
    const { uri, at } = await editor().open('# math: f = norm2(w¦)\n', 'python');
    expect(await editor().connection.sendRequest(HoverRequest.type, at)).toBeNull();
    editor().settings['markers'] = ['math:'];
    await editor().connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    expect(await editor().connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: at.position })).not.toBeNull();
    delete editor().settings['markers'];
    await editor().connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    expect(await editor().connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: at.position })).toBeNull();
  });
  test('a document that is closed has no answers', async () => {
    const { uri, at } = await editor().open('f = norm2(w¦)');
    await editor().connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
    expect(await editor().connection.sendRequest(HoverRequest.type, at)).toBeNull();
  });
});

describe('the cells of a notebook', () => {
  const CELLS = ['# mcalc: X : matrix(n, d); w : vector(d)\nX = 1\n', 'y = 2\n', '# mcalc: f = norm2(X*w)^2\n#   gradient f wrt w\n'];
  test('have the names of the cells before, and only their own hints and problems', async () => {
    const [first = '', , third = ''] = await editor().openNotebook(CELLS);
    const hover = await editor().connection.sendRequest(HoverRequest.type, { textDocument: { uri: third }, position: { line: 1, character: 6 } });
    expect(mathBlocks((hover?.contents as MarkupContent).value)[0]?.text).toBe('∇_w f = 2XᵀXw');
    const name = await editor().connection.sendRequest(HoverRequest.type, { textDocument: { uri: third }, position: { line: 0, character: 19 } });
    expect((name?.contents as MarkupContent).value).toContain('Declared in a cell before');
    const hints = await editor().connection.sendRequest(InlayHintRequest.type, { textDocument: { uri: third }, range: WHOLE });
    expect(hints?.map(({ position, label }) => [position.line, label])).toEqual([[0, ': ℝ']]);
    expect((await editor().connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri: third } }))?.map(({ name: shown }) => shown)).toEqual(['f', 'gradient f wrt w']);
    const definition = await editor().connection.sendRequest(DefinitionRequest.type, { textDocument: { uri: third }, position: { line: 0, character: 19 } });
    expect(definition).toMatchObject([{ targetUri: first, targetSelectionRange: { start: { line: 0, character: 9 }, end: { line: 0, character: 10 } } }]);
    expect(await editor().statusOf(third, 1)).toMatchObject({ queries: 1, passed: 1 });
  });
  test('a rename goes through all of them', async () => {
    const [first = '', , third = ''] = await editor().openNotebook(CELLS);
    const renamed = await editor().connection.sendRequest(RenameRequest.type, { textDocument: { uri: first }, position: { line: 0, character: 9 }, newName: 'A' });
    expect(renamed?.documentChanges).toEqual([
      { textDocument: { uri: first, version: 1 }, edits: [{ range: { start: { line: 0, character: 9 }, end: { line: 0, character: 10 } }, newText: 'A' }] },
      { textDocument: { uri: third, version: 1 }, edits: [{ range: { start: { line: 0, character: 19 }, end: { line: 0, character: 20 } }, newText: 'A' }] },
    ]);
  });
  test('a change in one is heard in those behind it', async () => {
    const [first = '', , third = ''] = await editor().openNotebook(CELLS);
    const diagnostics = async () => { const report = await editor().connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri: third } }); return report.kind === 'full' ? report.items.map(({ code }) => code) : []; };
    expect(await diagnostics()).toEqual([]);
    const notebookDocument = { uri: first.replace(/^vscode-notebook-cell:|#0$/g, ''), version: 2 };
    await editor().connection.sendNotification(DidChangeNotebookDocumentNotification.type, {
      notebookDocument, change: { cells: { textContent: [{ document: { uri: first, version: 2 }, changes: [{ range: { start: { line: 0, character: 22 }, end: { line: 0, character: 23 } }, text: 'k' }] }] } },
    });
    expect(await diagnostics()).toEqual(['shape-mismatch', 'unknown-name']);
  });
});

describe('malformed input', () => {
  test.each([
    ['half a surrogate',    'f = \ud800 + ¦x\n'],
    ['control characters',  'f = \u0000\u0007¦x\n'],
    ['only brackets',       `f = ${'('.repeat(3000)}¦x`],
    ['markup',              'f = <img src=x onerror=alert(1)>¦x\n'],
    ['nested deep',         `f = ${'-'.repeat(10_000)}¦x\n`],
    ['a thousand lines',    `${'gradient f wrt x +\n'.repeat(1000)}¦`],
  ])('%s', async (_, source) => {
    const { uri, at } = await editor().open(source);
    await editor().connection.sendRequest(HoverRequest.type, at);
    await editor().connection.sendRequest(CompletionRequest.type, at);
    expect((await editor().connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } })).kind).toBe('full');
    await editor().connection.sendRequest(SemanticTokensRequest.type, { textDocument: { uri } });
    await editor().connection.sendRequest(DocumentFormattingRequest.type, { textDocument: { uri }, options: { tabSize: 2, insertSpaces: true } });
  });
  test('places outside the text, and data that is not ours', async () => {
    const { uri } = await editor().open('f = norm2(x)\n');
    expect(await editor().connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: { line: 99, character: 99 } })).toBeNull();
    expect(await editor().connection.sendRequest(CodeLensResolveRequest.type, { range: WHOLE, data: { uri, key: 7 } })).toEqual({ range: WHOLE, data: { uri, key: 7 } });
    expect(await editor().connection.sendRequest(CodeActionResolveRequest.type, { title: 'x', data: 'y' })).toEqual({ title: 'x', data: 'y' });
  });
});

describe('a plain editor', () => {
  let plain: Editor;
  beforeAll(async () => { plain = await startEditor({ textDocument: { hover: { contentFormat: ['plaintext'] } } }, {}); });
  afterAll(async () => { expect(await plain.stop()).toBe(0); });

  test('is sent its diagnostics, and an empty list when a file is closed', async () => {
    const { uri, replace } = await plain.open('x : vector(n)\nf = x*x\n');
    expect((await plain.diagnosticsOf(uri, 1)).map(({ code }) => code)).toEqual(['ambiguous-product']);
    await replace("x : vector(n)\nf = x'*x\n", 2);
    expect(await plain.diagnosticsOf(uri, 2)).toEqual([]);
  });
  test('reads hovers as plain text', async () => {
    const { at } = await plain.open(PYTHON, 'python');
    const { kind, value } = (await plain.connection.sendRequest(HoverRequest.type, at))?.contents as MarkupContent;
    expect([kind, value.replace(/\d+·10⁻\S+|10⁻\S+/, 'ε)')]).toEqual(['plaintext', '∇_w f = 2Xᵀ(Xw − y)\nℝᵈ · ✓ checked numerically (3 points, ε)']);
  });
  test('gets edits at once, and no lenses', async () => {
    const { uri, position } = await plain.open(PYTHON, 'python');
    const actions = await plain.connection.sendRequest(CodeActionRequest.type, { textDocument: { uri }, range: { start: position, end: position }, context: { diagnostics: [] } });
    expect(actions?.map((action) => [action.title, 'edit' in action])).toContainEqual(['Insert gradient as NumPy', true]);
    expect(actions?.every((action) => 'edit' in action)).toBe(true);
    expect(await plain.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } })).toEqual([]);
  });
});

