/** The status item: the verdict of the file in the active editor. It also keeps the context keys that menus ask for. */
import * as vscode from 'vscode';
import { COMMANDS } from '../../protocol/commands';
import type { FileStatus } from '../../protocol/status';
import { currentEditor, toRange } from './place';
import { statusText } from './statusText';

export interface StatusDisplay extends vscode.Disposable {
  /** The server has analysed a document. */
  readonly update: (status: FileStatus) => void;
  /** The server is gone: what it said holds no longer. */
  readonly clear: () => void;
}

export function createStatus(): StatusDisplay {
  const item = vscode.window.createStatusBarItem('mcalc.status', vscode.StatusBarAlignment.Right, 100);
  item.name = 'mcalc';
  item.command = COMMANDS.checkAll;
  const files = new Map<string, FileStatus>();

  const keys = new Map<string, boolean>();
  const setKey = (key: string, value: boolean): void => {
    if (keys.get(key) === value) return;
    keys.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  };

  const show = (): void => {
    const editor = currentEditor();
    const status = editor === undefined ? undefined : files.get(editor.document.uri.toString());
    const shown = status === undefined ? undefined : statusText(status);
    const cursor = editor?.selection.active;
    setKey('mcalc.hasBlocks', shown !== undefined);
    setKey('mcalc.atQuery', cursor !== undefined && (status?.places.some((place) => toRange(place).contains(cursor)) ?? false));
    if (shown === undefined) { item.hide(); return; }
    item.text = shown.text;
    item.tooltip = shown.tooltip;
    item.accessibilityInformation = { label: `mcalc: ${shown.tooltip}` };
    item.backgroundColor = shown.severity === 'bad' ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
    item.show();
  };

  const listeners = [
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.window.onDidChangeVisibleTextEditors(show),
    vscode.window.onDidChangeTextEditorSelection(show),
    vscode.workspace.onDidCloseTextDocument((document) => { files.delete(document.uri.toString()); }),
  ];
  return {
    update: (status) => { files.set(status.uri, status); show(); },
    clear: () => { files.clear(); show(); },
    dispose: () => { vscode.Disposable.from(item, ...listeners).dispose(); },
  };
}
