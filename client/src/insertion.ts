/** Inserts what the server wrote: its edits hold for one version of the document and are not applied to another. */
import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import { INSERT_KIND } from '../../protocol/actions';
import type { InsertEdit } from '../../protocol/requests';
import { reached } from './milestones';
import { reveal, toRange } from './place';

/** What the light bulb inserts comes as an edit of the language server, and not through `insert`. */
export const insertionMiddleware: Pick<Middleware, 'resolveCodeAction'> = {
  async resolveCodeAction(action, token, next) {
    const resolved = await next(action, token);
    if (resolved?.kind?.value === INSERT_KIND && resolved.edit !== undefined) void reached('mcalc.inserted');
    return resolved;
  },
};

/** Applies the edits and shows what was inserted. Answers what went wrong, or undefined. */
export async function insert(edit: InsertEdit): Promise<string | undefined> {
  const uri = vscode.Uri.parse(edit.uri);
  const document = await vscode.workspace.openTextDocument(uri);
  if (document.version !== edit.version) return 'The file has changed meanwhile. Nothing was inserted.';
  // Code that is there already and as it should be is only shown.
  if (edit.edits.length === 0) { await reveal(edit.uri, edit.reveal); return undefined; }
  const changes = new vscode.WorkspaceEdit();
  changes.set(uri, edit.edits.map(({ range, newText }) => vscode.TextEdit.replace(toRange(range), newText)));
  if (!await vscode.workspace.applyEdit(changes)) return 'The editor did not accept the edit. Is the file read-only?';
  void reached('mcalc.inserted');
  await reveal(edit.uri, edit.reveal);
  return undefined;
}
