/**
 * The parts that draw, each a file of its own that the desktop and the browser share, read when it is first needed and not before:
 * `dist/math.js`, KaTeX and the outlines of its letters, and `dist/figures.js`, which lays out graphs and plots.
 */
import * as vscode from 'vscode';
import { name, publisher } from '../../package.json';
import type * as figures from './figures/draw';
import type * as math from './math/svg';

export type Drawing = typeof math;
export type Figures = typeof figures;

/** What is read once. Rejects where the file cannot be read: a damaged installation; it is tried again then. */
function once<Part>(file: string): () => Promise<Part> {
  let part: Promise<Part> | undefined;
  return () => part ??= read<Part>(file).catch((error: unknown) => {
    part = undefined;
    throw error;
  });
}

export const loadDrawing = once<Drawing>('dist/math.js');
export const loadFigures = once<Figures>('dist/figures.js');

async function read<Part>(file: string): Promise<Part> {
  const extension = vscode.extensions.getExtension(`${publisher}.${name}`);
  if (extension === undefined) throw new Error('the extension does not know itself');
  const source = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension.extensionUri, file)));
  const module: { exports: unknown } = { exports: {} };
  // What VS Code does to load an extension in the browser, where there is no `require` for a second file. The text is our own build's.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- see above
  new Function('module', 'exports', source)(module, module.exports);
  return module.exports as Part;
}
