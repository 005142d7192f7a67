/** Which library code is inserted for, where a language has several: asked once, and remembered for the workspace. */
import * as vscode from 'vscode';
import type { TargetChoice } from '../../protocol/requests';

const key = (languageId: string): string => `library.${languageId}`;

/**
 * The target that was chosen before, else one that is chosen now; undefined where none is. The choice becomes the setting `mcalc.target` of the
 * workspace for the language of the file; it goes into `memory` where there is no workspace to hold settings, or they cannot be written.
 */
export async function chosenLibrary(choices: readonly TargetChoice[], { languageId, uri }: vscode.TextDocument, memory: vscode.Memento): Promise<string | undefined> {
  const remembered = memory.get(key(languageId));
  if (choices.some(({ target }) => target === remembered)) return String(remembered);
  const choice = await vscode.window.showQuickPick(choices.map(({ target, label }) => ({ label, target })), {
    title: 'Insert code for which library?', placeHolder: 'Remembered for this workspace, in the setting mcalc.target',
    // A page like the walkthrough takes the focus back once its button has done its work: the list stays until it is answered.
    ignoreFocusOut: vscode.window.activeTextEditor === undefined,
  });
  if (choice === undefined) return undefined;
  await remember(choice.target, languageId, uri).catch(() => memory.update(key(languageId), choice.target));
  return choice.target;
}

async function remember(target: string, languageId: string, uri: vscode.Uri): Promise<void> {
  if (vscode.workspace.getWorkspaceFolder(uri) === undefined) throw new Error('The file is in no folder of the workspace.');
  await vscode.workspace.getConfiguration('mcalc', { uri, languageId }).update('target', target, vscode.ConfigurationTarget.Workspace, true);
}
