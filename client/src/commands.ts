/** The commands of the palette, of lenses and of links in hovers. */
import * as vscode from 'vscode';
import { COMMANDS, type CommandId, type CommandPlace } from '../../protocol/commands';
import type { CopyFormat, InsertEdit, InsertRefused } from '../../protocol/requests';
import { type Ask, Unanswered, reasonOf } from './ask';
import { showChecks } from './checks';
import { insert } from './insertion';
import { switchLayout } from './layout';
import { chosenLibrary } from './library';
import { placeOf } from './place';
import type { Preview } from './preview';
import { openSample } from './sample';

/** How long a confirmation stays in the status bar, in milliseconds. */
const CONFIRMATION = 4000;

export interface Tools {
  readonly ask: Ask;
  readonly preview: Preview;
  readonly restart: () => Promise<void>;
  /** What is kept for the workspace. */
  readonly memory: vscode.Memento;
  readonly output: vscode.LogOutputChannel;
}

const confirm = (text: string): void => { vscode.window.setStatusBarMessage(text, CONFIRMATION); };
const warn = (text: string): void => { void vscode.window.showWarningMessage(text); };

async function copy(ask: Ask, place: CommandPlace, format: CopyFormat, name: string): Promise<void> {
  const answer = await ask('mcalc/copy', { subject: { kind: 'place', ...place }, format, extent: 'result' });
  if (answer.kind === 'refused') { warn(answer.message); return; }
  await vscode.env.clipboard.writeText(answer.text);
  confirm(`$(clippy) Copied as ${name}`);
}

export function registerCommands({ ask, preview, restart, memory, output }: Tools): vscode.Disposable {
  /** A command that needs a place; `argument` is what a link passes. */
  const at = (run: (place: CommandPlace, target?: unknown) => unknown) => (argument: unknown, target: unknown): unknown => {
    const place = placeOf(argument);
    if (place === undefined) { warn('Open a file and put the cursor on a query first.'); return undefined; }
    return run(place, target);
  };

  /** Undefined where several libraries fit and none was chosen. */
  async function insertEdit(place: CommandPlace, target: string | undefined): Promise<InsertEdit | InsertRefused | undefined> {
    const answer = await ask('mcalc/insertGradient', { ...place, ...(target === undefined ? {} : { target }) });
    if (answer.kind === 'insert' || answer.choices === undefined) return answer;
    const library = await chosenLibrary(answer.choices, await vscode.workspace.openTextDocument(vscode.Uri.parse(place.uri)), memory);
    return library === undefined ? undefined : insertEdit(place, library);
  }

  const actions: Readonly<Record<CommandId, (argument: unknown, target: unknown) => unknown>> = {
    [COMMANDS.deriveSelection]: () => {
      const editor = vscode.window.activeTextEditor;
      const text = editor?.document.getText(editor.selection).trim() ?? '';
      if (editor === undefined || text === '') { warn('Select an expression first.'); return; }
      const { line, character } = editor.selection.start;
      preview.open({ kind: 'expression', text, languageId: editor.document.languageId, near: { uri: editor.document.uri.toString(), position: { line, character } } });
    },
    [COMMANDS.openDerivation]: at((place) => { preview.open({ kind: 'place', ...place }); }),
    [COMMANDS.insertGradient]: at(async (place, target) => {
      const answer = await insertEdit(place, typeof target === 'string' ? target : undefined);
      if (answer === undefined) return;
      const problem = answer.kind === 'refused' ? answer.message : await insert(answer);
      if (problem !== undefined) warn(problem);
    }),
    [COMMANDS.copyLatex]: at((place) => copy(ask, place, 'latex', 'LaTeX')),
    [COMMANDS.copyMarkdown]: at((place) => copy(ask, place, 'markdown', 'Markdown')),
    [COMMANDS.switchLayout]: switchLayout,
    [COMMANDS.checkAll]: at(({ uri }) => showChecks(ask, uri)),
    [COMMANDS.openSample]: openSample,
    [COMMANDS.restartServer]: restart,
    [COMMANDS.showOutput]: () => { output.show(); },
  };

  const guarded = (run: (argument: unknown, target: unknown) => unknown) => async (argument: unknown, target: unknown): Promise<void> => {
    try {
      await run(argument, target);
    } catch (error) {
      if (!(error instanceof Unanswered)) output.error(error instanceof Error ? error : String(error));
      const [look, again] = ['Show Output', 'Restart Server'] as const;
      const choice = await vscode.window.showErrorMessage(reasonOf(error), look, again);
      if (choice === look) output.show();
      else if (choice === again) await restart();
    }
  };
  return vscode.Disposable.from(...Object.entries(actions).map(([id, run]) => vscode.commands.registerCommand(id, guarded(run))));
}
