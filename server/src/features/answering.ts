/** Everything that needs the engine, loaded as one piece when the first document or request comes. */
import type { FileStatus } from '../../../protocol/status';
import type { Analysis, Cancelled, FileDiagnostic } from '../service/analysis';
import { Abandoned } from '../service/context';
import { status } from './checks';
import { toDiagnostic } from './convert';
import { customRequests } from './requests';
import { WORTH_REPORTING } from './progress';
import type { Server, Verb, Wanted } from './verb';
import { verbs } from './verbs';
import { heldBack } from './writing';

const table: ReadonlyMap<string, Verb> = new Map([...verbs, ...customRequests].map((verb) => [verb.method, verb]));

/** The methods that have an answer. */
export const ANSWERED: readonly string[] = [...table.keys()];

/** Answers a request whose parameters are what the protocol says of its method. */
export const answer = async (method: string, params: unknown, server: Server, wanted: Wanted): Promise<unknown> => table.get(method)?.answer(params as never, server, wanted);

/** What an editor is told of a document without asking. */
export interface Examined { readonly version: number; readonly diagnostics: readonly ReturnType<typeof toDiagnostic>[] | undefined; readonly status: FileStatus }

/** Checks a document; undefined when it is gone, or changed before it was done. `diagnose`: its diagnostics too. */
export async function examine(uri: string, { workspace, client, begin }: Server, diagnose: boolean): Promise<Examined | undefined> {
  const opened = await workspace.opened(uri);
  if (opened === undefined) return undefined;
  const { analysis } = opened;
  const { version } = analysis.document;
  const gone = (): boolean => !workspace.isCurrent(uri, version);
  try {
    await readyWithProgress(analysis, begin, gone);
    const found: readonly FileDiagnostic[] | undefined = diagnose ? await analysis.diagnostics(gone) : undefined;
    const summary = await status(analysis, gone);
    return gone() ? undefined : { version, diagnostics: found?.map((each) => toDiagnostic(each, analysis.document, client)), status: summary };
  } catch (error) {
    if (error instanceof Abandoned) return undefined;
    throw error;
  }
}

/** Nobody has written in a document for a while. Gives what is to be asked for again: what was held back until now. */
export function rest(uri: string, { workspace }: Server): ReturnType<typeof heldBack> {
  const found = workspace.rested(uri);
  return found === undefined ? { hints: false, lenses: false } : heldBack(found.analysis, found.writing, found.settings.target);
}

/** Finds out all answers of a file; where that takes long, editors can show how far it is. */
async function readyWithProgress(analysis: Analysis, begin: Server['begin'], gone: Cancelled): Promise<void> {
  const open = analysis.queries.flatMap(({ answers }) => answers).filter(({ isKnown }) => !isKnown);
  if (open.length < WORTH_REPORTING) return;
  const progress = await begin('Checking derivatives');
  try { await analysis.ready(open, () => gone() || progress.cancelled(), (done) => { progress.report(done, open.length); }); } finally { progress.end(); }
}

export { forget } from './verbs';
export { createWorkspace } from './workspace';
export { lazyRooms } from '../service/rooms';
