/** The server's Markdown carries LaTeX; this client turns it into pictures in the colour of the theme. */
import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import { mathBlocks } from '../../protocol/math';
import { loadDrawing } from './drawing';
import type { Picture } from './math/svg';
import { reached } from './milestones';
import { withPictures } from './pictures';
import { hoverForeground, hoverMathSize } from './theme';

async function drawn(content: vscode.MarkdownString): Promise<vscode.MarkdownString> {
  if (mathBlocks(content.value).length === 0) return content;
  // Without the drawing (a damaged installation), the text of each formula is still right.
  const svgOf = await loadDrawing().then((math) => math.svgOf, () => (): Picture => ({ ok: false, failure: 'not loaded' }));
  const result = new vscode.MarkdownString(withPictures(content.value, { colour: hoverForeground(), size: hoverMathSize() }, svgOf), content.supportThemeIcons ?? false);
  if (content.isTrusted !== undefined) result.isTrusted = content.isTrusted;
  return result;
}

export const hoverMiddleware: Pick<Middleware, 'provideHover' | 'resolveCompletionItem' | 'provideSignatureHelp'> = {
  async provideHover(document, position, token, next) {
    const hover = await next(document, position, token);
    if (hover === null || hover === undefined || token.isCancellationRequested) return hover;
    if (hover.contents.some((content) => content instanceof vscode.MarkdownString && mathBlocks(content.value).length > 0)) void reached('mcalc.hovered');
    const contents = await Promise.all(hover.contents.map((content) => (content instanceof vscode.MarkdownString ? drawn(content) : Promise.resolve(content))));
    return new vscode.Hover(contents, hover.range);
  },
  async provideSignatureHelp(document, position, context, token, next) {
    const help = await next(document, position, context, token);
    for (const signature of help?.signatures ?? []) {
      if (signature.documentation instanceof vscode.MarkdownString) signature.documentation = await drawn(signature.documentation);
    }
    return help;
  },
  async resolveCompletionItem(item, token, next) {
    const resolved = await next(item, token);
    if (resolved?.documentation instanceof vscode.MarkdownString) resolved.documentation = await drawn(resolved.documentation);
    return resolved;
  },
};
