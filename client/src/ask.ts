import type { CancellationToken } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Requests } from '../../protocol/requests';

/** Asks the server. Rejects when it is not running, and when `token` is cancelled. */
export type Ask = <M extends keyof Requests>(method: M, params: Requests[M]['params'], token?: CancellationToken) => Promise<Requests[M]['result']>;

/** The requests of the protocol over `client`, typed by their method. */
export const askOver = (client: BaseLanguageClient): Ask =>
  <M extends keyof Requests>(method: M, params: Requests[M]['params'], token?: CancellationToken): Promise<Requests[M]['result']> =>
    client.sendRequest<Requests[M]['result']>(method, params, token);
