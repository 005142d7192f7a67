/** KaTeX's build tree → boxes, node by node. Each case repeats one rule of katex.css. */
import type { KatexNode, KatexSpan, KatexStyle, KatexSvg, KatexSymbol } from 'katex';
import { type Box, moved, ofWidth, row, space, spaced } from './box';
import { type Context, Undrawable, em, inherit } from './context';
import { FONT_CLASS_NAMES, faceOf } from './faces';
import { glyphOf } from './glyphs';
import { isStack, layStack } from './stack';

/** Classes without a rule of their own in the style sheet, or whose rule holds for their children, which look at them there. */
const NEUTRAL: ReadonlySet<string> = new Set([
  'mord', 'mop', 'mbin', 'mrel', 'mopen', 'mclose', 'mpunct', 'minner', 'mspace', 'mtight', 'math', 'text', 'nobreak', 'allowbreak',
  'katex-html', 'katex-base', 'katex-display', 'katex', 'katex-sizing', 'fontsize-ensurer', 'enclosing', 'base', 'uncramped', 'cramped',
  'mfrac', 'msupsub', 'sqrt', 'katex-accent', 'op-limits', 'op-symbol', 'delimsizing', 'mult', 'delimsizinginner', 'delimcenter', 'mtable', 'svg-align',
  'mover', 'munder', 'accent-full', 'katex-overline', 'katex-underline', 'overline', 'underline', 'accent', 'leftright', 'leftright-right', 'x-arrow', 'vcenter', 'katex-smash',
  'col-align-c', 'col-align-l', 'col-align-r',
]);

/** The box of `node` in `context`; throws `Undrawable`. */
export function lay(node: KatexNode, context: Context): Box {
  if ('text' in node) return laySymbol(node, context);
  if ('src' in node) throw new Undrawable('image');
  if ('classes' in node) return laySpan(node, context);
  throw new Undrawable('a drawing outside a span');
}

const isSvg = (node: KatexNode): node is KatexSvg => 'attributes' in node && !('classes' in node);

/** KaTeX puts a zero-width space where a browser wants a line to have text. */
const ZERO_WIDTH = '\u200b';
const NO_BREAK_SPACE = '\u00a0';
/** The advance of the space in the text fonts. */
const SPACE_WIDTH = 0.25;

function laySymbol(node: KatexSymbol, outer: Context): Box {
  const context = inherit(node.classes, node.style, outer);
  const face = faceOf(context.font);
  if (face === undefined) throw new Undrawable(`font ${context.font.family}`);
  const boxes = Array.from(node.text, (character): Box => {
    if (character === ZERO_WIDTH) return space(0);
    if (character === ' ' || character === NO_BREAK_SPACE) return space(SPACE_WIDTH * context.em);
    // A browser takes a character that one of KaTeX's fonts lacks from the next one in the list.
    const glyph = glyphOf(face, character) ?? glyphOf('Main-Regular', character);
    if (glyph === undefined) throw new Undrawable(`character ${character} in ${face}`);
    const scale = context.em / 1000;
    return {
      width: glyph.advance * scale,
      paint: (x, y, _available, ink) => { if (glyph.path !== '') ink.push({ kind: 'glyph', glyph, x, y, scale, colour: context.colour }); },
    };
  });
  const [left, right] = margins(node.style, context);
  return moved(spaced(row(boxes), left, right + Math.max(0, node.italic) * context.em), em(node.style['left'], context), em(node.style['top'], context));
}

function margins(style: KatexStyle, context: Context): readonly [left: number, right: number] {
  return [em(style['marginLeft'], context) + em(style['paddingLeft'], context), em(style['marginRight'], context)];
}

/** Classes whose span is a mark or a space of its own, with what they make. */
const MARKS: Readonly<Record<string, (node: KatexSpan, context: Context) => Box>> = {
  'katex-strut':        () => space(0),
  'pstrut':             () => space(0),
  'vlist-s':            () => space(0),
  'nulldelimiter':      (_node, context) => space(0.12 * context.em),
  'arraycolsep':        (node, context) => space(em(node.style['width'], context)),
  'frac-line':          line,
  'overline-line':      line,
  'underline-line':     line,
  'katex-hline':        line,
  'katex-rule':         (node, context) => {
    const [width, height, bottom] = [em(node.style['borderRightWidth'], context), em(node.style['borderTopWidth'], context), em(node.style['bottom'], context)];
    return { width, paint: (x, y, _available, ink) => { if (width > 0 && height > 0) ink.push({ kind: 'rule', x, y: y - bottom - height, width, height, colour: context.colour }); } };
  },
  'vertical-separator': (node, context) => {
    if (node.style['borderRightStyle'] !== 'solid') throw new Undrawable('dashed separator');
    const [width, height, down] = [em(node.style['borderRightWidth'], context), em(node.style['height'], context), -em(node.style['verticalAlign'], context)];
    // Its margins, half its width on either side and negative, take its own width back.
    return { width: 0, paint: (x, y, _available, ink) => { ink.push({ kind: 'rule', x: x - width / 2, y: y + down - height, width, height, colour: context.colour }); } };
  },
};

/** A line as wide as the block it stands in, its lower edge on the baseline. */
function line(node: KatexSpan, context: Context): Box {
  const height = em(node.style['borderBottomWidth'], context);
  return { width: 0, fills: true, paint: (x, y, available, ink) => { ink.push({ kind: 'rule', x, y: y - height, width: available, height, colour: context.colour }); } };
}

function laySpan(node: KatexSpan, outer: Context): Box {
  const { classes, style } = node;
  const context = inherit(classes, style, outer);
  for (const [name, make] of Object.entries(MARKS)) if (classes.includes(name)) return make(node, context);
  const [left, right] = margins(style, context);
  const framed = (box: Box): Box => moved(spaced(box, left, right), em(style['left'], context), em(style['top'], context) - em(style['bottom'], context));

  if (isStack(node)) return framed(layStack(node, context, lay));
  if (classes.includes('katex-stretchy')) return layStretchy(node, context);
  const drawing = node.children.find(isSvg);
  if (drawing !== undefined) return framed(layDrawing(drawing, node, context, { from: 0, to: 1 }));

  const unknown = classes.find((name) => name !== '' && !NEUTRAL.has(name) && !FONT_CLASS_NAMES.has(name) && !/^(?:reset-)?size\d+$/.test(name) && !SPECIAL.has(name));
  if (unknown !== undefined) throw new Undrawable(`class ${unknown}`);
  const content = row(node.children.map((child) => lay(child, context)));
  if (classes.includes('accent-body')) {
    // An accent hangs over: it takes no space, and so is centred by its left edge. KaTeX moves it back by half its width.
    return framed(classes.includes('accent-full') ? content : ofWidth(content, 0));
  }
  if (classes.includes('katex-root')) return spaced(content, (5 / 18) * context.em, (-10 / 18) * context.em);
  return framed(content);
}
const SPECIAL: ReadonlySet<string> = new Set(['accent-body', 'katex-root']);

/** The part of the available width that one drawing of a stretchy sign covers: the ends of a brace overlap its middle a little. */
const PARTS: readonly (readonly [string, { readonly from: number; readonly to: number }])[] = [
  ['brace-left',      { from: 0,     to: 0.251 }],
  ['brace-center',    { from: 0.25,  to: 0.75 }],
  ['brace-right',     { from: 0.749, to: 1 }],
  ['halfarrow-left',  { from: 0,     to: 0.502 }],
  ['halfarrow-right', { from: 0.498, to: 1 }],
];

function layStretchy(node: KatexSpan, context: Context): Box {
  const parts = node.children.map((child): Box => {
    const part = PARTS.find(([name]) => 'classes' in child && child.classes.includes(name))?.[1];
    const drawing = 'children' in child && 'classes' in child ? child.children.find((inner) => 'attributes' in inner) : undefined;
    if (part === undefined || drawing === undefined || !isSvg(drawing) || !('classes' in child) || !('children' in child)) throw new Undrawable('stretchy sign');
    return layDrawing(drawing, child, context, part);
  });
  const width = em(node.style['minWidth'], context);
  return { width, fills: true, paint: (x, y, available, ink) => { for (const part of parts) part.paint(x, y, available, ink); } };
}

/** A drawing as high as its span, its lower edge on the baseline, as wide as it says or as the block around it. */
function layDrawing(svg: KatexSvg, span: KatexSpan, context: Context, part: { readonly from: number; readonly to: number }): Box {
  const height = em(span.style['height'], context);
  const fixed = span.style['width'] === undefined ? undefined : em(span.style['width'], context);
  const path = svg.children.map((child) => {
    const data = /^<path d="([^"&]*)"\/>$/.exec(child.toMarkup())?.[1];
    if (data === undefined) throw new Undrawable('a line drawn by KaTeX');
    return data.replace(/\s+/g, ' ');
  }).join('');
  const { viewBox, preserveAspectRatio: fit = 'none' } = svg.attributes;
  if (viewBox === undefined) throw new Undrawable('a drawing without a viewBox');
  return {
    width: fixed ?? em(span.style['minWidth'], context),
    ...(fixed === undefined ? { fills: true as const } : {}),
    paint: (x, y, available, ink) => {
      const whole = fixed ?? available;
      ink.push({ kind: 'drawing', x: x + part.from * whole, y: y - height, width: (part.to - part.from) * whole, height, viewBox, fit, path, colour: context.colour });
    },
  };
}
