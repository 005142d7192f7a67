/**
 * Figures as SVG that needs nothing but itself. Every part names its role as a class and bakes in a colour for paper; where the figure stands
 * in a page, the page's style sheet gives the roles the colours of the theme.
 */
import type { Drawn } from '../../../protocol/preview';
import type { Picture, SvgOptions } from '../math/svg';

export type Draw = (latex: string, options: SvgOptions) => Picture;

/** What the parts of a figure are, and their colours on white paper. */
export const ROLES = {
  /** Letters, and lines as strong as them. */
  ink:    '#1f1f1f',
  /** Frames, axes, arrows of values. */
  line:   '#767676',
  grid:   '#e0e0e0',
  /** What runs back: cotangents. */
  back:   '#005fb8',
  first:  '#b5200d',
  second: '#005fb8',
  /** The paper itself, behind words that a line would run through. */
  ground: '#ffffff',
  /** The inside of what is set apart. */
  tint:   '#eef4fb',
} as const;
export type Role = keyof typeof ROLES;

export const escapeText = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** At most two decimals: a hundredth of a pixel is seen by nobody. */
export const at = (value: number): string => String(Math.round(value * 100) / 100);

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** `<tag …>inside</tag>`; numbers are lengths in pixels. */
export function tag(name: string, attributes: Attributes, inside = ''): string {
  const written = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${typeof value === 'number' ? at(value) : escapeText(value)}"`])).join('');
  return inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`;
}

/** A part that is filled, one that is a line. */
export const filled = (role: Role): Attributes => ({ class: `fill-${role}`, fill: ROLES[role] });
export const drawn = (role: Role, width = 1): Attributes => ({ class: `stroke-${role}`, fill: 'none', stroke: ROLES[role], 'stroke-width': width });

/** The whole. `label` is what a screen reader says instead of the lines. */
export function figure(width: number, height: number, label: string, inside: string): Drawn {
  const [w, h] = [Math.ceil(width), Math.ceil(height)];
  return { svg: tag('svg', { xmlns: 'http://www.w3.org/2000/svg', width: w, height: h, viewBox: `0 0 ${w} ${h}`, role: 'img', 'aria-label': label }, inside), width: w, height: h };
}

const FONT = 'system-ui, sans-serif';

/** Words, not a formula. */
export const words = (text: string, x: number, y: number, role: Role, size: number, more: Attributes = {}): string =>
  tag('text', { x, y, 'font-family': FONT, 'font-size': size, ...filled(role), ...more }, escapeText(text));

export interface Label { readonly width: number; readonly height: number; /** The formula with its top left corner there. */ readonly place: (x: number, y: number) => string }

/** A formula as a part of a figure; where it cannot be drawn, its text. `names` is this figure's own. */
export function formulas(draw: Draw, size: number, names: string, display = false): (formula: { readonly latex: string; readonly text: string }, role: Role) => Label {
  let count = 0;
  return ({ latex, text }, role) => {
    const picture = draw(latex, { colour: 'currentColor', size, display, names: `${names}${count++}-` });
    if (!picture.ok) {
      const width = text.length * size * 0.55;
      return { width, height: size * 1.4, place: (x, y) => words(text, x, y + size, role, size * 0.85) };
    }
    // The picture's own frame, moved: it is an image with a place of its own inside ours.
    const inside = picture.svg.replace('<svg xmlns="http://www.w3.org/2000/svg"', '').replace(/<\/svg>$/, '');
    return { width: picture.width, height: picture.height, place: (x, y) => `<svg class="ink-${role}" color="${ROLES[role]}" x="${at(x)}" y="${at(y)}"${inside}</svg>` };
  };
}
