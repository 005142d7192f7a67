/** What the walkthrough ticks off by itself. */
import * as vscode from 'vscode';

export type Milestone = 'mcalc.hovered' | 'mcalc.checked' | 'mcalc.inserted';

/**
 * A hover with a formula was shown, the list of results was closed, or code was inserted: what is done, not the command that starts it,
 * because a step that is ticked off takes the focus from the list to choose from. The context key is true for a moment only: VS Code reads
 * the walkthrough when it is first opened, and never ticks off what is true by then.
 */
export async function reached(milestone: Milestone): Promise<void> {
  await vscode.commands.executeCommand('setContext', milestone, true);
  await vscode.commands.executeCommand('setContext', milestone, false);
}
