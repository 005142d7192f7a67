/** Math blocks of a hover → pictures. Knows Markdown and budgets; what draws is passed in. */
import type { Formula } from '../../protocol/formula';
import { mathBlocks, replaceMathBlocks } from '../../protocol/math';
import type { Picture, SvgOptions } from './math/svg';

export type Draw = (latex: string, options: SvgOptions) => Picture;

export interface Look { readonly colour: string; readonly size: number }

/** VS Code cuts a hover's Markdown at 100,000 characters, through the middle of a picture if it must. The rest is for the words. */
export const MAX_PICTURE_CHARACTERS = 90_000;
/** A hover is 750 px wide; what is wider can be scrolled to, but is seldom read. */
export const MAX_WIDTH = 700;
/** Letters smaller than this part of the text around them are not read either. */
export const SMALLEST = 0.75;
/** Formulas remembered as pictures: some ten hovers. */
const REMEMBERED = 128;

const remembered = new Map<string, string | undefined>();

/** The picture of `formula` as Markdown, at most `MAX_WIDTH` wide; undefined when it cannot be drawn or not small enough to be read. */
function pictureOf(formula: Formula, look: Look, draw: Draw): string | undefined {
  const key = JSON.stringify([formula, look]);
  if (remembered.has(key)) return remembered.get(key);
  const options = { colour: look.colour, size: look.size, display: true };
  let picture = draw(formula.latex, options);
  if (picture.ok && picture.width > MAX_WIDTH) {
    const shrunk = MAX_WIDTH / picture.width;
    picture = shrunk < SMALLEST ? { ok: false, failure: 'too wide' } : draw(formula.latex, { ...options, size: look.size * shrunk });
  }
  const markdown = picture.ok ? `![${escapeMarkdown(formula.text)}](data:image/svg+xml;base64,${btoa(picture.svg)})` : undefined;
  if (remembered.size >= REMEMBERED) for (const oldest of remembered.keys()) { remembered.delete(oldest); break; }
  remembered.set(key, markdown);
  return markdown;
}

/** `text` as Markdown that shows it as it is. */
export const escapeMarkdown = (text: string): string => text.replace(/[\\`*_{}[\]()#+\-.!|<>~$&]/g, '\\$&');

/** `text` as inline code, whatever backticks it has. */
export function inlineCode(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}

/** From this many formulas on, their texts stand together below everything: between the pictures they would be in the eye's way. */
export const MANY = 3;

/**
 * `markdown` with its math blocks as pictures, and the Unicode text of each besides: a screen reader and the clipboard get no picture.
 * Where a picture is refused, or would not fit into the hover's budget any more, the text stands in its place.
 */
export function withPictures(markdown: string, look: Look, draw: Draw): string {
  let left = MAX_PICTURE_CHARACTERS;
  const many = mathBlocks(markdown).length >= MANY;
  const below: string[] = [];
  const pictured = replaceMathBlocks(markdown, (formula) => {
    const picture = pictureOf(formula, look, draw);
    const text = inlineCode(formula.text);
    if (picture === undefined || picture.length > left) return text;
    left -= picture.length;
    if (!many) return `${picture}\n\n${text}`;
    below.push(text);
    return picture;
  });
  // Two spaces at the end of a line break it.
  return below.length === 0 ? pictured : `${pictured.trimEnd()}\n\n---\n\n${below.join('  \n')}`;
}
