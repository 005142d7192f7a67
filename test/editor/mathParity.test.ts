/** Our pictures against KaTeX's own HTML in Chromium: the same size, and ink at the same places. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import katex from 'katex';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { svgOf } from '../../client/src/math/svg';
import { ROOT } from '../../scripts/steps.mjs';
import { FORMULAS } from '../client/formulas';
import { launchBrowser } from './browser';

const SIZE = 24;
/** The picture has this much free space around it. */
const MARGIN = 2;
/** Pixels. Browsers round the height of each inline box. */
const TOLERANCE = 2;
/** Ink is compared on a screen of this density: on coarser ones browsers smooth and hint letters their own way, along every edge. */
const DENSITY = 4;
/** The share of ink that may lie further than a pixel away. */
const ELSEWHERE = 0.01;

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 900, height: 300 }, deviceScaleFactor: DENSITY });
  const fonts = join(ROOT, 'node_modules/katex/dist');
  await page.route('http://katex.test/**', async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') await route.fulfill({ contentType: 'text/html', body: `<!DOCTYPE html><link rel="stylesheet" href="/katex.css"><style>body { margin: 20px; font-size: ${SIZE / 1.21}px } .katex { color: #000 }</style><body>` });
    else await route.fulfill({ body: await readFile(join(fonts, pathname)), contentType: pathname.endsWith('.css') ? 'text/css' : 'font/woff2' });
  });
  await page.goto('http://katex.test/');
});
afterAll(() => browser.close());

interface Box { readonly width: number; readonly height: number; readonly above: number; readonly left: number; readonly top: number }

/** KaTeX's own layout: the boxes of its bases, measured from the common baseline. */
async function layOut(latex: string): Promise<Box> {
  const html = katex.renderToString(`\\displaystyle ${latex}`, { output: 'html', strict: 'ignore' });
  return page.evaluate(async (markup) => {
    document.body.innerHTML = `<div style="white-space: nowrap; padding: 20px">${markup}<span id="baseline" style="display: inline-block"></span></div>`;
    await document.fonts.ready;
    const baseline = document.querySelector('#baseline')?.getBoundingClientRect().bottom ?? 0;
    const bases = [...document.querySelectorAll('.katex-base')].map((base) => base.getBoundingClientRect());
    const struts = [...document.querySelectorAll('.katex-base > .katex-strut')].map((strut) => strut.getBoundingClientRect());
    const [top, bottom] = [Math.min(...struts.map((strut) => strut.top)), Math.max(...struts.map((strut) => strut.bottom))];
    return { width: bases.reduce((sum, { width }) => sum + width, 0), height: bottom - top, above: baseline - top, left: bases[0]?.left ?? 0, top };
  }, html);
}

const shot = async (clip: { x: number; y: number; width: number; height: number }): Promise<string> => (await page.screenshot({ clip })).toString('base64');

/** How much of the ink of each picture has none within a pixel in the other. */
async function elsewhere(one: string, other: string): Promise<readonly [number, number]> {
  return page.evaluate(async ({ pictures, density }) => {
    /** The darkness of every dot, row by row. */
    const inkOf = async (data: string): Promise<{ width: number; dark: Uint8Array }> => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.width, image.height];
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      const { data: dots } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
      return { width: image.width, dark: Uint8Array.from({ length: image.width * image.height }, (_, i) => 255 - (dots[4 * i] ?? 255)) };
    };
    /** Every dot as dark as the darkest within a pixel of it. */
    const spread = (from: Uint8Array, stride: number): Uint8Array =>
      from.map((_, at) => { let most = 0; for (let step = -density; step <= density; step++) most = Math.max(most, from[at + step * stride] ?? 0); return most; });
    const [a, b] = await Promise.all([inkOf(pictures[0]), inkOf(pictures[1])]);
    const share = (ink: Uint8Array, near: Uint8Array): number => {
      let [total, lost] = [0, 0];
      for (const [at, dark] of ink.entries()) { total += dark; lost += Math.max(0, dark - (near[at] ?? 0)); }
      return lost / total;
    };
    const near = ({ dark, width }: typeof a): Uint8Array => spread(spread(dark, 1), width);
    return [share(a.dark, near(b)), share(b.dark, near(a))] as const;
  }, { pictures: [one, other] as const, density: DENSITY });
}

describe('size', () => {
  test.each(FORMULAS)('%s', async (latex) => {
    const theirs = await layOut(latex);
    const ours = svgOf(latex, { colour: '#000', size: SIZE, display: true });
    if (!ours.ok) throw new Error(ours.failure);
    expect(Math.abs(ours.width - 2 * MARGIN - theirs.width)).toBeLessThanOrEqual(TOLERANCE);
    expect(Math.abs(ours.height - 2 * MARGIN - theirs.height)).toBeLessThanOrEqual(TOLERANCE);
    expect(Math.abs(ours.baseline - MARGIN - theirs.above)).toBeLessThanOrEqual(TOLERANCE);
  });
});

describe('ink', () => {
  test.each(FORMULAS)('%s', async (latex) => {
    const theirs = await layOut(latex);
    const ours = svgOf(latex, { colour: '#000', size: SIZE, display: true });
    if (!ours.ok) throw new Error(ours.failure);
    // Both with the baseline and the left edge at the same whole pixel.
    const [left, baseline] = [60, 140];
    const clip = { x: left - MARGIN, y: baseline - ours.baseline, width: ours.width, height: ours.height };
    await page.evaluate(([dx, dy]) => { const box = document.body.firstElementChild; if (box instanceof HTMLElement) { box.style.position = 'relative'; box.style.left = `${dx ?? 0}px`; box.style.top = `${dy ?? 0}px`; } }, [left - theirs.left, baseline - theirs.top - theirs.above]);
    const html = await shot(clip);
    await page.evaluate(({ svg, x, y }) => {
      document.body.innerHTML = `<img style="position: absolute; left: ${x}px; top: ${y}px" src="data:image/svg+xml;base64,${btoa(svg)}">`;
      return document.querySelector('img')?.decode();
    }, { svg: ours.svg, x: clip.x, y: clip.y });
    const picture = await shot(clip);
    expect(Math.max(...await elsewhere(html, picture))).toBeLessThan(ELSEWHERE);
  });
});
