/** Activation, the same for node and the web: the flavour brings its client. */
import * as vscode from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import type { FileStatus } from '../../protocol/status';
import { askOver } from './ask';
import { registerCommands } from './commands';
import { type MakeClient, clientOptions } from './languageServer';
import { createPreview } from './preview';
import { createStatus } from './status';

export async function activate(context: vscode.ExtensionContext, makeClient: MakeClient): Promise<BaseLanguageClient> {
  const output = vscode.window.createOutputChannel('mcalc', { log: true });
  const status = createStatus();
  const restart = async (): Promise<void> => {
    status.clear();
    if (client.needsStop()) await client.stop();
    await client.start();
  };
  const client = makeClient('mcalc', 'mcalc', clientOptions(output, restart));
  const ask = askOver(client, output);
  const preview = createPreview(context, ask);

  context.subscriptions.push(
    output, status, preview,
    registerCommands({ ask, preview, restart, memory: context.workspaceState, output }),
    client.onNotification('mcalc/status', (file: FileStatus) => { status.update(file); preview.analysed(file); }),
    client.onDidChangeState(({ newState }) => { if (newState === State.Running) preview.refresh(); else status.clear(); }),
    vscode.workspace.onDidChangeConfiguration((change) => { if (change.affectsConfiguration('mcalc.layout')) preview.refresh(); }),
  );
  await client.start().catch((error: unknown) => {
    output.error(error instanceof Error ? error : String(error));
    void vscode.window.showErrorMessage('The mcalc language server could not be started. “mcalc: Show Output” says why.');
  });
  return client;
}
