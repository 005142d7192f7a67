/** A plain client of the protocol, over stdio with the bundled server. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  createProtocolConnection, DidChangeTextDocumentNotification, DidCloseTextDocumentNotification, DidOpenNotebookDocumentNotification, DidOpenTextDocumentNotification, ExitNotification, NotebookCellKind, InitializedNotification, InitializeRequest, ShutdownRequest,
  StreamMessageReader, StreamMessageWriter, type ClientCapabilities, type Diagnostic, type InitializeResult, type Position, type ProgressToken, type ProtocolConnection, type PublishDiagnosticsParams, type WorkDoneProgressBegin, type WorkDoneProgressEnd, type WorkDoneProgressReport,
} from 'vscode-languageserver/node';
import type { InitializationOptions } from '../../protocol/initialize';
import type { FileStatus } from '../../protocol/status';

const SERVER = fileURLToPath(new URL('../../dist/server.js', import.meta.url));

/** What an editor like VS Code says of itself. */
export const FULL: ClientCapabilities = {
  workspace: { configuration: true, workspaceEdit: { documentChanges: true }, diagnostics: { refreshSupport: true }, didChangeConfiguration: { dynamicRegistration: true } },
  textDocument: {
    hover: { contentFormat: ['markdown', 'plaintext'] },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
    definition: { linkSupport: true },
    diagnostic: { relatedDocumentSupport: false },
    publishDiagnostics: { relatedInformation: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] }, codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'refactor'] } } },
  },
};

export interface Editor {
  readonly connection: ProtocolConnection;
  readonly child: ChildProcessWithoutNullStreams;
  readonly initialized: InitializeResult;
  /** Settings under `mcalc`, as `workspace/configuration` answers them. */
  readonly settings: Record<string, unknown>;
  readonly logged: readonly string[];
  /** Opens a notebook of Python cells; gives the address of each. */
  openNotebook(cells: readonly string[]): Promise<readonly string[]>;
  open(source: string, languageId?: string, uri?: string): Promise<Opened>;
  /** The next message of a kind, those that came already included. */
  diagnosticsOf(uri: string, version: number): Promise<readonly Diagnostic[]>;
  statusOf(uri: string, version: number): Promise<FileStatus>;
  /** Whether the status of a version has been sent so far. */
  hasStatus(uri: string, version: number): boolean;
  close(uri: string): Promise<void>;
  /** The next time that the server asks to be asked for inlay hints again. */
  hintsRefreshed(): Promise<unknown>;
  /** The same for code lenses. */
  lensesRefreshed(): Promise<unknown>;
  /** The token of the next progress with this title that begins. */
  progressBegun(title: string): Promise<ProgressToken>;
  /** The percentages that were reported, once the progress has ended. */
  progressEnded(token: ProgressToken): Promise<readonly number[]>;
  stop(): Promise<number | null>;
}

export interface Opened {
  readonly uri: string;
  /** Where the `¦` stood. */
  readonly position: Position;
  readonly at: { readonly textDocument: { readonly uri: string }; readonly position: Position };
  readonly replace: (text: string, version: number) => Promise<void>;
}

export async function startEditor(capabilities: ClientCapabilities = FULL, options: InitializationOptions = { mathBlocks: true, commands: true }): Promise<Editor> {
  if (!existsSync(SERVER)) throw new Error('dist/server.js is not there: run npm run build');
  const child = spawn(process.execPath, [SERVER, '--stdio']);
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const exited = new Promise<number | null>((resolve) => { child.once('exit', resolve); });
  const logged: string[] = [];
  child.stderr.on('data', (data: Buffer) => { logged.push(data.toString()); });
  const settings: Record<string, unknown> = {};
  const inbox = new Inbox();

  connection.onNotification('window/logMessage', ({ message }: { message: string }) => { logged.push(message); });
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => { inbox.put(`diagnostics ${params.uri} ${String(params.version)}`, params.diagnostics); });
  connection.onNotification('mcalc/status', (status: FileStatus) => { inbox.put(`status ${status.uri} ${String(status.version)}`, status); });
  const percentages = new Map<ProgressToken, number[]>();
  connection.onRequest('window/workDoneProgress/create', () => null);
  connection.onNotification('$/progress', ({ token, value }: { token: ProgressToken; value: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd }) => {
    const reported = percentages.get(token) ?? [];
    percentages.set(token, reported);
    if (value.kind === 'begin') inbox.put(`begun ${value.title}`, token);
    else if (value.kind === 'report') reported.push(value.percentage ?? Number.NaN);
    else inbox.put(`ended ${String(token)}`, reported);
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) => items.map(() => settings));
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => { inbox.put('refresh', null); return null; });
  connection.onRequest('workspace/inlayHint/refresh', () => { inbox.put('hints refresh', null); return null; });
  connection.onRequest('workspace/codeLens/refresh', () => { inbox.put('lenses refresh', null); return null; });
  connection.listen();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol still requires rootUri
  const initialized = await connection.sendRequest(InitializeRequest.type, { processId: process.pid, rootUri: null, capabilities, initializationOptions: options });
  await connection.sendNotification(InitializedNotification.type, {});

  let count = 0;
  return {
    connection, child, initialized, settings, logged,
    open: async (source, languageId = 'mcalc', uri = `file:///notes/${String(++count)}`) => {
      const offset = Math.max(0, source.indexOf('¦'));
      const lines = source.slice(0, offset).split('\n');
      const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
      await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId, version: 1, text: source.replace('¦', '') } });
      return {
        uri, position, at: { textDocument: { uri }, position },
        replace: (text, version) => connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri, version }, contentChanges: [{ text }] }),
      };
    },
    openNotebook: async (cells) => {
      const uri = `file:///notes/${String(++count)}.ipynb`;
      const documents = cells.map((text, i) => ({ uri: `vscode-notebook-cell:${uri}#${String(i)}`, languageId: 'python', version: 1, text }));
      await connection.sendNotification(DidOpenNotebookDocumentNotification.type, { notebookDocument: { uri, notebookType: 'jupyter-notebook', version: 1, cells: documents.map((document) => ({ kind: NotebookCellKind.Code, document: document.uri })) }, cellTextDocuments: documents });
      return documents.map((document) => document.uri);
    },
    diagnosticsOf: (uri, version) => inbox.take<readonly Diagnostic[]>(`diagnostics ${uri} ${String(version)}`),
    statusOf: (uri, version) => inbox.take<FileStatus>(`status ${uri} ${String(version)}`),
    hasStatus: (uri, version) => inbox.has(`status ${uri} ${String(version)}`),
    hintsRefreshed: () => inbox.next('hints refresh'),
    lensesRefreshed: () => inbox.next('lenses refresh'),
    close: (uri) => connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } }),
    progressBegun: (title) => inbox.next<ProgressToken>(`begun ${title}`),
    progressEnded: (token) => inbox.take<readonly number[]>(`ended ${String(token)}`),
    stop: async () => {
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      const code = await exited;
      connection.dispose();
      return code;
    },
  };
}

/** Messages by kind, for those who wait for them. */
class Inbox {
  readonly #came = new Map<string, unknown>();
  readonly #waiting = new Map<string, (message: unknown) => void>();
  put(kind: string, message: unknown): void {
    this.#came.set(kind, message);
    this.#waiting.get(kind)?.(message);
  }
  has(kind: string): boolean { return this.#came.has(kind); }
  /** One that comes from now on. */
  next<T>(kind: string): Promise<T> {
    this.#came.delete(kind);
    return this.take(kind);
  }
  async take<T>(kind: string): Promise<T> {
    const message = this.#came.has(kind) ? this.#came.get(kind) : await new Promise<unknown>((resolve) => { this.#waiting.set(kind, resolve); });
    return message as T;
  }
}
