/**
 * Writes client/src/math/glyphs.generated.ts: the outlines of KaTeX's fonts that hover pictures are drawn with.
 *
 *   node scripts/glyphs.mjs           writes the file
 *   node scripts/glyphs.mjs --check   fails when the file is not what the fonts give
 *
 * The table is committed: it changes only with KaTeX's version, which is pinned.
 * Coordinates are thousandths of an em, y downwards, relative and rounded: a thousandth of an em is a fiftieth of a pixel.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import opentype from 'opentype.js';
import { ROOT, fail, say } from './steps.mjs';

/** @typedef {(code: number) => boolean} Choice */

/** Printable: spaces have no outline. @type {Choice} */
const isPrintable = (code) => code > 0x20 && code !== 0xa0 && !(code >= 0x2000 && code <= 0x200a);

/** @type {Choice} */
const everything = () => true;
/** @type {(ranges: string) => Choice} "A-Z a-z": the ranges of characters taken */
const only = (ranges) => {
  const pairs = ranges.split(' ').map((range) => Array.from(range).filter((c, i) => !(c === '-' && i === 1)).map((c) => c.codePointAt(0) ?? 0));
  return (code) => pairs.some(([from = 0, to = from]) => from <= code && code <= to);
};

/**
 * The fonts, and of each the characters, that typeset matrix calculus can ask for. What is missing here is shown as text.
 * @type {readonly (readonly [string, Choice])[]}
 */
const FONTS = [
  ['Main-Regular',        only('!-~ ° ± ´ × ÷ ˆ-˝ Γ-Ω –-” †-… ′ ℏ ℓ ←-↓ ↔ ↦ ⇐-⇔ ∀-∞ ∠-∬ ∼-≫ ≺-⊃ ⊆-⊙ ⊢-⊥ ⋄-⋱ ⌈-⌋ ⟨-⟩ ⟶ ⟹ ⟺ ⪯ ⪰')],
  ['Main-Bold',           only('0-9 A-Z a-z Γ-Ω')],
  ['Main-Italic',         only('0-9 A-Z a-z')],
  ['Math-Italic',         everything],
  ['AMS-Regular',         only('A-Z ≲ ≳ ≼ ≽ ∅ □ ℏ')],
  ['Caligraphic-Regular', only('A-Z')],
  ['Size1-Regular',       everything],
  ['Size2-Regular',       everything],
  ['Size3-Regular',       everything],
  ['Size4-Regular',       everything],
];

/** Half a unit of rounding at either end. */
const REFLECTION_TOLERANCE = 1;

/** SVG path data for the outline of a glyph. @param {opentype.Glyph} glyph @param {number} unitsPerEm */
function outline(glyph, unitsPerEm) {
  const scale = 1000 / unitsPerEm;
  let [x, y, startX, startY] = [0, 0, 0, 0];
  // The control point that `t` would use: the last one, reflected in the current point. TrueType leaves out points that lie
  // midway between two controls, so most curves have it.
  let [reflectedX, reflectedY] = [0, 0];
  let data = '';
  /** @param {number} value */
  const round = (value) => Math.round(value * scale);
  /** Numbers one after the other; a minus sign separates too. @param {number[]} numbers */
  const list = (numbers) => numbers.reduce((text, n, i) => text + (i > 0 && n >= 0 ? ' ' : '') + String(n), '');
  for (const command of glyph.path.commands) {
    if (command.type === 'Z') {
      data += 'z';
      [x, y] = [startX, startY];
      [reflectedX, reflectedY] = [x, y];
      continue;
    }
    const [toX, toY] = [round(command.x), round(-command.y)];
    const [dx, dy] = [toX - x, toY - y];
    if (command.type === 'L' && dx === 0 && dy === 0) continue;
    let [controlX, controlY] = [toX, toY];
    if (command.type === 'M') { data += `M${list([toX, toY])}`; [startX, startY] = [toX, toY]; }
    else if (command.type === 'L') data += dy === 0 ? `h${dx}` : dx === 0 ? `v${dy}` : `l${list([dx, dy])}`;
    else if (command.type === 'Q') {
      [controlX, controlY] = [round(command.x1), round(-command.y1)];
      if (Math.max(Math.abs(controlX - reflectedX), Math.abs(controlY - reflectedY)) <= REFLECTION_TOLERANCE) {
        data += `t${list([dx, dy])}`;
        [controlX, controlY] = [reflectedX, reflectedY];
      } else data += `q${list([controlX - x, controlY - y, dx, dy])}`;
    } else fail(`KaTeX's fonts have a cubic outline now; scripts/glyphs.mjs knows quadratic ones`);
    [x, y] = [toX, toY];
    [reflectedX, reflectedY] = [2 * toX - controlX, 2 * toY - controlY];
  }
  // A run of the same command needs its letter once.
  return data.replace(/([qtl])([^a-zA-Z]+)((?:\1[^a-zA-Z]+)+)/g, (_run, letter, first, rest) =>
    letter + first + rest.slice(1).split(letter).map((/** @type {string} */ part) => (part.startsWith('-') ? part : ` ${part}`)).join(''));
}

/** As it stands in a literal in single quotes. @param {string} character */
const literal = (character) => (character === '\'' || character === '\\' ? `\\${character}` : character);

function generate() {
  const fonts = FONTS.map(([name, isTaken]) => {
    const data = readFileSync(join(ROOT, 'node_modules/katex/dist/fonts', `KaTeX_${name}.ttf`));
    const font = opentype.parse(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength));
    /** @type {Map<number, string>} */
    const rows = new Map();
    for (let index = 0; index < font.glyphs.length; index++) {
      const glyph = font.glyphs.get(index);
      for (const code of glyph.unicodes) {
        if (isPrintable(code) && isTaken(code)) rows.set(code, `${Math.round((glyph.advanceWidth ?? 0) * 1000 / font.unitsPerEm)} ${outline(glyph, font.unitsPerEm)}`);
      }
    }
    const lines = [...rows].sort(([a], [b]) => a - b).map(([code, row]) => `${literal(String.fromCodePoint(code))}${row}`);
return `  '${name}': '${lines.join('\\n')}',\n`;
  });
  return `/** Written by scripts/glyphs.mjs from KaTeX's fonts (SIL Open Font License 1.1). Each line: the character, its advance, its outline. */\nexport const GLYPH_ROWS = {\n${fonts.join('')}} as const;\n`;
}

const target = join(ROOT, 'client/src/math/glyphs.generated.ts');
const text = generate();
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) fail('client/src/math/glyphs.generated.ts is not what the fonts give: run node scripts/glyphs.mjs');
} else {
  writeFileSync(target, text);
  say(`${text.length} characters of outlines`);
}
