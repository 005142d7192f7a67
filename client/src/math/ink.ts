/** What a formula is painted with, and how that becomes SVG. Lengths in thousandths of the formula's em, y downwards from its baseline. */
import type { Glyph } from './glyphs';

export type Ink =
  | { readonly kind: 'glyph'; readonly glyph: Glyph; readonly x: number; readonly y: number; readonly scale: number; readonly colour: string | undefined }
  /** A filled rectangle: a fraction bar, a line of an array. `y` is its top. */
  | { readonly kind: 'rule'; readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly colour: string | undefined }
  /** A stretchy sign: a drawing in coordinates of its own, fitted into a box and cut at its edges. */
  | { readonly kind: 'drawing'; readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly viewBox: string; readonly fit: string; readonly path: string; readonly colour: string | undefined };

export const escapeAttribute = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

const ATTRIBUTE_DECIMALS = 4;
const number = (value: number): string => String(Number(value.toFixed(ATTRIBUTE_DECIMALS)));
const whole = (value: number): string => String(Math.round(value));

/** The marks as SVG elements. Outlines that occur more than once are defined once, under names that begin with `prefix`. `pixel`: one pixel, in thousandths of an em. */
export function paint(ink: readonly Ink[], pixel: number, prefix: string): string {
  const uses = new Map<string, number>();
  for (const mark of ink) if (mark.kind === 'glyph') uses.set(mark.glyph.path, (uses.get(mark.glyph.path) ?? 0) + 1);

  const names = new Map<string, string>();
  let definitions = '';
  let marks = '';
  for (const mark of ink) {
    const fill = mark.colour === undefined ? '' : ` fill="${escapeAttribute(mark.colour)}"`;
    switch (mark.kind) {
      case 'glyph': {
        const { path } = mark.glyph;
        const place = `${whole(mark.x)} ${whole(mark.y)}`;
        const transform = ` transform="translate(${place})${mark.scale === 1 ? '' : ` scale(${number(mark.scale)})`}"`;
        if ((uses.get(path) ?? 0) < 2) { marks += `<path d="${path}"${transform}${fill}/>`; break; }
        let name = names.get(path);
        if (name === undefined) {
          name = `${prefix}${names.size}`;
          names.set(path, name);
          definitions += `<path id="${name}" d="${path}"/>`;
        }
        marks += `<use href="#${name}"${transform}${fill}/>`;
        break;
      }
      case 'rule': {
        // Browsers draw borders as whole pixels at whole pixels, at least one; so do we, or bars would look grey.
        const snap = (value: number): number => Math.round(value / pixel) * pixel;
        const thin = mark.height <= mark.width;
        const height = thin ? Math.max(pixel, snap(mark.height)) : mark.height;
        const width = thin ? mark.width : Math.max(pixel, snap(mark.width));
        const x = thin ? mark.x : snap(mark.x);
        const y = thin ? snap(mark.y + mark.height - height) : mark.y;
        marks += `<rect x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}"${fill}/>`;
        break;
      }
      case 'drawing':
        marks += `<svg x="${whole(mark.x)}" y="${whole(mark.y)}" width="${whole(mark.width)}" height="${whole(mark.height)}" viewBox="${escapeAttribute(mark.viewBox)}" preserveAspectRatio="${escapeAttribute(mark.fit)}"><path d="${escapeAttribute(mark.path)}"${fill}/></svg>`;
        break;
    }
  }
  return (definitions === '' ? '' : `<defs>${definitions}</defs>`) + marks;
}
