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
/** The share of ink that may lie elsewhere: browsers smooth and hint letters their own way, along every edge. */
const ELSEWHERE = 0.03;

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 900, height: 300 } });
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

/** The darkness of every pixel of a part of the page, row by row. */
async function inkOf(clip: { x: number; y: number; width: number; height: number }): Promise<readonly number[]> {
  const shot = await page.screenshot({ clip });
  return page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const { data: pixels } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
    return Array.from({ length: image.width * image.height }, (_, i) => 255 - (pixels[4 * i] ?? 255));
  }, shot.toString('base64'));
}

/** How much of the ink has none within a pixel in the other picture. */
function elsewhere(one: readonly number[], other: readonly number[], width: number): number {
  const near = (at: number): number => Math.max(...[-width - 1, -width, -width + 1, -1, 0, 1, width - 1, width, width + 1].map((step) => other[at + step] ?? 0));
  const total = one.reduce((sum, ink) => sum + ink, 0);
  return one.reduce((sum, ink, at) => sum + Math.max(0, ink - near(at)), 0) / total;
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
    const html = await inkOf(clip);
    await page.evaluate(({ svg, x, y }) => {
      document.body.innerHTML = `<img style="position: absolute; left: ${x}px; top: ${y}px" src="data:image/svg+xml;base64,${btoa(svg)}">`;
      return document.querySelector('img')?.decode();
    }, { svg: ours.svg, x: clip.x, y: clip.y });
    const picture = await inkOf(clip);
    expect(elsewhere(html, picture, ours.width)).toBeLessThan(ELSEWHERE);
    expect(elsewhere(picture, html, ours.width)).toBeLessThan(ELSEWHERE);
  });
});
