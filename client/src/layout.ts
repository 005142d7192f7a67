import * as vscode from 'vscode';
import { currentEditor } from './place';

/** The values of the setting `mcalc.layout`, as in the manifest. */
const LAYOUTS = [
  { value: 'gradient',    label: 'Gradient',    description: 'a gradient has the shape of its variable, a Jacobian one row per output' },
  { value: 'numerator',   label: 'Numerator',   description: 'one row per output, also for the derivative of a scalar' },
  { value: 'denominator', label: 'Denominator', description: 'one column per output' },
] as const;

/** Lets the user choose the displayed layout and writes the setting where it is set already, else for the user. */
export async function switchLayout(): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('mcalc', currentEditor()?.document.uri);
  const current = configuration.get('layout');
  const choice = await vscode.window.showQuickPick(
    LAYOUTS.map((layout) => ({ ...layout, label: `${layout.value === current ? '$(check) ' : ''}${layout.label}` })),
    { title: 'Layout of derivatives', placeHolder: 'Every display says which layout it is in' },
  );
  if (choice === undefined) return;
  const set = configuration.inspect('layout');
  const target = set?.workspaceFolderValue !== undefined ? vscode.ConfigurationTarget.WorkspaceFolder
    : set?.workspaceValue !== undefined ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await configuration.update('layout', choice.value, target);
}
