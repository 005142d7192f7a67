/** How the client talks to the server, the same for node and the web. */
import * as vscode from 'vscode';
import { type BaseLanguageClient, CloseAction, type CloseHandlerResult, ErrorAction, type ErrorHandler, type LanguageClientOptions, RevealOutputChannelOn } from 'vscode-languageclient';
import { HOVER_COMMANDS } from '../../protocol/commands';
import type { InitializationOptions } from '../../protocol/initialize';
import { hoverMiddleware } from './hovers';
import { insertionMiddleware } from './insertion';
import { LANGUAGES } from './languages';

/** Starts the flavour's client; the server stands at its own place in each. */
export type MakeClient = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

const INITIALIZATION: InitializationOptions = { mathBlocks: true, commands: true };

/** More crashes than this within the window are not bad luck: starting over and over would only burn the machine. */
const MAX_CRASHES = 4;
const CRASH_WINDOW = 3 * 60_000;

/** Restarts a crashed server, and says so once it gives up. Open documents are sent again by the client, so nothing is lost. */
function crashHandler(output: vscode.LogOutputChannel, restart: () => Promise<void>): ErrorHandler {
  let crashes: readonly number[] = [];
  return {
    // What is written to a server that has just died fails, message by message. To give up over that would be to stop before it is restarted.
    error: ({ message }) => {
      output.warn(`A message did not go through: ${message}`);
      return { action: ErrorAction.Continue, handled: true };
    },
    closed: (): CloseHandlerResult => {
      const now = Date.now();
      crashes = [...crashes.filter((time) => now - time < CRASH_WINDOW), now];
      if (crashes.length <= MAX_CRASHES) {
        output.warn('The language server stopped unexpectedly. Starting it again.');
        return { action: CloseAction.Restart, handled: true };
      }
      output.error(`The language server stopped ${crashes.length} times within ${CRASH_WINDOW / 60_000} minutes.`);
      void giveUp(output, restart);
      return { action: CloseAction.DoNotRestart, handled: true };
    },
  };
}

async function giveUp(output: vscode.LogOutputChannel, restart: () => Promise<void>): Promise<void> {
  const [again, look] = ['Restart', 'Show Output'] as const;
  const choice = await vscode.window.showErrorMessage('The mcalc language server keeps stopping and was not started again.', again, look);
  if (choice === again) await restart();
  else if (choice === look) output.show();
}

/** The options that both flavours share. */
export const clientOptions = (output: vscode.LogOutputChannel, restart: () => Promise<void>): LanguageClientOptions => ({
  // Without a scheme: files, unsaved texts, virtual workspaces and notebook cells alike.
  documentSelector: LANGUAGES.map((language) => ({ language })),
  outputChannel: output,
  revealOutputChannelOn: RevealOutputChannelOn.Never,
  initializationOptions: INITIALIZATION,
  markdown: { isTrusted: { enabledCommands: HOVER_COMMANDS }, supportHtml: false },
  middleware: { ...hoverMiddleware, ...insertionMiddleware },
  errorHandler: crashHandler(output, restart),
});
