/** mcalc/insertGradient: the edits that put the code of the query at a place below its comment, or the targets to choose from where several fit and none is chosen. */
import type { InsertEdit, InsertParams, InsertRefused } from '../../../protocol/requests';
import type { Cancelled } from '../service/analysis';
import { insertedBefore, insertion } from './insertion';
import { find } from './subject';
import { isOpen, targetNamed, targetsFor } from './targets';
import type { Workspace } from './workspace';

const refused = (message: string): InsertRefused => ({ kind: 'refused', message });

export async function insertGradient({ uri, position, target, ...wishes }: InsertParams, workspace: Workspace, cancelled: Cancelled): Promise<InsertEdit | InsertRefused> {
  const found = await find({ kind: 'place', uri, position }, workspace);
  if (!found.ok) return refused(found.message);
  const { analysis, answers, settings } = found;
  await analysis.ready(answers.answers, cancelled);
  const fitting = targetsFor(analysis, answers, settings.target);
  // Code that is there says what it is written for.
  const written = fitting.filter((each) => insertedBefore(analysis, answers, each.target, wishes) !== undefined);
  if (target === undefined && written.length !== 1 && isOpen(fitting, settings.target)) return { ...refused(`Several libraries fit this file: ${fitting.map(({ label }) => label).join(', ')}. The setting mcalc.target says which one is meant.`), choices: fitting.map(({ target: name, label }) => ({ target: name, label })) };
  const into = target !== undefined ? targetNamed(target) : isOpen(fitting, settings.target) ? written[0] : fitting[0];
  if (into === undefined) return refused(target === undefined ? `There is no code for ${analysis.document.languageId} yet. The derivation shows it for other languages.` : `There is no target ${target}.`);
  const inserted = await insertion(analysis, answers, into, wishes, workspace.textAbove(uri));
  return inserted.ok ? { kind: 'insert', uri, version: analysis.document.version, edits: inserted.edits, reveal: inserted.reveal } : refused(inserted.message);
}
