/** The requests of `protocol/requests.ts`: what the preview and the commands of our own client ask for. */
import type { CancellationToken, Connection, ResponseError } from 'vscode-languageserver';
import type { Requests } from '../../../protocol/requests';
import type { Cancelled } from '../service/analysis';
import { checkAll } from './checks';
import { code, copy, derivation } from './derivation';
import { insertGradient } from './insertGradient';
import { guarded, type Server } from './verb';

interface Row<M extends keyof Requests> {
  /** The answer when we make a mistake. */
  readonly failed: Requests[M]['result'];
  readonly answer: (params: Requests[M]['params'], server: Server, cancelled: Cancelled) => Promise<Requests[M]['result']>;
}

const FAILED = 'A mistake in mcalc prevented the answer; the output channel has the details.';

const rows: { readonly [M in keyof Requests]: Row<M> } = {
  'mcalc/derivation':     { failed: { kind: 'nothing', message: FAILED }, answer: (params, { workspace }, cancelled) => derivation(params, workspace, cancelled) },
  'mcalc/code':           { failed: { kind: 'refused', message: FAILED }, answer: (params, { workspace }) => code(params, workspace) },
  'mcalc/insertGradient': { failed: { kind: 'refused', message: FAILED }, answer: (params, { workspace }) => insertGradient(params, workspace) },
  'mcalc/copy':           { failed: { kind: 'refused', message: FAILED }, answer: (params, { workspace }) => copy(params, workspace) },
  'mcalc/checkAll':       { failed: { lines: [] }, answer: async ({ uri }, { workspace }) => { const opened = await workspace.opened(uri); return opened === undefined ? { lines: [] } : checkAll(opened.analysis); } },
};

export function answerCustomRequests(connection: Connection, server: () => Server): void {
  const listen = <M extends keyof Requests>(method: M, { failed, answer }: Row<M>): void => {
    connection.onRequest(method, (params: Requests[M]['params'], token: CancellationToken): Promise<Requests[M]['result'] | ResponseError> =>
      guarded(method, failed, server(), token, () => answer(params, server(), () => token.isCancellationRequested)));
  };
  listen('mcalc/derivation', rows['mcalc/derivation']);
  listen('mcalc/code', rows['mcalc/code']);
  listen('mcalc/insertGradient', rows['mcalc/insertGradient']);
  listen('mcalc/copy', rows['mcalc/copy']);
  listen('mcalc/checkAll', rows['mcalc/checkAll']);
}
