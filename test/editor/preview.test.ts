/** The derivation panel in the real VS Code: what it shows, what can be done in it, and that it survives edits, reloads and crashes. */
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import manifest from '../../package.json';
import { ROOT } from '../../scripts/steps.mjs';
import { THEMES, Workbench, until, type Theme } from './vscode';

const VSIX = join(ROOT, `${manifest.name}-${manifest.version}.vsix`);
const FILE = 'panel.py';
const TEXT = `import numpy as np

# mcalc: X : matrix(n, d); w : vector(d); y : vector(n); λ : scalar
#   r = X*w - y
#   f = 1/2*norm2(r)^2 + λ/2*norm2(w)^2
#   gradient f wrt w
#   g = x'*A*x
#   gradient g wrt x
#   check gradient f wrt w == X'*r
loss = lambda X, w, y: 0.5*norm2(X*w - y)^2
`;
const FIRST = 'gradient ¦f wrt w\n#   g';
const SECOND = 'gradient ¦g wrt x';

let vscode: Workbench;
let panel: Frame;

const findPanel = (): Promise<Frame> => vscode.webview(async (frame) => await frame.locator('.katex').count() > 5);
const title = (): Promise<string> => panel.locator('h1').innerText();
const shows = (what: string): Promise<unknown> => until(`the panel to show ${what}`, async () => await title() === what);

beforeAll(async () => {
  vscode = await Workbench.start({ vsix: [VSIX], from: join(ROOT, 'examples') });
  await writeFile(join(vscode.folder, FILE), TEXT);
  await vscode.open(FILE);
  await vscode.cursorAt(FILE, FIRST);
  await vscode.command('mcalc: Open Derivation');
  panel = await findPanel();
});
afterAll(() => vscode.stop());
beforeEach(({ task, onTestFailed }) => {
  onTestFailed(() => vscode.screenshot(`failed ${task.name.replace(/\W+/g, ' ')}`));
});

test('shows the result with its verdict, what it assumes, and the derivation with a rule and a verdict per line', async () => {
  await shows('gradient f wrt w');
  expect(await panel.locator('.result .math').first().getAttribute('aria-label')).toMatch(/X.*\(Xw\s*−\s*y\).*λ/);
  expect(await panel.locator('.result .verdict').first().innerText()).toMatch(/^✓ checked numerically \(\d+ points?, .*\)$/);
  expect(await panel.locator('.assumptions .math').count()).toBeGreaterThan(3);
  const lines = panel.locator('.derivation li');
  expect(await lines.count()).toBeGreaterThan(2);
  for (const line of await lines.all()) {
    expect(await line.locator('.katex').count()).toBe(1);
    expect((await line.locator('.rule').innerText()).trim()).not.toBe('');
  }
  expect(await panel.locator('.derivation .verdict.pass').count()).toBeGreaterThan(1);
  expect(await panel.locator('.derivation .verdict.fail').count()).toBe(0);
  // KaTeX's own fonts, allowed by the policy of the page.
  expect(await panel.evaluate(async () => (await document.fonts.ready).check('16px KaTeX_Math') && [...document.fonts].some((font) => font.family.includes('KaTeX_Math') && font.status === 'loaded'))).toBe(true);
});

test('is readable in every theme', async () => {
  /** Contrast of text against its background, as WCAG defines it. */
  const contrast = (): Promise<number> => panel.evaluate(() => {
    const luminance = (colour: string): number => {
      const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => Number(part) / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const paper = luminance(getComputedStyle(document.body).backgroundColor);
    const worst = ['.result .katex', '.result .verdict', '.rule', 'h2', '.layout', '.tools button'].map((selector) => {
      const ink = luminance(getComputedStyle(document.querySelector(selector) ?? document.body).color);
      return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    });
    return Math.min(...worst);
  });
  for (const theme of Object.keys(THEMES) as Theme[]) {
    await vscode.setTheme(theme);
    await until('the colours of the theme', async () => await contrast() > 3.5);
    await vscode.screenshot(`panel-${theme}`);
  }
  await vscode.setTheme('dark');
});

test('follows the cursor, and stays when it is pinned', async () => {
  await vscode.cursorAt(FILE, SECOND);
  await shows('gradient g wrt x');
  await panel.locator('.pin').click();
  await vscode.cursorAt(FILE, FIRST);
  await vscode.hoverAt(FILE, FIRST, async (hover) => await hover.locator('img').count() > 0);
  expect(await title()).toBe('gradient g wrt x');
  await panel.locator('.pin').click();
  await vscode.cursorAt(FILE, FIRST);
  await shows('gradient f wrt w');
});

test('shows the other forms, chosen by mouse or keyboard', async () => {
  const selected = panel.locator('[role=tab][aria-selected=true]');
  const before = await selected.innerText();
  await panel.locator('[role=tab]', { hasText: 'Differential' }).click();
  await until('the differential', async () => await selected.innerText() === 'Differential');
  expect(await panel.locator('.result .math').first().getAttribute('aria-label')).toMatch(/d[fw]/);
  await panel.locator('[role=tab][aria-selected=true]').focus();
  await vscode.page.keyboard.press('ArrowRight');
  await until('the next form', async () => await selected.innerText() !== 'Differential');
  expect(await panel.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('tab');
  await panel.locator('[role=tab]', { hasText: before }).click();
  await until(before, async () => await selected.innerText() === before);
});

test('keeps its scroll place and does not blink while the file is edited', async () => {
  await panel.locator('.pin').click();
  await panel.evaluate(() => { window.scrollTo(0, 150); });
  const place = await panel.evaluate(() => window.scrollY);
  await panel.evaluate(() => {
    Object.assign(window, { blinks: 0 });
    new MutationObserver(() => { if (document.querySelectorAll('.katex').length < 3) Object.assign(window, { blinks: 1 }); }).observe(document.body, { subtree: true, childList: true });
  });
  await vscode.cursorAt(FILE, 'λ/2*norm2(w)^2¦');
  await vscode.page.keyboard.type(' + sum(w)');
  await until('the new gradient', async () => /1|ones/.test(await panel.locator('.result .math').first().getAttribute('aria-label') ?? ''));
  expect(await panel.evaluate(() => window.scrollY)).toBe(place);
  expect(await panel.evaluate(() => (window as unknown as { blinks: number }).blinks)).toBe(0);
  await vscode.cursorAt(FILE, FIRST);
  await panel.locator('.pin').click();
});

test('grows and copies the result and the derivation', async () => {
  await panel.locator('button', { hasText: '+' }).click();
  expect(await panel.evaluate(() => document.documentElement.style.fontSize)).toBe('115%');
  await panel.locator('button', { hasText: 'LaTeX' }).click();
  await until('the confirmation', async () => (await panel.locator('.said').innerText()) === 'Copied as LaTeX');
  expect(await vscode.clipboard()).toMatch(/\\top/);
  await panel.locator('button', { hasText: 'Markdown' }).click();
  await until('the confirmation', async () => (await panel.locator('.said').innerText()) === 'Copied as Markdown');
  expect(await vscode.clipboard()).toMatch(/\$/);
});

test('shows code that can be copied', async () => {
  await until('the code', async () => /def \w+\(/.test(await panel.locator('pre').innerText()));
  await panel.locator('button', { hasText: /^Copy$/ }).click();
  await until('the confirmation', async () => (await panel.locator('.said').innerText()) === 'Code copied');
  expect(await vscode.clipboard()).toMatch(/^def \w+\(/m);
});

test('comes back after a reload with form, zoom and place', async () => {
  await vscode.textOf(FILE);
  const zoom = await panel.evaluate(() => document.documentElement.style.fontSize);
  await vscode.reload();
  panel = await findPanel();
  await shows('gradient f wrt w');
  expect(await panel.evaluate(() => document.documentElement.style.fontSize)).toBe(zoom);
  expect(zoom).not.toBe('100%');
  await panel.locator('body').press('0');
});

test('a selected expression is derived without a marker', async () => {
  await vscode.cursorAt(FILE, 'y: ¦0.5*norm2');
  await vscode.page.keyboard.press('Shift+End');
  await vscode.command('mcalc: Derive Selection');
  await until('the derivation of the selection', async () => (await title()).includes('0.5*norm2'));
  expect(await panel.locator('.result .verdict.pass').count()).toBeGreaterThan(0);
  await vscode.screenshot('selection');
  await panel.locator('.pin').click();
});

test('the status item says what does not hold and leads to it', async () => {
  await vscode.cursorAt(FILE, SECOND);
  await vscode.page.locator('.statusbar-item', { hasText: /mcalc 1 of \d/ }).first().click();
  const row = vscode.page.locator('.quick-input-list .monaco-list-row', { hasText: 'check gradient f' }).first();
  await row.waitFor();
  await vscode.screenshot('checks');
  await row.click();
  await vscode.page.locator('.statusbar-item', { hasText: 'Ln 9' }).first().waitFor();
});

test('a server that dies is started again, and knows the open files', async () => {
  const servers = execFileSync('ps', ['-eo', 'pid=,args=']).toString().split('\n').filter((line) => line.includes('dist/server.js') && line.includes(vscode.data)).map((line) => Number.parseInt(line, 10));
  expect(servers.length).toBeGreaterThan(0);
  for (const pid of servers) process.kill(pid, 'SIGKILL');
  const hover = await vscode.hoverAt(FILE, SECOND, async (found) => await found.locator('img').count() > 0);
  expect(await hover.innerText()).toContain('✓');
});
