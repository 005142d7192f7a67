/** LaTeX → a picture that needs nothing but itself: an SVG of outlines, of known size, its colour baked in. Pure; no DOM. */
import { type KatexNode, type KatexSpan, __renderToDomTree } from 'katex';
import { row } from './box';
import { type Context, UNTRUSTED, Undrawable } from './context';
import { MAIN } from './faces';
import { type Ink, escapeAttribute, paint } from './ink';
import { lay } from './layout';

export interface SvgOptions {
  /** Any CSS colour. In an image there is no theme to inherit one from. */
  readonly colour: string;
  /** Pixels per em of the formula. */
  readonly size: number;
  /** Display style (large operators, upright limits) instead of text style. */
  readonly display: boolean;
  /** What names inside the picture begin with: pictures that stand in one document must not share names. */
  readonly names?: string;
}

/** `height` and `width` in pixels; `baseline` is the distance of the baseline from the top. */
export type Picture =
  | { readonly ok: true; readonly svg: string; readonly width: number; readonly height: number; readonly baseline: number }
  /** Not drawn, and why; whoever asked shows the text instead. */
  | { readonly ok: false; readonly failure: string };

/** A longer formula is not read in a hover: 8,000 characters of LaTeX fill some four screens. */
const MAX_LATEX = 8_000;
/** Outlines may reach over their boxes (the tail of an `f`, the arc of a root). In pixels. */
const MARGIN = 2;

const isSpan = (node: KatexNode): node is KatexSpan => 'classes' in node && 'children' in node;

/** KaTeX cuts a formula into bases where a line may be broken; we do not break it. Beside them stand line breaks and equation numbers. */
function basesOf(root: KatexSpan): readonly KatexSpan[] {
  if (root.classes.includes('katex-base')) return [root];
  return root.children.flatMap((child) => {
    if (isSpan(child) && ['katex-html', 'katex', 'katex-base'].some((name) => child.classes.includes(name))) return basesOf(child);
    throw new Undrawable(isSpan(child) ? `class ${child.classes.join(' ')}` : 'something beside the formula');
  });
}

/** The picture of `latex`. Never throws: everything that cannot be drawn is a failure with a reason. */
export function svgOf(latex: string, { colour, size, display, names = 'g' }: SvgOptions): Picture {
  if (latex.length > MAX_LATEX) return { ok: false, failure: `more than ${MAX_LATEX} characters of LaTeX` };
  try {
    const root = __renderToDomTree(latex, { displayMode: display, output: 'html', throwOnError: true, strict: 'ignore', trust: false, errorColor: UNTRUSTED, maxExpand: 1000 });
    const bases = basesOf(root);
    const context: Context = { em: 1000, font: MAIN, colour: undefined, align: 'left' };
    const box = row(bases.map((base) => lay(base, context)));
    const ink: Ink[] = [];
    box.paint(0, 0, box.width, ink);

    const pixel = 1000 / size;
    const above = Math.ceil(Math.max(0, ...bases.map((base) => base.height)) * size) + MARGIN;
    const below = Math.ceil(Math.max(0, ...bases.map((base) => base.depth)) * size) + MARGIN;
    const width = Math.ceil(box.width / pixel) + 2 * MARGIN;
    const height = above + below;
    const viewBox = [-MARGIN, -above, width, height].map((length) => Number((length * pixel).toFixed(3))).join(' ');
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${viewBox}" fill="${escapeAttribute(colour)}">${paint(ink, pixel, names)}</svg>`;
    return { ok: true, svg, width, height, baseline: above };
  } catch (error) {
    // Undrawable, KaTeX's ParseError, or its stack overflow on deep nesting: the reader is served by the text in any case.
    return { ok: false, failure: error instanceof Error ? error.message : String(error) };
  }
}
