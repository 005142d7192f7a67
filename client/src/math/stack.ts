/** KaTeX's vertical lists: an inline table whose cell holds boxes of no height, each moved to its place. */
import type { KatexNode, KatexSpan } from 'katex';
import { type Box, spaced } from './box';
import { type Context, Undrawable, em, inherit } from './context';

export const isStack = (node: KatexSpan): boolean => node.classes.includes('vlist-t');

const isSpan = (node: KatexNode | undefined): node is KatexSpan => node !== undefined && 'classes' in node && 'children' in node;

/** One element of a stack: its box, margins included, and how far its baseline stands below that of the stack. */
interface Level { readonly box: Box; readonly down: number; readonly align: Context['align'] }

type Lay = (node: KatexNode, context: Context) => Box;

/** The box of a vertical list; `lay` makes those of its elements. */
export function layStack(stack: KatexSpan, context: Context, lay: Lay): Box {
  const [firstRow] = stack.children;
  const cell = isSpan(firstRow) ? firstRow.children[0] : undefined;
  if (!isSpan(cell)) throw new Undrawable('a stack without a cell');
  const levels = cell.children.map((child) => {
    if (!isSpan(child)) throw new Undrawable('a stack of something else than spans');
    return layLevel(child, context, lay);
  });
  // The table is as wide as its widest element.
  const width = levels.reduce((widest, { box }) => Math.max(widest, box.width), 0);
  return {
    width,
    paint: (x, y, _available, ink) => {
      for (const { box, down, align } of levels) {
        const slack = box.fills === true ? 0 : width - box.width;
        box.paint(x + (align === 'center' ? slack / 2 : align === 'right' ? slack : 0), y + down, width, ink);
      }
    },
  };
}

/** A level is [strut, element]: the strut's height fixes where in the level the baseline is, `top` moves the level. */
function layLevel(level: KatexSpan, outer: Context, lay: Lay): Level {
  const context = inherit(level.classes, { ...level.style, top: undefined }, outer);
  const [strut, element] = level.children;
  if (!isSpan(strut) || element === undefined || !strut.classes.includes('pstrut')) throw new Undrawable('a stack without a strut');
  const box = spaced(lay(element, context), em(level.style['marginLeft'], context), em(level.style['marginRight'], context));
  return { box, down: em(level.style['top'], context) + em(strut.style['height'], context), align: context.align };
}
