/** The extension in a browser: the server is a web worker. */
import * as vscode from 'vscode';
import type { BaseLanguageClient, MessageTransports } from 'vscode-languageclient';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { activate as activateWith } from './activate';

let client: BaseLanguageClient | undefined;
let worker: Worker | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist/server.web.js');
  client = await activateWith(context, (id, name, options) => new LanguageClient(id, name, () => startWorker(script), options));
}

/** The channels are made here: VS Code wraps workers, so the client library would not recognise one. */
async function startWorker(script: vscode.Uri): Promise<MessageTransports> {
  // A server that was stopped leaves its worker behind.
  worker?.terminate();
  worker = new Worker(await addressOf(script));
  return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
}

/** An address that a worker can be started from. Where the extension lies on a remote machine there is none: its text travels here instead. */
async function addressOf(script: vscode.Uri): Promise<string> {
  if (script.scheme !== 'vscode-remote') return script.toString(true);
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(script));
  return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
}

export async function deactivate(): Promise<void> {
  await client?.stop();
  worker?.terminate();
}
