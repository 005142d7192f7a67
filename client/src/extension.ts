/** The extension on the desktop and on remote machines: the server is a process of its own. */
import type * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activate as activateWith } from './activate';

let client: BaseLanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath('dist/server.js');
  client = await activateWith(context, (id, name, options) => new LanguageClient(id, name, {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6011'] } },
  }, options));
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
