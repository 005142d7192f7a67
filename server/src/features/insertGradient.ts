/** mcalc/insertGradient: the edits that put the code of the query at a place below its comment. */
import type { InsertEdit, InsertParams, Refused } from '../../../protocol/requests';
import { insertion } from './insertion';
import { find } from './subject';
import { targetFor, targetNamed } from './targets';
import type { Workspace } from './workspace';

const refused = (message: string): Refused => ({ kind: 'refused', message });

export async function insertGradient({ uri, position, target, ...wishes }: InsertParams, workspace: Workspace): Promise<InsertEdit | Refused> {
  const found = await find({ kind: 'place', uri, position }, workspace);
  if (!found.ok) return refused(found.message);
  const { analysis, answers, settings } = found;
  const into = target === undefined ? targetFor(analysis, answers, settings.target) : targetNamed(target);
  if (into === undefined) return refused(target === undefined ? `There is no code for ${analysis.document.languageId} yet. The derivation shows it for other languages.` : `There is no target ${target}.`);
  const inserted = await insertion(analysis, answers, into, wishes, workspace.textAbove(uri));
  return inserted.ok ? { kind: 'insert', uri, version: analysis.document.version, edits: inserted.edits, reveal: inserted.reveal } : refused(inserted.message);
}
