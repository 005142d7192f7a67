/** The extension in a browser: the server is a web worker. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { LanguageClient } from 'vscode-languageclient/browser';
import { activate as activateWith } from './activate';

let client: BaseLanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist/server.web.js').toString(true);
  client = await activateWith(context, (id, name, options) => new LanguageClient(id, name, () => Promise.resolve(new Worker(module)), options));
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
