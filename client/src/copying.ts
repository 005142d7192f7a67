/** A picture that the clipboard of the panel's page did not take. An extension can copy text, and save what is none. */
import * as vscode from 'vscode';
import type { PictureWish } from '../../protocol/preview';
import { type Exported, exportPicture } from './exporting';
import { pictureOf } from './picturing';

/** Answers what to tell the reader, or nothing when they want no file either. */
export async function copyOtherwise(exported: Exported | undefined, wish: PictureWish): Promise<string | undefined> {
  const answer = await pictureOf(exported, wish);
  if (exported === undefined || answer.kind === 'refused') return answer.kind === 'refused' ? answer.message : undefined;
  if (wish.format === 'svg') {
    await vscode.env.clipboard.writeText(answer.svg);
    return 'Copied as SVG';
  }
  const saving = 'Save as PNG';
  const choice = await vscode.window.showWarningMessage('The clipboard did not take the picture.', saving);
  return choice === saving ? exportPicture(exported, wish) : undefined;
}
