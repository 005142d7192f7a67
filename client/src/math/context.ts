/** What a node of the build tree inherits from the one around it, and how KaTeX writes lengths. */
import type { KatexStyle } from 'katex';
import type {} from './katex-internal';
import { type Font, fontOf, sizeChange } from './faces';

/** `em` is in thousandths of the formula's em. */
export interface Context {
  readonly em: number;
  readonly font: Font;
  readonly colour: string | undefined;
  readonly align: 'left' | 'center' | 'right';
}

/** The formula uses something of KaTeX that we do not draw. */
export class Undrawable extends Error {}

/** A length that KaTeX wrote: "0.2em", or "0.2em" squeezed into a number. */
export function em(length: string | undefined, context: Context): number {
  if (length === undefined || length === '0') return 0;
  const value = /^(-?[\d.]+(?:e-?\d+)?)em$/.exec(length)?.[1];
  if (value === undefined) throw new Undrawable(`length ${length}`);
  return Number(value) * context.em;
}

const KNOWN_STYLES: ReadonlySet<string> = new Set([
  'height', 'top', 'bottom', 'left', 'position', 'marginLeft', 'marginRight', 'paddingLeft', 'width', 'minWidth', 'verticalAlign', 'color',
  'borderBottomWidth', 'borderTopWidth', 'borderRightWidth', 'borderRightStyle', 'margin',
]);

/** The colour that we tell KaTeX to set commands in which it does not trust: nobody else asks for it. */
export const UNTRUSTED = '#fe01fd';

export function inherit(classes: readonly string[], style: KatexStyle, context: Context): Context {
  for (const name of Object.keys(style)) if (style[name] !== undefined && !KNOWN_STYLES.has(name)) throw new Undrawable(`style ${name}`);
  if (style['color'] === UNTRUSTED) throw new Undrawable('a command that is not trusted');
  return {
    em: context.em * sizeChange(classes),
    font: fontOf(classes, context.font),
    colour: style['color'] ?? context.colour,
    align: alignOf(classes) ?? context.align,
  };
}

/** `text-align`, where a class sets it for the stacks inside. */
function alignOf(classes: readonly string[]): Context['align'] | undefined {
  if (['mfrac', 'op-limits', 'katex-accent', 'col-align-c', 'mover', 'munder', 'x-arrow'].some((name) => classes.includes(name))) return 'center';
  if (['msupsub', 'svg-align', 'col-align-l'].some((name) => classes.includes(name))) return 'left';
  return classes.includes('col-align-r') ? 'right' : undefined;
}

