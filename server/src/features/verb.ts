/** How a verb of the protocol is answered: typed by its request, never with an exception, never for a version that is gone. */
import { LSPErrorCodes, ResponseError, type Position, type ProtocolRequestType } from 'vscode-languageserver';
import { Abandoned } from '../service/context';
import type { Analysis, Cancelled } from '../service/analysis';
import type { Client } from './client';
import type { In } from './convert';
import type { Style } from './markup';
import type { BeginProgress } from './progress';
import type { Settings } from './settings';
import type { Opened, Workspace } from './workspace';

/** What every verb can ask for. */
export interface Server {
  readonly client: Client;
  readonly workspace: Workspace;
  /** Writes to the editor's log. */
  readonly log: (message: string) => void;
  readonly begin: BeginProgress;
}

/** Whether an answer is still of use to whoever asked. */
export interface Wanted {
  /** The editor has taken the request back. */
  readonly isCancelled: () => boolean;
  /** The document that it is about has changed since it came in: the editor asks again, about what is there now. */
  readonly isOutdated: () => boolean;
}

/** One row of the table of verbs. What comes in is what the protocol says of the method. */
export interface Verb {
  readonly method: string;
  readonly answer: (params: never, server: Server, wanted: Wanted) => Promise<unknown>;
}

/** Runs `answer`. A mistake of ours is logged and answered with `empty`; work that nobody waits for says so. */
export async function guarded<R>(what: string, empty: R, server: Server, { isCancelled, isOutdated }: Wanted, answer: (gone: Cancelled) => R | Promise<R>): Promise<R | ResponseError> {
  const gone = (): boolean => isCancelled() || isOutdated();
  try {
    if (gone()) throw new Abandoned();
    const result = await answer(gone);
    if (gone()) throw new Abandoned();
    return result;
  } catch (error) {
    if (isCancelled()) return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
    if (error instanceof Abandoned) return new ResponseError(LSPErrorCodes.ContentModified, error.message);
    if (error instanceof ResponseError) return error;
    server.log(`${what}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
    return empty;
  }
}

/** A request that is not about one document. */
export const verb = <P, R, PR, E, RO>(type: ProtocolRequestType<P, R, PR, E, RO>, empty: R, answer: (params: P, server: Server, cancelled: Cancelled) => R | Promise<R>): Verb => ({
  method: type.method,
  answer: (params: P, server, wanted) => guarded(type.method, empty, server, wanted, (gone) => answer(params, server, gone)),
});

/** A document in which something is asked. */
export interface At {
  readonly analysis: Analysis;
  readonly settings: Settings;
  readonly client: Client;
  readonly writing: Opened['writing'];
  readonly document: In;
  readonly offsetOf: (position: Position) => number;
  readonly cancelled: Cancelled;
  readonly workspace: Workspace;
}

/** A request about an open document. When it changes meanwhile the answer is dropped: the editor asks again. */
export const inDocument = <P extends { readonly textDocument: { readonly uri: string } }, R, PR, E, RO>(type: ProtocolRequestType<P, R, PR, E, RO>, empty: R, answer: (at: At, params: P) => R | Promise<R>): Verb =>
  verb(type, empty, (params, server, cancelled) => answerIn(params.textDocument.uri, empty, server, cancelled, (at) => answer(at, params)));

/**
 * A request whose answer serves the text that is typed on behind its place as well: an editor does not ask again while a list of suggestions is on its way.
 */
export const inGrowingDocument = <P extends { readonly textDocument: { readonly uri: string } }, R, PR, E, RO>(type: ProtocolRequestType<P, R, PR, E, RO>, empty: R, answer: (at: At, params: P) => R | Promise<R>): Verb => ({
  method: type.method,
  answer: (params: P, server, { isCancelled }) => guarded(type.method, empty, server, { isCancelled, isOutdated: () => false }, async (gone) => {
    const opened = await server.workspace.opened(params.textDocument.uri);
    return opened === undefined ? empty : answer(askedIn(opened, params.textDocument.uri, server, gone), params);
  }),
});

const askedIn = ({ analysis, settings, writing }: Opened, uri: string, { client, workspace }: Server, cancelled: Cancelled): At => (
  { analysis, settings, client, writing, document: { uri, version: analysis.document.version }, offsetOf: (position) => analysis.lines.offsetAt(position), cancelled, workspace });

export async function answerIn<R>(uri: string, empty: R, server: Server, cancelled: Cancelled, answer: (at: At) => R | Promise<R>): Promise<R> {
  const { workspace } = server;
  const opened = await workspace.opened(uri);
  if (opened === undefined) return empty;
  const { version } = opened.analysis.document;
  const gone = (): boolean => cancelled() || !workspace.isCurrent(uri, version);
  const result = await answer(askedIn(opened, uri, server, gone));
  if (!workspace.isCurrent(uri, version)) throw new Abandoned();
  return result;
}

export const hoverStyle = ({ markdownHovers, mathBlocks, commands }: Client): Style => ({ markdown: markdownHovers, mathBlocks: markdownHovers && mathBlocks, commands: markdownHovers && commands });
export const documentationStyle = ({ markdownDocumentation, mathBlocks }: Client): Style => ({ markdown: markdownDocumentation, mathBlocks: markdownDocumentation && mathBlocks, commands: false });
