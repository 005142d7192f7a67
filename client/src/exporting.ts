/** Saves what the panel shows as a file. */
import * as vscode from 'vscode';
import type { PictureWish } from '../../protocol/preview';
import { loadDrawing } from './drawing';
import { derivationHtml } from './exportPage';
import { type Pictured, NotPictured, dense, drawingOf } from './picturing';

export interface Exported extends Pictured {
  /** The base64 of a PNG file; empty where it could not be drawn. */
  readonly rasterise: (svg: string, width: number, height: number) => Promise<string>;
}

async function picture(exported: Exported, wish: PictureWish): Promise<Uint8Array> {
  const drawing = await drawingOf(exported, wish);
  if (wish.format === 'svg') return utf8(drawing.svg);
  const { svg, width, height } = dense(drawing);
  const base64 = await exported.rasterise(svg, width, height);
  if (base64 === '') throw new NotPictured('The picture could not be drawn.');
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

async function written({ ask, subject, view }: Exported, format: 'latex' | 'markdown'): Promise<string> {
  const answer = await ask('mcalc/copy', { subject, form: view.form, format, extent: 'derivation' });
  if (answer.kind === 'refused') throw new NotPictured(answer.message);
  return answer.text;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

interface Format { readonly label: string; readonly description: string; readonly extension: string; readonly make: (exported: Exported) => Promise<Uint8Array> }

const pictures = (of: PictureWish['of'], description: string): readonly Format[] => (['svg', 'png'] as const).map((format) =>
  ({ label: format.toUpperCase(), description, extension: format, make: (exported) => picture(exported, { of, format }) }));

const FORMATS: readonly Format[] = [
  { label: 'LaTeX',    description: 'the derivation',           extension: 'tex',  make: async (exported) => utf8(await written(exported, 'latex')) },
  { label: 'Markdown', description: 'the derivation',           extension: 'md',   make: async (exported) => utf8(await written(exported, 'markdown')) },
  { label: 'HTML',     description: 'the derivation as a page', extension: 'html', make: async ({ view }) => utf8(derivationHtml(view, (await loadDrawing()).svgOf)) },
  ...pictures('result', 'the result'),
  ...pictures('graph', 'the computation graph'),
  ...pictures('stepSizes', 'the errors of differences'),
];

/** Asks for a format and a file, and writes it. Answers what to tell the reader, or nothing when they changed their mind. */
export async function exportDerivation(exported: Exported | undefined): Promise<string | undefined> {
  if (exported === undefined) return undefined;
  const format = await vscode.window.showQuickPick(FORMATS, { title: `Export “${exported.view.title}”` });
  return format === undefined ? undefined : save(exported, format);
}

/** The same for one picture, the format of which is known. */
export const exportPicture = (exported: Exported, wish: PictureWish): Promise<string | undefined> =>
  save(exported, { label: wish.format.toUpperCase(), extension: wish.format, make: () => picture(exported, wish) });

async function save(exported: Exported, format: Pick<Format, 'label' | 'extension' | 'make'>): Promise<string | undefined> {
  try {
    const content = await format.make(exported);
    const name = `${exported.view.title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 60)}.${format.extension}`;
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const target = await vscode.window.showSaveDialog({ filters: { [format.label]: [format.extension] }, ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }) });
    if (target === undefined) return undefined;
    await vscode.workspace.fs.writeFile(target, content);
    return `Saved as ${target.path.split('/').at(-1) ?? ''}`;
  } catch (error) {
    if (error instanceof NotPictured) return error.message;
    throw error;
  }
}
