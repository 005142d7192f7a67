import { describe, expect, test } from 'vitest';
import { svgOf, type Picture } from '../../client/src/math/svg';
import { FORMULAS } from './formulas';

const draw = (latex: string, options: Partial<Parameters<typeof svgOf>[1]> = {}): Picture => svgOf(latex, { colour: '#cccccc', size: 16, display: true, ...options });

/** The picture, or a failed test that says why there is none. */
function drawn(latex: string, options: Partial<Parameters<typeof svgOf>[1]> = {}): Extract<Picture, { ok: true }> {
  const picture = draw(latex, options);
  if (!picture.ok) throw new Error(`${latex}: ${picture.failure}`);
  return picture;
}

const marks = (svg: string, tag: string): number => svg.split(`<${tag} `).length - 1;

describe('a picture needs nothing but itself', () => {
  test.each(FORMULAS)('%s', (latex) => {
    const { svg, width, height } = drawn(latex);
    expect(svg).toMatch(new RegExp(`^<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="[-\\d. ]+" fill="#cccccc">`));
    expect(svg).not.toMatch(/NaN|undefined|Infinity|<text|<style|url\(|currentColor/);
    // Only ASCII: it is encoded as base64.
    expect(svg).toMatch(/^[\x20-\x7e]*$/);
    // Ten thousand characters a formula keep a hover with several under VS Code's limit.
    expect(svg.length).toBeLessThan(10_000);
    const defined = [...svg.matchAll(/ id="(\w+)"/g)].map(([, id]) => id);
    const used = new Set([...svg.matchAll(/ href="#(\w+)"/g)].map(([, id]) => id));
    expect(new Set(defined)).toEqual(used);
  });
});

describe('size', () => {
  test('grows with the em', () => {
    const [small, large] = [drawn('X^\\top X', { size: 10 }), drawn('X^\\top X', { size: 40 })];
    expect((large.width - 4) / (small.width - 4)).toBeCloseTo(4, 0);
    expect(large.height).toBeGreaterThan(3 * small.height - 12);
  });
  test('display style is larger than text style', () => {
    expect(drawn('\\sum_{i=1}^n x_i').height).toBeGreaterThan(drawn('\\sum_{i=1}^n x_i', { display: false }).height);
  });
  test('the baseline lies inside, and a depth below it', () => {
    const { baseline, height } = drawn('y_p');
    expect(baseline).toBeGreaterThan(5);
    expect(height - baseline).toBeGreaterThan(3);
  });
});

describe('outlines', () => {
  test('what occurs twice is defined once', () => {
    const { svg } = drawn('x + x + x');
    expect(marks(svg, 'use')).toBe(5);
    expect(marks(svg, 'path')).toBe(2);
  });
  test('what occurs once is drawn in place', () => {
    const { svg } = drawn('x + y');
    expect(marks(svg, 'use')).toBe(0);
    expect(marks(svg, 'path')).toBe(3);
  });
  test('a fraction has one bar, of whole pixels and at a whole pixel', () => {
    const { svg } = drawn('\\frac{a}{b}', { size: 20 });
    const bars = [...svg.matchAll(/<rect x="[-\d.]+" y="([-\d.]+)" width="[\d.]+" height="([\d.]+)"/g)];
    expect(bars).toHaveLength(1);
    expect(bars.map(([, y, height]) => [Number(y) % 50, Number(height)])).toEqual([[-0, 50]]);
  });
  test('colours of a part are kept, quotes in colours cannot leave their attribute', () => {
    expect(drawn('\\textcolor{#61afef}{Y}').svg).toContain(' fill="#61afef"');
    expect(drawn('x', { colour: '"><script>' }).svg).toContain('fill="&#34;&#62;&#60;script&#62;"');
  });
});

describe('refused, with a reason', () => {
  test.each([
    ['\\unknown{x}', /Undefined control sequence/],
    ['\\frac{a}', /Expected|Unexpected/],
    ['\\text{日本}', /character 日/],
    ['\\mathfrak{g}', /Fraktur/],
    ['\\mathsf{T}', /SansSerif/],
    ['\\cancel{x}', /./],
    ['x \\tag{1}', /katex-tag/],
    ['x \\\\ y', /katex-newline/],
    ['\\includegraphics{https://example.org/x.png}', /not trusted/],
    ['\\href{https://example.org}{x}', /not trusted/],
    ['x '.repeat(4001), /more than 8000 characters/],
  ] as const)('%j', (latex, reason) => {
    const picture = draw(latex);
    expect(picture.ok).toBe(false);
    expect(picture.ok ? '' : picture.failure).toMatch(reason);
  });
});

test.each(['{', '\\sqrt{', '\\frac{1}{'])('nesting as deep as the length allows does not throw: %s', (opening) => {
  const depth = Math.floor(7_900 / (opening.length + 1));
  const picture = draw(`${opening.repeat(depth)}x${'}'.repeat(depth)}`);
  expect(picture.ok ? picture.svg : picture.failure).not.toBe('');
});
