/** The requests of `protocol/requests.ts`: what the preview and the commands of our own client ask for. */
import type { Requests } from '../../../protocol/requests';
import type { Cancelled } from '../service/analysis';
import { checkAll } from './checks';
import { code, copy, derivation } from './derivation';
import { figure } from './figure';
import { insertGradient } from './insertGradient';
import { guarded, type Server, type Verb } from './verb';

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
  'mcalc/figure':         { failed: { kind: 'refused', message: FAILED }, answer: (params, { workspace }) => figure(params, workspace) },
  'mcalc/checkAll':       { failed: { lines: [] }, answer: async ({ uri }, { workspace }) => { const opened = await workspace.opened(uri); return opened === undefined ? { lines: [] } : checkAll(opened.analysis); } },
};

const row = <M extends keyof Requests>(method: M, { failed, answer }: Row<M>): Verb => ({
  method,
  answer: (params: Requests[M]['params'], server, token) => guarded(method, failed, server, token, () => answer(params, server, () => token.isCancellationRequested)),
});

export const customRequests: readonly Verb[] = [
  row('mcalc/derivation', rows['mcalc/derivation']),
  row('mcalc/code', rows['mcalc/code']),
  row('mcalc/insertGradient', rows['mcalc/insertGradient']),
  row('mcalc/copy', rows['mcalc/copy']),
  row('mcalc/figure', rows['mcalc/figure']),
  row('mcalc/checkAll', rows['mcalc/checkAll']),
];
