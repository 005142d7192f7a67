/**
 * The language server over a connection, the same in node and in a browser's worker: what it can do, and when it speaks up by itself.
 * It answers `initialize` before the engine is loaded; the engine comes right after, so that the first document finds it there.
 */
import { DidChangeConfigurationNotification, NotebookDocuments, TextDocumentSyncKind, TextDocuments, type CancellationToken, type Connection, type InitializeResult } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { name, version } from '../../package.json';
import type * as Answering from './features/answering';
import { addressIn, progressTokenIn } from './features/address';
import { capabilities, METHODS } from './features/capabilities';
import { clientOf, type Client } from './features/client';
import { NO_PROGRESS, type Progress } from './features/progress';
import { DEFAULTS, readSettings, type Settings } from './features/settings';
import type { Server } from './features/verb';

interface Engine extends Pick<typeof Answering, 'answer' | 'examine' | 'rest' | 'forget'> { readonly server: Server }

/** Who writes on does so within this time; who does not wants to see what it came to. */
const REST = 700;

/** The event loop, which each door knows its own of. */
export interface Loop {
  /** Lets waiting messages in. */
  readonly pause: () => Promise<void>;
  /** Runs something in so many milliseconds, unless what it gives is called before. */
  readonly later: (run: () => void, milliseconds: number) => () => void;
}

export function serve(connection: Connection, { pause, later }: Loop): void {
  const documents = new TextDocuments(TextDocument);
  const notebooks = new NotebookDocuments(documents);
  let client: Client = clientOf({ capabilities: {} });
  /** What an editor that cannot be asked has sent. */
  let sent: Settings = DEFAULTS;
  /** The cells of the notebook that a document is one of; a file is by itself. */
  const cells = (uri: string): readonly string[] => notebooks.findNotebookDocumentForCell(uri)?.cells.map(({ document }) => document) ?? [uri];
  const log = (message: string): void => { connection.console.error(message); };
  const logged = (what: string) => (error: unknown): void => { log(`${what}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`); };

  let loading: Promise<Engine> | undefined;
  const engine = (): Promise<Engine> => loading ??= import('./features/answering').then(({ answer, examine, rest, forget, createWorkspace, lazyRooms }) => {
    const workspace = createWorkspace({
      document: (uri) => documents.get(uri),
      uris: () => documents.keys(),
      cells,
      settings: async (uri) => (client.configuration ? readSettings(await connection.workspace.getConfiguration({ scopeUri: uri, section: 'mcalc' })) : sent),
      rooms: lazyRooms(pause),
    });
    return { answer, examine, rest, forget, server: { client, workspace, log, begin } };
  });

  /** Whether a document has changed since this was asked. */
  const changeOf = (uri: string | undefined): (() => boolean) => {
    const version = uri === undefined ? undefined : documents.get(uri)?.version;
    return () => uri !== undefined && documents.get(uri)?.version !== version;
  };
  const begin = async (title: string, params?: unknown): Promise<Progress> => {
    const given = progressTokenIn(params);
    if (given === undefined && !client.progress) return NO_PROGRESS;
    const made = given === undefined ? await connection.window.createWorkDoneProgress() : undefined;
    const reporter = made ?? connection.window.attachWorkDoneProgress(given);
    // A request that has a token of its own is cancelled as a request.
    reporter.begin(`mcalc: ${title}`, 0, undefined, made !== undefined);
    return {
      report: (done, all) => { reporter.report(Math.floor(100 * done / all), `${String(done)} of ${String(all)}`); },
      cancelled: () => made?.token.isCancellationRequested ?? false,
      end: () => { reporter.done(); },
    };
  };

  /** Checks a document once nothing else is waiting, and tells the editor what came out. */
  async function examine(uri: string): Promise<void> {
    const { examine: check, server } = await engine();
    await pause();
    const found = await check(uri, server, !client.pullsDiagnostics);
    if (found === undefined) return;
    if (found.diagnostics !== undefined) await connection.sendDiagnostics({ uri, version: found.version, diagnostics: [...found.diagnostics] });
    if (client.commands) await connection.sendNotification('mcalc/status', found.status);
  }
  const examineSoon = (uri: string): void => { examine(uri).catch(logged(uri)); };

  const resting = new Map<string, () => void>();
  const wake = (uri: string): void => { resting.get(uri)?.(); resting.delete(uri); };
  function restLater(uri: string): void {
    wake(uri);
    resting.set(uri, later(() => {
      resting.delete(uri);
      rested(uri).catch(logged(uri));
    }, REST));
  }

  async function rested(uri: string): Promise<void> {
    const { rest, server } = await engine();
    const { hints, lenses } = rest(uri, server);
    const { refreshes } = client;
    if (hints && refreshes.inlayHints) await connection.languages.inlayHint.refresh();
    if (lenses && refreshes.codeLenses) await connection.sendRequest('workspace/codeLens/refresh');
  }

  async function settingsChanged(): Promise<void> {
    (await engine()).server.workspace.settingsChanged();
    const { refreshes } = client;
    documents.keys().forEach(examineSoon);
    await Promise.all([
      refreshes.diagnostics ? connection.languages.diagnostics.refresh() : undefined,
      refreshes.inlayHints ? connection.languages.inlayHint.refresh() : undefined,
      refreshes.codeLenses ? connection.sendRequest('workspace/codeLens/refresh') : undefined,
      refreshes.semanticTokens ? connection.languages.semanticTokens.refresh() : undefined,
    ]);
  }

  connection.onInitialize((params): InitializeResult => {
    client = clientOf(params);
    return { serverInfo: { name, version }, capabilities: { textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental }, notebookDocumentSync: { notebookSelector: [{ notebook: '*' }] }, ...capabilities } };
  });
  connection.onInitialized(() => {
    engine().catch(logged('the engine'));
    if (client.registersConfiguration) connection.client.register(DidChangeConfigurationNotification.type, { section: 'mcalc' }).catch(logged('settings'));
  });
  connection.onDidChangeConfiguration(({ settings }: { readonly settings: unknown }) => {
    if (!client.configuration) sent = readSettings(typeof settings === 'object' && settings !== null && 'mcalc' in settings ? settings.mcalc : settings);
    settingsChanged().catch(logged('settings'));
  });
  /** What a cell says may change what the cells behind it mean. */
  const cellsChanged = (uris: readonly string[]): void => {
    uris.forEach(examineSoon);
    if (client.refreshes.diagnostics) connection.languages.diagnostics.refresh().catch(logged('refresh'));
  };
  documents.onDidChangeContent(({ document: { uri } }) => {
    examineSoon(uri);
    if (client.refreshes.inlayHints || client.refreshes.codeLenses) restLater(uri);
    const all = cells(uri);
    const later = all.slice(all.indexOf(uri) + 1);
    if (later.length > 0) cellsChanged(later);
  });
  notebooks.onDidChange(({ cells: change, notebookDocument }) => {
    if (change !== undefined && change.added.length + change.removed.length > 0) cellsChanged(notebookDocument.cells.map(({ document }) => document));
  });
  documents.onDidClose(({ document: { uri } }) => {
    wake(uri);
    engine().then(({ server, forget }) => { server.workspace.closed(uri); forget(uri); }).catch(logged(uri));
    // What was pushed stays until it is taken back.
    if (!client.pullsDiagnostics) connection.sendDiagnostics({ uri, diagnostics: [] }).catch(logged(uri));
  });
  for (const method of METHODS) {
    connection.onRequest(method, async (params: unknown, token: CancellationToken): Promise<unknown> => {
      const wanted = { isCancelled: () => token.isCancellationRequested, isOutdated: changeOf(addressIn(params)) };
      const { answer, server } = await engine();
      // What takes the request back, or changes its document, may have come right behind it.
      await pause();
      return answer(method, params, server, wanted);
    });
  }
  documents.listen(connection);
  notebooks.listen(connection);
  connection.listen();
}
