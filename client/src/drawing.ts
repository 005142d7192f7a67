/**
 * The part that draws formulas: KaTeX and the outlines of its letters. It is a file of its own, `dist/math.js`, which the desktop and
 * the browser share, and it is read when the first formula is to be drawn, not before.
 */
import * as vscode from 'vscode';
import { name, publisher } from '../../package.json';
import type * as math from './math/svg';

export type Drawing = typeof math;

let drawing: Promise<Drawing> | undefined;

/** Rejects where the file cannot be read: a damaged installation. */
export function loadDrawing(): Promise<Drawing> {
  drawing ??= read().catch((error: unknown) => {
    drawing = undefined;
    throw error;
  });
  return drawing;
}

async function read(): Promise<Drawing> {
  const extension = vscode.extensions.getExtension(`${publisher}.${name}`);
  if (extension === undefined) throw new Error('the extension does not know itself');
  const source = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension.extensionUri, 'dist/math.js')));
  const module: { exports: unknown } = { exports: {} };
  // What VS Code does to load an extension in the browser, where there is no `require` for a second file. The text is our own build's.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- see above
  new Function('module', 'exports', source)(module, module.exports);
  return module.exports as Drawing;
}
