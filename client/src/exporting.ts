/** Saves what the panel shows as a file. */
import * as vscode from 'vscode';
import type { DerivationView } from '../../protocol/derivation';
import type { Subject } from '../../protocol/subject';
import type { Ask } from './ask';
import { drawnFigure, loadDrawing } from './drawing';
import { derivationHtml } from './exportPage';

export interface Exported {
  readonly ask: Ask;
  readonly subject: Subject;
  readonly view: DerivationView;
  /** The base64 of a PNG file; empty where it could not be drawn. */
  readonly rasterise: (svg: string, width: number, height: number) => Promise<string>;
}

/** Pixels per em of an exported picture, and how many pixels of a PNG stand for one of them. */
const SIZE = 32;
const DENSITY = 3;

class NotExported extends Error {}

interface Drawing { readonly svg: string; readonly width: number; readonly height: number }

/** What can be saved as a picture. */
type Pictured = 'result' | 'graph' | 'stepSizes';

const DRAWN: Readonly<Record<Pictured, (exported: Exported) => Promise<Drawing>>> = {
  result:    ({ view }) => resultDrawing(view),
  graph:     (exported) => figureDrawing(exported, 'graph'),
  stepSizes: (exported) => figureDrawing(exported, 'stepSizes'),
};

async function resultDrawing(view: DerivationView): Promise<Drawing> {
  const { svgOf } = await loadDrawing();
  const [first, ...others] = view.results.map(({ formula }) => formula.latex);
  if (first === undefined) throw new NotExported('There is no result to draw.');
  const picture = svgOf(others.length === 0 ? first : `\\begin{array}{l} ${[first, ...others].join(' \\\\[0.6em] ')} \\end{array}`, { colour: '#000', size: SIZE, display: true });
  if (!picture.ok) throw new NotExported(`The formula cannot be drawn: ${picture.failure}.`);
  return picture;
}

async function figureDrawing({ ask, subject, view }: Exported, figure: Exclude<Pictured, 'result'>): Promise<Drawing> {
  const answer = await ask('mcalc/figure', { subject, figure, form: view.form });
  if (answer.kind === 'refused') throw new NotExported(answer.message);
  const drawn = await drawnFigure(answer);
  if (drawn === undefined) throw new NotExported('There is no picture of this.');
  // Words in a figure cover its lines with the colour of paper, so it comes with paper.
  return { ...drawn, svg: drawn.svg.replace(/^<svg[^>]*>/, (start) => `${start}<rect width="100%" height="100%" fill="#fff"/>`) };
}

async function png(drawing: Drawing, rasterise: Exported['rasterise']): Promise<Uint8Array> {
  const base64 = await rasterise(drawing.svg, DENSITY * drawing.width, DENSITY * drawing.height);
  if (base64 === '') throw new NotExported('The picture could not be drawn.');
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

async function written({ ask, subject, view }: Exported, format: 'latex' | 'markdown'): Promise<string> {
  const answer = await ask('mcalc/copy', { subject, form: view.form, format, extent: 'derivation' });
  if (answer.kind === 'refused') throw new NotExported(answer.message);
  return answer.text;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

interface Format { readonly label: string; readonly description: string; readonly extension: string; readonly make: (exported: Exported) => Promise<Uint8Array> }

const pictures = (what: Pictured, description: string): readonly Format[] => [
  { label: 'SVG', description, extension: 'svg', make: async (exported) => utf8((await DRAWN[what](exported)).svg) },
  { label: 'PNG', description, extension: 'png', make: async (exported) => png(await DRAWN[what](exported), exported.rasterise) },
];

const FORMATS: readonly Format[] = [
  { label: 'LaTeX',    description: 'the derivation',           extension: 'tex',  make: async (exported) => utf8(await written(exported, 'latex')) },
  { label: 'Markdown', description: 'the derivation',           extension: 'md',   make: async (exported) => utf8(await written(exported, 'markdown')) },
  { label: 'HTML',     description: 'the derivation as a page', extension: 'html', make: async ({ view }) => utf8(derivationHtml(view, (await loadDrawing()).svgOf)) },
  ...pictures('result', 'the result'),
  ...pictures('graph', 'the computation graph'),
  ...pictures('stepSizes', 'the errors of differences'),
];

/** Asks for a format and a file, and writes it. Answers what to tell the reader, or nothing when they changed their mind. */
export async function exportDerivation(exported: Exported): Promise<string | undefined> {
  const format = await vscode.window.showQuickPick(FORMATS, { title: `Export “${exported.view.title}”` });
  if (format === undefined) return undefined;
  try {
    const content = await format.make(exported);
    const name = `${exported.view.title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 60)}.${format.extension}`;
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const target = await vscode.window.showSaveDialog({ filters: { [format.label]: [format.extension] }, ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }) });
    if (target === undefined) return undefined;
    await vscode.workspace.fs.writeFile(target, content);
    return `Saved as ${target.path.split('/').at(-1) ?? ''}`;
  } catch (error) {
    if (error instanceof NotExported) return error.message;
    throw error;
  }
}
