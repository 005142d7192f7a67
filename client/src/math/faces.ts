/** Which class of KaTeX's style sheet sets which part of the font. */
import type { Face } from './glyphs';

/** The inherited parts of a font. */
export interface Font { readonly family: string; readonly bold: boolean; readonly italic: boolean }
export const MAIN: Font = { family: 'Main', bold: false, italic: false };

interface FontChange { readonly family?: string; readonly bold?: boolean; readonly italic?: boolean }

/** In the order of the style sheet: of two rules for the same part, the later one holds. */
const FONT_CLASSES: readonly (readonly [string, FontChange])[] = [
  ['textbf',     { bold: true }],
  ['textit',     { italic: true }],
  ['textrm',     { family: 'Main' }],
  ['textsf',     { family: 'SansSerif' }],
  ['texttt',     { family: 'Typewriter' }],
  ['mathnormal', { family: 'Math', italic: true }],
  ['mathit',     { family: 'Main', italic: true }],
  ['mathrm',     { italic: false }],
  ['mathbf',     { family: 'Main', bold: true }],
  ['boldsymbol', { family: 'Math', bold: true, italic: true }],
  ['amsrm',      { family: 'AMS' }],
  ['mathbb',     { family: 'AMS' }],
  ['textbb',     { family: 'AMS' }],
  ['mathcal',    { family: 'Caligraphic' }],
  ['mathfrak',   { family: 'Fraktur' }],
  ['mathtt',     { family: 'Typewriter' }],
  ['mathscr',    { family: 'Script' }],
  ['mathsf',     { family: 'SansSerif' }],
  ['mathboldsf', { family: 'SansSerif', bold: true }],
  ['mathsfit',   { family: 'SansSerif', italic: true }],
  ['mainrm',     { family: 'Main', italic: false }],
  ['small-op',   { family: 'Size1' }],
  ['large-op',   { family: 'Size2' }],
  ['delim-size1', { family: 'Size1' }],
  ['delim-size4', { family: 'Size4' }],
];
export const FONT_CLASS_NAMES: ReadonlySet<string> = new Set(FONT_CLASSES.map(([name]) => name));

/** The font of a node with `classes` inside one with `font`. */
export function fontOf(classes: readonly string[], font: Font): Font {
  let result = font;
  if (classes.includes('delimsizing')) {
    const size = classes.find((name) => /^size[1-4]$/.test(name));
    if (size !== undefined) result = { ...result, family: `Size${size.slice(4)}` };
  }
  for (const [name, change] of FONT_CLASSES) if (classes.includes(name)) result = { ...result, ...change };
  return result;
}

const FACES: Readonly<Record<string, Face>> = {
  'Main':           'Main-Regular',
  'Main bold':      'Main-Bold',
  'Main italic':    'Main-Italic',
  'Math italic':    'Math-Italic',
  'AMS':            'AMS-Regular',
  'Caligraphic':    'Caligraphic-Regular',
  'Size1':          'Size1-Regular',
  'Size2':          'Size2-Regular',
  'Size3':          'Size3-Regular',
  'Size4':          'Size4-Regular',
};

/** The face for `font`; undefined when the table has no such face. */
export const faceOf = ({ family, bold, italic }: Font): Face | undefined => FACES[`${family}${bold ? ' bold' : ''}${italic ? ' italic' : ''}`];

/** KaTeX's sizes 1 to 11, as multiples of the normal size. */
const SIZES = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.44, 1.728, 2.074, 2.488] as const;

/** The factor that `reset-size6 size3` sets between the outer and the inner em; 1 without such classes. */
export function sizeChange(classes: readonly string[]): number {
  // The sheet has such rules for these two classes only. `reset-size6 size3` after another class, as on a null delimiter, comes with `katex-sizing`.
  if (!classes.includes('katex-sizing') && !classes.includes('fontsize-ensurer')) return 1;
  const [from, to] = ['reset-size', 'size'].map((prefix) => {
    const digits = classes.map((name) => new RegExp(`^${prefix}(\\d+)$`).exec(name)?.[1]).find((found) => found !== undefined);
    return digits === undefined ? undefined : SIZES[Number(digits) - 1];
  });
  return from === undefined || to === undefined ? 1 : to / from;
}
