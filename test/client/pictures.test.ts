import { describe, expect, test } from 'vitest';
import { MAX_PICTURE_CHARACTERS, MAX_WIDTH, inlineCode, withPictures, type Draw } from '../../client/src/pictures';
import { svgOf } from '../../client/src/math/svg';
import { mathBlock } from '../../protocol/math';

const LOOK = { colour: '#cccccc', size: 17 };
const picture = (svg: string, width = 100): Draw => () => ({ ok: true, svg, width, height: 20, baseline: 15 });
const refuse: Draw = () => ({ ok: false, failure: 'no' });
/** Formulas are remembered by what they are, so each test has its own. */
let serial = 0;
const formula = (text = 'X'): { latex: string; text: string } => ({ latex: `x_{${serial++}}`, text });

describe('pictures in Markdown', () => {
  test('the picture first, its text below, the words around untouched', () => {
    const markdown = withPictures(`**gradient**${mathBlock(formula('∇f = Xᵀ'))}in ℝⁿ`, LOOK, picture('<svg/>'));
    expect(markdown).toBe('**gradient**\n\n![∇f = Xᵀ](data:image/svg+xml;base64,PHN2Zy8+)\n\n`∇f = Xᵀ`\n\nin ℝⁿ');
  });
  test('the texts of many formulas stand together below', () => {
    const blocks = ['a', 'b', 'c'].map((text) => mathBlock(formula(text)));
    const image = (text: string): string => `![${text}](data:image/svg+xml;base64,PHN2Zy8+)`;
    expect(withPictures(`${blocks.join('words')}\n[link](x)`, LOOK, picture('<svg/>')).replace(/\n{3,}/g, '\n\n'))
      .toBe(`\n\n${image('a')}\n\nwords\n\n${image('b')}\n\nwords\n\n${image('c')}\n\n[link](x)\n\n---\n\n\`a\`  \n\`b\`  \n\`c\``);
  });
  test('a refusal leaves the text', () => {
    expect(withPictures(mathBlock(formula('a`b')), LOOK, refuse).trim()).toBe('`ab`');
  });
  test('text is shown as text', () => {
    expect(withPictures(mathBlock(formula('[x](command:evil) *y*')), LOOK, picture('<svg/>'))).toContain('![\\[x\\]\\(command:evil\\) \\*y\\*](data:');
  });
  test('what does not fit into the budget stands as text', () => {
    const big = 'x'.repeat(MAX_PICTURE_CHARACTERS / 2 * 3 / 4 - 200);
    const markdown = withPictures(mathBlock(formula('a')) + mathBlock(formula('b')) + mathBlock(formula('c')), LOOK, picture(big));
    expect(markdown.match(/data:image/g)).toHaveLength(2);
    expect(markdown.length).toBeLessThan(100_000);
    expect(markdown).toMatch(/`c`[^]*`a` {2}\n`b`$/);
  });
  test('wide formulas shrink, very wide ones become text', () => {
    const wide = (terms: number): string => withPictures(mathBlock({ latex: Array.from({ length: terms }, (_, i) => `X_{${i}}`).join('+'), text: 'sum' }), LOOK, svgOf);
    const widthOf = (markdown: string): number => Number(/width="(\d+)"/.exec(atob(/base64,([^)]*)/.exec(markdown)?.[1] ?? ''))?.[1] ?? 0);
    expect(widthOf(wide(10))).toBeLessThan(MAX_WIDTH);
    expect(widthOf(wide(18))).toBeGreaterThan(MAX_WIDTH - 30);
    expect(widthOf(wide(18))).toBeLessThanOrEqual(MAX_WIDTH + 2);
    expect(wide(60).trim()).toBe('`sum`');
  });
  test('the same formula in another colour is another picture', () => {
    const one = formula();
    const [dark, light] = ['#cccccc', '#3b3b3b'].map((colour) => withPictures(mathBlock(one), { ...LOOK, colour }, svgOf));
    expect(dark).not.toBe(light);
    expect(withPictures(mathBlock(one), LOOK, refuse)).toBe(dark);
  });
});

test.each([['x', '`x`'], ['a`b', '`` a`b ``'], ['``', '``` `` ```']])('inline code %s', (text, code) => {
  expect(inlineCode(text)).toBe(code);
});
