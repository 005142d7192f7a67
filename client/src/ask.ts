import type { CancellationToken, LogOutputChannel } from 'vscode';
import { type BaseLanguageClient, LSPErrorCodes, ResponseError } from 'vscode-languageclient';
import type { Requests } from '../../protocol/requests';

/** Asks the server. Rejects with `Unanswered` when there is no answer, also when `token` is cancelled. */
export type Ask = <M extends keyof Requests>(method: M, params: Requests[M]['params'], token?: CancellationToken) => Promise<Requests[M]['result']>;

/** Why there is no answer, in words for the reader. */
export class Unanswered extends Error {}

/** Somebody who types without a pause is answered when they pause. */
const MOST_ATTEMPTS = 20;

/** The requests of the protocol over `client`, typed by their method. What goes wrong is in `output`. */
export const askOver = (client: BaseLanguageClient, output: LogOutputChannel): Ask =>
  async <M extends keyof Requests>(method: M, params: Requests[M]['params'], token?: CancellationToken): Promise<Requests[M]['result']> => {
    for (let attempt = 1; ; attempt++) try {
      // An undefined token would count as a second parameter.
      return token === undefined ? await client.sendRequest<Requests[M]['result']>(method, params) : await client.sendRequest<Requests[M]['result']>(method, params, token);
    } catch (error) {
      if (token?.isCancellationRequested === true) throw new Unanswered('Cancelled.');
      // The document changed under the question.
      if (error instanceof ResponseError && error.code === LSPErrorCodes.ContentModified && attempt < MOST_ATTEMPTS) continue;
      output.error(`${method}: ${error instanceof Error ? error.message : String(error)}`);
      throw new Unanswered(client.isRunning()
        ? 'The mcalc language server could not answer. “mcalc: Show Output” says why.'
        : 'The mcalc language server is not running. “mcalc: Restart Server” starts it again.');
    }
  };

/** What to tell the reader about something that was thrown. */
export const reasonOf = (error: unknown): string => (error instanceof Unanswered ? error.message : 'Something went wrong inside the extension.');
