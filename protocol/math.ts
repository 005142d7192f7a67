/**
 * Mathematics inside the Markdown of a hover.
 *
 * The server writes a block; a client that can draw replaces it with a picture. The block is an ordinary fence whose first
 * line is a TeX comment with the Unicode text, so it stays readable where nobody replaces it:
 *
 *     ```latex
 *     % ∇_w f = Xᵀ(Xw − y)
 *     \nabla_w f = X^\top (Xw - y)
 *     ```
 */
import type { Formula } from './formula';

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
/** A fence ends at the first line that starts with its backticks; neither notation has a use for them. */
const withoutFences = (text: string): string => text.replaceAll('`', '');

/** `formula` as a block on its own, blank lines around it. */
export function mathBlock(formula: Formula): string {
  return `\n\n\`\`\`latex\n% ${oneLine(withoutFences(formula.text))}\n${oneLine(withoutFences(formula.latex))}\n\`\`\`\n\n`;
}

const BLOCK = /^```latex\n% ([^\n]*)\n([^\n]*)\n```$/gm;

/** `markdown` with every math block replaced by what `draw` makes of it. */
export function replaceMathBlocks(markdown: string, draw: (formula: Formula) => string): string {
  return markdown.replace(BLOCK, (_block, text: string, latex: string) => draw({ latex, text }));
}

/** The formulas of `markdown`, in order. */
export function mathBlocks(markdown: string): readonly Formula[] {
  return Array.from(markdown.matchAll(BLOCK), ([, text = '', latex = '']) => ({ latex, text }));
}
