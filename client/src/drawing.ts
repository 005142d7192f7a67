/**
 * The parts that draw, each a file of its own that the desktop and the browser share, read when it is first needed and not before:
 * `dist/math.js`, which draws formulas by the outlines of their letters, and `dist/figures.js`, which lays out graphs and plots. KaTeX is a
 * file by itself, `media/dist/katex.js`: the preview's page has it too.
 */
import * as vscode from 'vscode';
import { name, publisher } from '../../package.json';
import type { FigureView } from '../../protocol/figures';
import type { Drawn } from '../../protocol/preview';
import type * as figures from './figures/draw';
import type * as math from './math/svg';

export type Drawing = typeof math;
type Figures = typeof figures;

/** What is read once. Rejects where the file cannot be read: a damaged installation; it is tried again then. */
function once<Part>(read: () => Promise<Part>): () => Promise<Part> {
  let part: Promise<Part> | undefined;
  return () => part ??= read().catch((error: unknown) => {
    part = undefined;
    throw error;
  });
}

const loadKatex = once(() => evaluated('media/dist/katex.js', (source) => `${source}\nmodule.exports = katex;`));
export const loadDrawing = once(async () => {
  const katex = await loadKatex();
  return await evaluated('dist/math.js', undefined, (name) => (name === 'katex' ? katex : undefined)) as Drawing;
});
const loadFigures = once(async () => await evaluated('dist/figures.js') as Figures);

/** What a file of our own build exports. */
async function evaluated(file: string, completed: (source: string) => string = (source) => source, require: (name: string) => unknown = () => undefined): Promise<unknown> {
  const extension = vscode.extensions.getExtension(`${publisher}.${name}`);
  if (extension === undefined) throw new Error('the extension does not know itself');
  const source = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension.extensionUri, file)));
  const module: { exports: unknown } = { exports: {} };
  // What VS Code does to load an extension in the browser, where there is no `require` for a second file.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- see above
  new Function('module', 'exports', 'require', completed(source))(module, module.exports, require);
  return module.exports;
}

/** The picture of a figure that is one. */
export async function drawnFigure(view: FigureView): Promise<Drawn | undefined> {
  if (view.kind === 'cost') return undefined;
  const [{ figureOf }, { svgOf }] = await Promise.all([loadFigures(), loadDrawing()]);
  return figureOf(view, svgOf);
}
