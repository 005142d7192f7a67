/** The language server over a connection, the same in node and in a browser's worker: what it can do, and when it speaks up by itself. */
import { DidChangeConfigurationNotification, TextDocumentSyncKind, TextDocuments, type Connection, type InitializeResult, type ServerCapabilities } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { name, version } from '../../package.json';
import { status } from './features/checks';
import { clientOf, type Client } from './features/client';
import { toDiagnostic } from './features/convert';
import { answerCustomRequests } from './features/requests';
import { DEFAULTS, readSettings, type Settings } from './features/settings';
import type { Server } from './features/verb';
import { forget, verbs } from './features/verbs';
import { createWorkspace } from './features/workspace';
import type { Cancelled } from './service/analysis';
import { Abandoned } from './service/context';
import { lazyRooms } from './service/rooms';

/** `pause` lets waiting messages in; each door knows its own event loop. */
export function serve(connection: Connection, pause: () => Promise<void>): void {
  const documents = new TextDocuments(TextDocument);
  let client: Client = clientOf({ capabilities: {} });
  /** What an editor that cannot be asked has sent. */
  let sent: Settings = DEFAULTS;

  const workspace = createWorkspace({
    document: (uri) => documents.get(uri),
    uris: () => documents.keys(),
    settings: async (uri) => (client.configuration ? readSettings(await connection.workspace.getConfiguration({ scopeUri: uri, section: 'mcalc' })) : sent),
    rooms: lazyRooms(pause),
  });
  const log = (message: string): void => { connection.console.error(message); };
  const server = (): Server => ({ client, workspace, log });

  /** Checks a document once nothing else is waiting, and tells the editor what came out. A newer version ends it. */
  async function examine(uri: string): Promise<void> {
    await pause();
    const opened = await workspace.opened(uri);
    if (opened === undefined) return;
    const { analysis } = opened;
    const { version } = analysis.document;
    const gone: Cancelled = () => !workspace.isCurrent(uri, version);
    if (gone()) return;
    const found = client.pullsDiagnostics ? undefined : await analysis.diagnostics(gone);
    const summary = await status(analysis, gone);
    if (gone()) return;
    if (found !== undefined) await connection.sendDiagnostics({ uri, version, diagnostics: found.map((each) => toDiagnostic(each, analysis.document, client)) });
    if (client.commands) await connection.sendNotification('mcalc/status', summary);
  }
  const examineSoon = (uri: string): void => {
    examine(uri).catch((error: unknown) => { if (!(error instanceof Abandoned)) log(`${uri}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`); });
  };

  async function settingsChanged(): Promise<void> {
    workspace.settingsChanged();
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
    return { serverInfo: { name, version }, capabilities: capabilities() };
  });
  connection.onInitialized(() => {
    if (client.registersConfiguration) void connection.client.register(DidChangeConfigurationNotification.type, { section: 'mcalc' });
  });
  connection.onDidChangeConfiguration(({ settings }: { readonly settings: unknown }) => {
    if (!client.configuration) sent = readSettings(typeof settings === 'object' && settings !== null && 'mcalc' in settings ? settings.mcalc : settings);
    settingsChanged().catch((error: unknown) => { log(String(error)); });
  });
  documents.onDidChangeContent(({ document }) => { examineSoon(document.uri); });
  documents.onDidClose(({ document }) => {
    workspace.closed(document.uri);
    forget(document.uri);
    // What was pushed stays until it is taken back.
    if (!client.pullsDiagnostics) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });
  for (const { listen } of verbs) listen(connection, server);
  answerCustomRequests(connection, server);
  documents.listen(connection);
  connection.listen();
}

/** The capabilities of all verbs, joined. */
export const capabilities = (): ServerCapabilities =>
  verbs.reduce<ServerCapabilities>((all, { provides }) => ({ ...all, ...provides }), { textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental } });
