import * as vscode from 'vscode';
import type { Verdict } from '../../protocol/verdict';
import { verdictWords } from '../../protocol/verdict';
import type { Ask } from './ask';
import { reached } from './milestones';
import { reveal } from './place';

const ICONS = { pass: '$(pass)', fail: '$(error)', unchecked: '$(circle-outline)' } as const satisfies Record<Verdict['verdict'], string>;

/** Lists every query and claim of a file with its verdict; choosing one goes there. */
export async function showChecks(ask: Ask, uri: string): Promise<void> {
  const { lines } = await ask('mcalc/checkAll', { uri });
  if (lines.length === 0) {
    void vscode.window.showInformationMessage('There is no query and no claim in this file.');
    return;
  }
  const held = lines.filter(({ verdict }) => verdict.verdict === 'pass').length;
  // A page like the walkthrough takes the focus back once its button has done its work: the list stays until it is answered.
  const ignoreFocusOut = vscode.window.activeTextEditor === undefined;
  const choice = await vscode.window.showQuickPick(
    lines.map((line) => ({ label: `${ICONS[line.verdict.verdict]} ${line.text}`, detail: verdictWords(line.verdict), line })),
    { title: `${held} of ${lines.length} hold`, placeHolder: 'Choose one to go there', matchOnDetail: true, ignoreFocusOut },
  );
  void reached('mcalc.checked');
  if (choice !== undefined) await reveal(uri, choice.line.range);
}
