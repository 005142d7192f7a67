/** The requests of `protocol/requests.ts`: what the preview and the commands of our own client ask for. */
import type { CheckAllAnswer, CheckAllParams, Requests } from '../../../protocol/requests';
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
  'mcalc/code':           { failed: { kind: 'refused', message: FAILED }, answer: (params, { workspace }, cancelled) => code(params, workspace, cancelled) },
  'mcalc/insertGradient': { failed: { kind: 'refused', message: FAILED }, answer: (params, { workspace }, cancelled) => insertGradient(params, workspace, cancelled) },
  'mcalc/copy':           { failed: { kind: 'refused', message: FAILED }, answer: (params, { workspace }, cancelled) => copy(params, workspace, cancelled) },
  'mcalc/figure':         { failed: { kind: 'refused', message: FAILED }, answer: (params, { workspace }, cancelled) => figure(params, workspace, cancelled) },
  'mcalc/checkAll':       { failed: { lines: [] }, answer: checkedAll },
};

async function checkedAll(params: CheckAllParams, { workspace, begin }: Server, cancelled: Cancelled): Promise<CheckAllAnswer> {
  const opened = await workspace.opened(params.uri);
  if (opened === undefined) return { lines: [] };
  const progress = await begin('Checking all claims', params);
  try { return await checkAll(opened.analysis, cancelled, progress); } finally { progress.end(); }
}

const row = <M extends keyof Requests>(method: M, { failed, answer }: Row<M>): Verb => ({
  method,
  answer: (params: Requests[M]['params'], server, wanted) => guarded(method, failed, server, wanted, (gone) => answer(params, server, gone)),
});

export const customRequests: readonly Verb[] = [
  row('mcalc/derivation', rows['mcalc/derivation']),
  row('mcalc/code', rows['mcalc/code']),
  row('mcalc/insertGradient', rows['mcalc/insertGradient']),
  row('mcalc/copy', rows['mcalc/copy']),
  row('mcalc/figure', rows['mcalc/figure']),
  row('mcalc/checkAll', rows['mcalc/checkAll']),
];
