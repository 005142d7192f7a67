/** Where a command applies: at the place that a lens or hover link gives, else at the cursor. */
import * as vscode from 'vscode';
import type { CommandPlace } from '../../protocol/commands';
import type { Position, Range } from '../../protocol/position';
import { isHost } from './languages';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const isPosition = (value: unknown): value is Position => isObject(value) && Number.isInteger(value['line']) && Number.isInteger(value['character']);

/** Arguments of commands come from links and from other extensions: they are looked at before they are believed. */
const isPlace = (value: unknown): value is CommandPlace => isObject(value) && typeof value['uri'] === 'string' && isPosition(value['position']);

export const toPosition = ({ line, character }: Position): vscode.Position => new vscode.Position(line, character);
export const toRange = ({ start, end }: Range): vscode.Range => new vscode.Range(toPosition(start), toPosition(end));

/** The place in an editor where the cursor is. */
export const cursorOf = ({ document, selection }: vscode.TextEditor): CommandPlace =>
  ({ uri: document.uri.toString(), position: { line: selection.active.line, character: selection.active.character } });

/** The editor that commands and displays are about: the active one, and while the panel or an output has the focus, one beside it that can hold mcalc text. */
export function currentEditor(): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const holds = (editor: vscode.TextEditor): boolean => isHost(editor.document.languageId);
  return activeTextEditor !== undefined && holds(activeTextEditor) ? activeTextEditor : visibleTextEditors.find(holds) ?? activeTextEditor;
}

/** The place that `argument` names; without one, the cursor's; undefined when no editor is open. */
export function placeOf(argument: unknown): CommandPlace | undefined {
  if (isPlace(argument)) return argument;
  const editor = currentEditor();
  return editor === undefined ? undefined : cursorOf(editor);
}

const { One, Two, Three, Four, Five, Six, Seven, Eight, Nine } = vscode.ViewColumn;
const COLUMNS = [One, Two, Three, Four, Five, Six, Seven, Eight, Nine] as const;

/** The column to the right of the editor that shows a document: beside it, also while something else is active (a walkthrough, an output). */
export function columnBeside(uri: string | undefined): vscode.ViewColumn {
  const column = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri)?.viewColumn;
  return (column === undefined ? undefined : COLUMNS.find((other) => other > column)) ?? vscode.ViewColumn.Beside;
}

/** Shows `range` of a document, in the editor it is open in if there is one. */
export async function reveal(uri: string, range: Range): Promise<void> {
  const shown = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
  const document = shown?.document ?? await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  const editor = await vscode.window.showTextDocument(document, { ...(shown?.viewColumn === undefined ? {} : { viewColumn: shown.viewColumn }), preserveFocus: false });
  const target = toRange(range);
  editor.revealRange(target, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  editor.selection = new vscode.Selection(target.start, target.start);
}
