/** The derivation panel in the real VS Code: what it shows, what can be done in it, and that it survives edits, reloads and crashes. */
import { execFileSync } from 'node:child_process';
import { access, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { ROOT } from '../../scripts/steps.mjs';
import { editorFor } from './suite';
import { ATTEMPT, done, inTime, until } from './until';
import { THEMES, type Theme, type Workbench } from './vscode';

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

const editor = editorFor({ files: { [FILE]: TEXT } });
beforeAll(async () => {
  ({ vscode } = editor);
  await vscode.cursorAt(FILE, FIRST);
  await vscode.command('mcalc: Open Derivation');
  panel = await findPanel();
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
  // Each rule leads to what it says, in the words of its source.
  for (const rule of await panel.locator('.derivation .rule a').all()) expect([await rule.getAttribute('href'), (await rule.getAttribute('title') ?? '').split('\n').length]).toEqual([expect.stringMatching(/^https:/), 2]);
  expect(await panel.locator('.derivation .changed').count()).toBeGreaterThan(1);
  expect(await panel.locator('.derivation .verdict.pass').count()).toBeGreaterThan(1);
  expect(await panel.locator('.derivation .verdict.fail').count()).toBe(0);
  // KaTeX's own fonts, allowed by the policy of the page.
  expect(await panel.evaluate(async () => (await document.fonts.ready).check('16px KaTeX_Math') && [...document.fonts].some((font) => font.family.includes('KaTeX_Math') && font.status === 'loaded'))).toBe(true);
});

test('shows the graph, the errors of differences and the cost', async () => {
  await until('the cost', async () => (await panel.locator('.cost tbody tr').count()) === 3);
  for (const heading of ['Computation graph', 'Differences against the step']) await panel.locator('.disclose', { hasText: heading }).click();
  await until('the graph', async () => (await panel.locator('.graph .picture > svg').count()) === 1);
  expect(await panel.locator('.graph .picture > svg').getAttribute('aria-label')).toContain('Computation graph of f');
  await until('the plot', async () => (await panel.locator('.stepSizes .picture > svg').count()) === 1);
  expect(await panel.locator('.stepSizes .picture > svg').getAttribute('aria-label')).toMatch(/forward differences are best at h = \de-[789]/);
});

test('puts shapes below the operands', async () => {
  await panel.locator('button', { hasText: 'Shapes' }).click();
  await until('shapes', async () => (await panel.locator('.result .shape').count()) > 3);
  await vscode.screenshot('panel-shapes');
  await panel.locator('button', { hasText: 'Shapes' }).click();
});

test('is readable in every theme', async () => {
  /** Contrast of text against its background, as WCAG defines it. */
  const contrast = (): Promise<number> => panel.evaluate(() => {
    const luminance = (colour: string): number => {
      const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => Number(part) / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const paper = luminance(getComputedStyle(document.body).backgroundColor);
    const worst = ['.result .katex', '.result .verdict', '.rule', 'h2', '.layout', '.tools button', '.legend', '.cost td', '.graph .ink-ink', '.graph .ink-back', '.stepSizes .ink-first'].map((selector) => {
      const ink = luminance(getComputedStyle(document.querySelector(selector) ?? document.documentElement).color);
      return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    });
    return Math.min(...worst);
  });
  // The list of themes opens from the text: a panel keeps some of the keys that are pressed in it.
  await vscode.cursorAt(FILE, FIRST);
  for (const theme of Object.keys(THEMES) as Theme[]) {
    await vscode.setTheme(theme);
    await until('the colours of the theme', async () => await contrast() > 3.5);
    await vscode.screenshot(`panel-${theme}`);
    for (const section of ['code', 'graph', 'stepSizes']) {
      await panel.locator(`section.${section}`).evaluate((node) => { node.scrollIntoView(); });
      await vscode.screenshot(`panel-${section}-${theme}`);
    }
    await panel.evaluate(() => { window.scrollTo(0, 0); });
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
  await vscode.screenshot('panel-pinned');
  await panel.locator('.pin').click();
  await vscode.cursorAt(FILE, FIRST);
  await shows('gradient f wrt w');
  await vscode.screenshot('panel-following');
});

test('shows every form that it offers', async () => {
  const labels = await panel.locator('[role=tab]').allInnerTexts();
  expect(labels).toEqual(expect.arrayContaining(['Differential', 'Gradient', 'Jacobian', 'Hessian', 'Operator', 'Bilinear', 'Index']));
  // In coordinates a vector is itself.
  expect(labels).not.toContain('Kronecker');
  for (const label of labels) {
    await panel.locator('[role=tab]', { hasText: label }).click();
    await until(`the form ${label}`, async () => await panel.locator('[role=tab][aria-selected=true]').innerText() === label);
    expect(await panel.locator('.problem').allInnerTexts(), label).toEqual([]);
    expect(await panel.locator('.result .verdict').first().getAttribute('class'), label).toContain('pass');
    expect(await panel.locator('.result .plain').count(), label).toBe(0);
    await vscode.screenshot(`panel-form-${label}`);
  }
  await panel.locator('[role=tab]', { hasText: 'Gradient' }).click();
  await until('the gradient', async () => await panel.locator('[role=tab][aria-selected=true]').innerText() === 'Gradient');
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

test('is worked by the keyboard alone', async () => {
  const { page } = vscode;
  // From the text to the panel as VS Code does it, and from one thing to the next by the Tab key.
  await vscode.cursorAt(FILE, FIRST);
  await until('the keyboard in the panel', async () => {
    await page.keyboard.press('Control+2');
    return done(inTime(until('', () => panel.evaluate(() => document.hasFocus()))));
  });
  const focused = (): Promise<string> => panel.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');
  const reach = async (label: string): Promise<void> => {
    for (let presses = 0; presses < 40 && await focused() !== label; presses++) await page.keyboard.press('Tab');
    expect(await focused()).toBe(label);
  };
  await reach('Shapes below the operands');
  await page.keyboard.press('Enter');
  await until('shapes', async () => await panel.locator('.result .shape').count() > 3);
  await vscode.screenshot('panel-keyboard');
  await page.keyboard.press('s');
  await until('no shapes', async () => await panel.locator('.katex .shape').count() === 0);
  await reach('Copy the result as a PNG picture');
  await page.keyboard.press('Space');
  await until('the confirmation', async () => await panel.locator('.said').innerText() === 'Copied as PNG');
  await reach('Gradient');
  await page.keyboard.press('ArrowRight');
  await until('the next form', async () => await panel.locator('[role=tab][aria-selected=true]').innerText() === 'Jacobian');
  await page.keyboard.press('ArrowLeft');
  await until('the gradient', async () => await panel.locator('[role=tab][aria-selected=true]').innerText() === 'Gradient');
  await reach('Computation graph');
  // It is open; closed, and opened again.
  for (const isOpen of ['false', 'true']) {
    await page.keyboard.press('Enter');
    await until('the graph to be folded or unfolded', async () => await panel.locator('.disclose', { hasText: 'Computation graph' }).getAttribute('aria-expanded') === isOpen);
  }
});

test('a query keeps the form that was chosen for it', async () => {
  const selected = panel.locator('[role=tab][aria-selected=true]');
  await panel.locator('[role=tab]', { hasText: 'Hessian' }).click();
  await until('the Hessian', async () => await selected.innerText() === 'Hessian');
  await vscode.cursorAt(FILE, SECOND);
  await shows('gradient g wrt x');
  expect(await selected.innerText()).toBe('Gradient');
  await vscode.cursorAt(FILE, FIRST);
  await shows('gradient f wrt w');
  await until('the Hessian', async () => await selected.innerText() === 'Hessian');
  await panel.locator('[role=tab]', { hasText: 'Gradient' }).click();
  await until('the gradient', async () => await selected.innerText() === 'Gradient');
});

/** Saves what is shown, in the format whose row has both words, and reads the file back. */
const saved = (label: string, description: string, extension: string): Promise<Buffer> => savedAs(extension, async () => {
  await panel.locator('button', { hasText: 'Export' }).click();
  await vscode.page.locator('.quick-input-list .monaco-list-row', { hasText: label }).filter({ hasText: description }).first().click();
});

/** Gives the dialog that `ask` opens the name of a file, and reads it back. */
async function savedAs(extension: string, ask: () => Promise<void>): Promise<Buffer> {
  const file = join(vscode.folder, `saved.${extension}`);
  await rm(file, { force: true });
  await ask();
  const box = vscode.page.locator('.quick-input-widget input').first();
  const isThere = (): Promise<boolean> => done(access(file));
  // VS Code's own dialog writes into its box while it reads the folder: the name is given again where it was overwritten.
  await until(`saved.${extension}`, async () => {
    if (await isThere()) return true;
    if (!(await box.inputValue(ATTEMPT).catch(() => '')).endsWith(`.${extension}`)) return false;
    await done(box.fill(file, ATTEMPT).then(() => box.press('Enter', ATTEMPT)));
    return done(until('', isThere, ATTEMPT.timeout));
  });
  await until('the confirmation', async () => (await panel.locator('.said').innerText()) === `Saved as saved.${extension}`);
  return readFile(file);
}

/** Another page of the browser; the editor has the focus again behind it, since without it VS Code writes nothing down. */
async function elsewhere<T>(work: (page: Page) => Promise<T>): Promise<T> {
  const page = await vscode.page.context().newPage();
  try {
    return await work(page);
  } finally {
    await page.close();
    await vscode.page.bringToFront();
  }
}

/** What a browser makes of a picture: its size, and the share of its pixels with ink. */
const looked = (file: Buffer, type: string): Promise<{ readonly width: number; readonly height: number; readonly ink: number }> =>
  elsewhere((page) => page.evaluate(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let dark = 0;
    for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 128) dark++;
    return { width: image.width, height: image.height, ink: dark / (data.length / 4) };
  }, `data:${type};base64,${file.toString('base64')}`));

test('is saved as LaTeX and Markdown', async () => {
  const latex = (await saved('LaTeX', 'the derivation', 'tex')).toString();
  expect(latex).toMatch(/\\begin\{aligned\}[^]*\\nabla_\{w\} f &= X\^\{\\top\}\(Xw - y\) \+ \\lambda w/);
  expect(latex).not.toMatch(/\\(changed|shaped|braced|htmlClass)/);
  const markdown = (await saved('Markdown', 'the derivation', 'md')).toString();
  expect(markdown.match(/^\$\$$/gm)?.length).toBeGreaterThan(7);
  expect(markdown).toContain('squared norm');
});

test('is saved as a page that needs nothing but itself', async () => {
  const html = (await saved('HTML', 'the derivation as a page', 'html')).toString();
  await elsewhere(async (page) => {
    const asked: string[] = [];
    page.on('request', (request) => { if (!request.url().startsWith('data:')) asked.push(request.url()); });
    await page.setContent(html);
    const pictures = await page.locator('img').evaluateAll((images) => images.map((image) => (image instanceof HTMLImageElement ? [image.complete && image.naturalWidth > 0, image.alt] : [])));
    expect(pictures.length).toBeGreaterThan(8);
    expect(pictures.filter(([isThere, alt]) => isThere !== true || alt === '')).toEqual([]);
    expect(await page.locator('h1').innerText()).toBe('gradient f wrt w');
    expect(asked).toEqual([]);
    await page.screenshot({ path: join(ROOT, 'test-results/saved-page.png'), fullPage: true });
  });
});

test.each(['the result', 'the computation graph', 'the errors of differences'])('%s is saved as SVG and PNG', async (what) => {
  const svg = await saved('SVG', what, 'svg');
  expect(svg.toString()).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  const drawn = await looked(svg, 'image/svg+xml');
  const png = await saved('PNG', what, 'png');
  expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const dots = await looked(png, 'image/png');
  await writeFile(join(ROOT, `test-results/saved ${what}.png`), png);
  expect([dots.width, dots.height]).toEqual([3 * drawn.width, 3 * drawn.height]);
  for (const { ink } of [drawn, dots]) { expect(ink).toBeGreaterThan(0.005); expect(ink).toBeLessThan(0.3); }
  // The same picture, at another density.
  expect(Math.abs(dots.ink - drawn.ink)).toBeLessThan(0.02);
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
  expect(await panel.evaluate(() => window.scrollY)).toBeCloseTo(place, -1);
  expect(await panel.evaluate(() => (window as unknown as { blinks: number }).blinks)).toBe(0);
  await vscode.cursorAt(FILE, FIRST);
  await panel.locator('.pin').click();
});

test('grows and copies the result and the derivation', async () => {
  await panel.locator('.tools button', { hasText: '+' }).click();
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

/** What the clipboard holds, by type. */
const copied = (): Promise<Readonly<Record<string, string>>> => vscode.page.evaluate(async () => {
  const contents: Record<string, string> = {};
  for (const item of await navigator.clipboard.read()) for (const type of item.types) {
    const blob = await item.getType(type);
    contents[type] = type.startsWith('text/') || type === 'image/svg+xml' ? await blob.text() : [...new Uint8Array(await blob.arrayBuffer())].map((byte) => String.fromCharCode(byte)).join('');
  }
  return contents;
});

const PICTURES = [
  { what: 'the result',                section: '.tools' },
  { what: 'the computation graph',     section: '.figure.graph .actions' },
  { what: 'the errors of differences', section: '.figure.stepSizes .actions' },
] as const;

test.each(PICTURES)('$what is copied as a picture', async ({ what, section }) => {
  const press = async (format: string): Promise<void> => {
    await panel.locator('.said').evaluate((node) => { node.textContent = ''; });
    await panel.locator(`${section} button`, { hasText: new RegExp(`^${format}$`) }).click();
    await until('the confirmation', async () => (await panel.locator('.said').innerText()) === `Copied as ${format}`);
  };
  await press('SVG');
  const { 'text/plain': text = '', 'image/svg+xml': svg = '' } = await copied();
  expect(text).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  const drawn = await looked(Buffer.from(text), 'image/svg+xml');
  // The browser writes the picture anew, without what could run in it; it is the same to the eye.
  expect((await looked(Buffer.from(svg), 'image/svg+xml')).ink).toBeCloseTo(drawn.ink, 2);
  await press('PNG');
  const png = Buffer.from((await copied())['image/png'] ?? '', 'latin1');
  await writeFile(join(ROOT, `test-results/copied ${what}.png`), png);
  const dots = await looked(png, 'image/png');
  expect([dots.width, dots.height]).toEqual([3 * drawn.width, 3 * drawn.height]);
  expect(Math.abs(dots.ink - drawn.ink)).toBeLessThan(0.02);
});

test('a clipboard that takes no pictures is given the text of an SVG, and a PNG can be saved instead', async () => {
  await panel.evaluate(() => { navigator.clipboard.write = () => Promise.reject(new DOMException('Write permission denied.', 'NotAllowedError')); });
  await vscode.page.evaluate(() => navigator.clipboard.writeText(''));
  await panel.locator('.tools button', { hasText: 'SVG' }).click();
  await until('the text', async () => (await vscode.clipboard()).startsWith('<svg'));
  await panel.locator('.tools button', { hasText: 'PNG' }).click();
  const message = vscode.page.locator('.notification-toast', { hasText: 'The clipboard did not take the picture.' });
  await message.waitFor();
  await vscode.screenshot('panel-not-copied');
  const png = await savedAs('png', () => message.locator('.monaco-button', { hasText: 'Save as PNG' }).click());
  expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
});

/** Whether VS Code has written down what the page keeps. */
const isWritten = (text: string): Promise<boolean> => vscode.page.evaluate(async (wanted) => {
  for (const { name } of await indexedDB.databases()) {
    if (name === undefined) continue;
    const database = await new Promise<IDBDatabase>((resolve, reject) => { const request = indexedDB.open(name); request.onsuccess = () => { resolve(request.result); }; request.onerror = () => { reject(new Error(name)); }; });
    for (const store of database.objectStoreNames) {
      const values = await new Promise<unknown[]>((resolve) => { const request = database.transaction(store, 'readonly').objectStore(store).getAll(); request.onsuccess = () => { resolve(request.result); }; });
      if (values.some((value) => typeof value === 'string' && value.includes(wanted))) { database.close(); return true; }
    }
    database.close();
  }
  return false;
}, text);

test('comes back after a reload with form, zoom, shapes and figures', async () => {
  await vscode.textOf(FILE);
  await panel.locator('button', { hasText: 'Shapes' }).click();
  await panel.locator('[role=tab]', { hasText: 'Hessian' }).click();
  await until('the Hessian', async () => await panel.locator('[role=tab][aria-selected=true]').innerText() === 'Hessian');
  const zoom = await panel.evaluate(() => document.documentElement.style.fontSize);
  await until('the state of the panel to be written', async () => {
    await vscode.lookAway();
    return isWritten('gradient f wrt w\\\\\\":\\\\\\"hessian');
  });
  await vscode.reload();
  panel = await findPanel();
  await shows('gradient f wrt w');
  expect(await panel.evaluate(() => document.documentElement.style.fontSize)).toBe(zoom);
  expect(zoom).not.toBe('100%');
  expect(await panel.locator('[role=tab][aria-selected=true]').innerText()).toBe('Hessian');
  expect(await panel.locator('.shape').count()).toBeGreaterThan(3);
  await until('the graph', async () => (await panel.locator('.graph .picture > svg').count()) === 1);
  await panel.locator('button', { hasText: 'Shapes' }).click();
  await panel.locator('[role=tab]', { hasText: 'Gradient' }).click();
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
