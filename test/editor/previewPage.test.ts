/** The preview's page as it is bundled, in Chromium under its own policy: what stays, what the keyboard does, what a screen reader is told. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { figureOf } from '../../client/src/figures/draw';
import { svgOf } from '../../client/src/math/svg';
import type { DerivationView, Form } from '../../protocol/derivation';
import type { FigureView } from '../../protocol/figures';
import type { PreviewState, ToPage } from '../../protocol/preview';
import type { Refused } from '../../protocol/requests';
import { analysed } from '../service/setup';
import { launchBrowser } from './browser';
import { openPreview, type Around, type PreviewPage } from './page';

const RIDGE = 'X : matrix(n, d); w : vector(d); y : vector(n); λ : positive scalar\nr = X*w - y\nf = 1/2*norm2(r)^2 + λ/2*norm2(w)^2\ngradient f wrt w';
const LONG = `${RIDGE.replace('gradient f wrt w', '')}g = norm2(r)^2*norm2(w)^2*sum(exp(X*w)) + sum(log(1 + exp(X*w)))*norm2(X'*r)^2\ngradient g wrt w, X`;

let browser: Browser;
const open: PreviewPage[] = [];
beforeAll(async () => { browser = await launchBrowser(); });
afterAll(() => browser.close());
afterEach(async () => {
  for (const { violations, page } of open.splice(0)) { expect(await violations()).toEqual([]); await page.close(); }
});

async function page(around: Around = {}): Promise<PreviewPage> {
  const opened = await openPreview(browser, around);
  open.push(opened);
  return opened;
}

async function viewOf(text: string, form?: Form): Promise<DerivationView> {
  const analysis = analysed(text);
  return analysis.derivationView(analysis.queries[0] ?? expect.fail('no query'), form);
}
const show = (view: DerivationView): ToPage => ({ type: 'show', subject: { kind: 'place', uri: 'file:///a.py', position: { line: 0, character: 0 } }, view, file: 'a.py', pinned: false });
async function figure(text: string, which: 'graph' | 'stepSizes' | 'cost', wrt = 'w'): Promise<Extract<ToPage, { type: 'figure' }>> {
  const analysis = analysed(text);
  const answer: FigureView | Refused = await analysis.figure(analysis.queries[0] ?? expect.fail('no query'), which, wrt);
  return { type: 'figure', figure: which, ...(which === 'graph' ? {} : { wrt }), answer, ...(answer.kind === 'graph' || answer.kind === 'stepSizes' ? { drawn: figureOf(answer, svgOf) } : {}) };
}

describe('while the file is edited', () => {
  test('what did not change stays the same element, at its place, with the keyboard where it was', async () => {
    const { page: view, send } = await page({ height: 400 });
    await send(show(await viewOf(RIDGE)));
    await view.evaluate(() => document.fonts.ready.then(() => undefined));
    await view.evaluate(() => {
      for (const node of document.querySelectorAll('main *')) Object.assign(node, { wasThere: true });
      window.scrollTo(0, 300);
      document.querySelector<HTMLElement>('pre')?.focus({ preventScroll: true });
    });
    const place = await view.evaluate(() => window.scrollY);
    expect(place).toBe(300);
    await send(show(await viewOf(RIDGE.replace('λ/2*norm2(w)^2', 'λ/2*norm2(w)^2 + sum(w)'))));
    const kept = (selector: string): Promise<readonly boolean[]> => view.evaluate((of) => [...document.querySelectorAll(of)].map((node) => 'wasThere' in node), selector);
    for (const selector of ['section', 'h2', '[role=tab]', '.result .math', 'pre', 'select']) expect(await kept(selector), selector).toEqual((await kept(selector)).map(() => true));
    // The definition of r is set as it was; that of f anew.
    expect(await kept('.assumptions .formula .katex')).toEqual([true, false]);
    expect(await view.evaluate(() => window.scrollY)).toBeCloseTo(place, -1);
    expect(await view.evaluate(() => document.activeElement?.tagName)).toBe('PRE');
    expect(await view.locator('.result .formula .math').getAttribute('aria-label')).toContain('λw + 1');
  });
  test('the same again changes nothing at all', async () => {
    const { page: view, send } = await page();
    await send(show(await viewOf(LONG)));
    await view.evaluate(() => {
      Object.assign(window, { changes: 0 });
      new MutationObserver((changes) => { Object.assign(window, { changes: changes.length }); }).observe(document.querySelector('main') ?? document.body, { subtree: true, childList: true, characterData: true });
    });
    await send(show(await viewOf(LONG)));
    expect(await view.evaluate(() => new Promise((resolve) => { setTimeout(() => { resolve((window as unknown as { changes: number }).changes); }); }))).toBe(0);
  });
  test('a query that broke leaves the derivation, dimmed, below a sentence', async () => {
    const { page: view, send } = await page();
    await send(show(await viewOf(RIDGE)));
    await send({ type: 'empty', message: 'There is no query at the cursor.', pinned: false, outdated: true });
    expect(await view.locator('.notice').innerText()).toBe('There is no query at the cursor.');
    expect(await view.locator('main').evaluate((node) => getComputedStyle(node).opacity)).toBe('0.5');
    expect(await view.locator('.derivation li').count()).toBeGreaterThan(2);
    await send(show(await viewOf(RIDGE)));
    expect(await view.locator('.notice').isVisible()).toBe(false);
  });
  test('another query starts at its top', async () => {
    const { page: view, send } = await page({ height: 300 });
    await send(show(await viewOf(RIDGE)));
    await view.evaluate(() => { window.scrollTo(0, 200); });
    await send(show(await viewOf(LONG)));
    expect(await view.evaluate(() => window.scrollY)).toBe(0);
  });
});

describe('formulas', () => {
  test('what changed in a line is marked, the rest is not', async () => {
    const { page: view, send } = await page();
    await send(show(await viewOf(RIDGE)));
    const marks = await view.locator('.derivation li').evaluateAll((lines) => lines.map((line) => line.querySelectorAll('.changed').length));
    expect(marks[0]).toBe(0);
    expect(marks.slice(1).some((count) => count > 0)).toBe(true);
    expect(await view.locator('.derivation .changed').first().evaluate((node) => getComputedStyle(node).backgroundColor)).not.toBe('rgba(0, 0, 0, 0)');
    expect(await view.locator('.result .changed').count()).toBe(0);
  });
  test('shapes come below the operands and go again, by mouse and by key', async () => {
    const { page: view, send, state } = await page();
    await send(show(await viewOf(RIDGE)));
    const label = await view.locator('.result .formula .math').getAttribute('aria-label');
    expect(await view.locator('.shape').count()).toBe(0);
    await view.locator('button', { hasText: 'Shapes' }).click();
    expect(await view.locator('.result .shape').allInnerTexts()).toEqual(expect.arrayContaining(['d×n', 'n×d', 'd']));
    expect(await view.locator('.assumptions .shape').count()).toBeGreaterThan(2);
    expect((await state())?.shapes).toBe(true);
    expect(await view.locator('button', { hasText: 'Shapes' }).getAttribute('aria-pressed')).toBe('true');
    // Read out, the formula is what it was.
    expect(await view.locator('.result .formula .math').getAttribute('aria-label')).toBe(label);
    await view.keyboard.press('s');
    expect(await view.locator('.shape').count()).toBe(0);
  });
  test('a long one is broken between its terms, and nothing is wider than the page, however narrow', async () => {
    for (const width of [900, 420, 260]) {
      const { page: view, send } = await page({ width });
      await send(show(await viewOf(LONG)));
      const wide = await view.evaluate(() => (document.documentElement.scrollWidth <= window.innerWidth ? [] : [...document.querySelectorAll('body *')].filter((node) => node.getBoundingClientRect().right > window.innerWidth && node.closest('.formula, pre, .picture') === null).map((node) => `${node.tagName} ${node.className}`)));
      expect(wide, `at ${width}`).toEqual([]);
      const lines = await view.locator('.result .formula').first().evaluate((node) => new Set([...node.querySelectorAll('.katex-base')].map((base) => Math.round(base.getBoundingClientRect().bottom / 10))).size);
      if (width < 300) expect(lines).toBeGreaterThan(1);
    }
  });
  test('names from the file are text, whatever is in them', async () => {
    const { page: view, send } = await page();
    const odd = await viewOf(RIDGE);
    await send(show({ ...odd, title: '<img src=x onerror=alert(1)>', problems: [{ message: '<b>bold</b> \\htmlClass{x}{y} **md**' }], results: odd.results.map((result) => ({ ...result, formula: { latex: '\\href{https://x}{', text: '<script>' }, shape: { latex: '\\href{https://x}{y}', text: 'y' }, notes: ['<i>note</i>'] })) }));
    expect(await view.locator('h1').innerText()).toBe('<img src=x onerror=alert(1)>');
    expect(await view.locator('.problem').innerText()).toContain('<b>bold</b> \\htmlClass{x}{y} **md**');
    expect(await view.locator('.result .formula').innerText()).toBe('<script>');
    expect(await view.locator('main img, main script, main i, main b, main a[href^="https://x"]').count()).toBe(0);
  });
});

describe('forms', () => {
  test('are one stop of the Tab key, with arrows between them', async () => {
    const { page: view, send, said, state } = await page();
    const forms = ['differential', 'gradient', 'jacobian', 'hessian'] as const;
    await send(show({ ...await viewOf(RIDGE), forms: forms.map((form) => ({ form, label: form })) }));
    const tabs = view.locator('[role=tab]');
    expect(await tabs.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('tabindex')))).toEqual(['-1', '0', '-1', '-1']);
    await tabs.nth(1).focus();
    for (const [key, form] of [['ArrowRight', 'jacobian'], ['End', 'hessian'], ['ArrowRight', 'differential'], ['ArrowLeft', 'hessian'], ['Home', 'differential']] as const) {
      await view.keyboard.press(key);
      const asked = (await said()).filter((message) => message.type === 'form').at(-1);
      expect(asked).toEqual({ type: 'form', form });
      await send(show({ ...await viewOf(RIDGE, form), forms: forms.map((each) => ({ form: each, label: each })) }));
      expect(await view.evaluate(() => [document.activeElement?.id, document.querySelector('#form')?.getAttribute('aria-labelledby')])).toEqual([`tab-${form}`, `tab-${form}`]);
    }
    expect((await state())?.forms).toEqual({ 'file:///a.py gradient f wrt w': 'differential' });
  });
  test('a function of one form has no tabs', async () => {
    const { page: view, send } = await page();
    await send(show({ ...await viewOf(RIDGE), forms: [{ form: 'gradient', label: 'Gradient' }] }));
    expect(await view.locator('[role=tablist]').isVisible()).toBe(false);
    expect(await view.locator('#form').getAttribute('role')).toBeNull();
  });
});

describe('code', () => {
  test('is asked for what is chosen; an answer to an earlier choice is not shown', async () => {
    const { page: view, send, said } = await page();
    await send(show(await viewOf(RIDGE)));
    const first = (await said()).find((message) => message.type === 'code') ?? expect.fail('nothing asked');
    await send({ type: 'code', choice: first.choice, answer: { kind: 'code', target: 'numpy', languageId: 'python', source: 'def one(): pass\n' } });
    expect(await view.locator('pre').innerText()).toBe('def one(): pass');
    await view.locator('select[aria-label="What the code computes"]').selectOption('value-and-gradient');
    const second = (await said()).filter((message) => message.type === 'code').at(-1) ?? expect.fail('nothing asked');
    expect(second.choice.quantity).toBe('value-and-gradient');
    await send({ type: 'code', choice: first.choice, answer: { kind: 'code', target: 'numpy', languageId: 'python', source: 'late' } });
    expect(await view.locator('pre').innerText()).toBe('def one(): pass');
    await send({ type: 'code', choice: second.choice, answer: { kind: 'refused', message: 'It fails its check.' } });
    expect(await view.locator('pre').innerText()).toBe('It fails its check.');
    expect(await view.locator('button', { hasText: 'Copy' }).last().isDisabled()).toBe(true);
  });
  test('its cost stands below it', async () => {
    const { page: view, send } = await page();
    await send(show(await viewOf(RIDGE)));
    await send(await figure(RIDGE, 'cost'));
    expect(await view.locator('.cost tbody th').allInnerTexts()).toEqual(['function', 'gradient', 'both together']);
    expect(await view.locator('.cost tbody tr').nth(1).locator('.math').first().getAttribute('aria-label')).toBe('4d·n');
  });
});

describe('figures', () => {
  test('are asked for when they are opened, and kept open', async () => {
    const { page: view, send, said, state } = await page();
    await send(show(await viewOf(RIDGE)));
    const asked = async (): Promise<readonly string[]> => (await said()).flatMap((message) => (message.type === 'figure' && message.figure !== 'cost' ? [message.figure] : []));
    expect(await asked()).toEqual([]);
    const heading = view.locator('.disclose', { hasText: 'Computation graph' });
    await heading.focus();
    await view.keyboard.press('Enter');
    expect([await asked(), await heading.getAttribute('aria-expanded'), (await state())?.open]).toEqual([['graph'], 'true', ['graph']]);
    // With every edit it is asked for again, and the picture stays until the new one is there.
    await send(await figure(RIDGE, 'graph'));
    await send(show(await viewOf(RIDGE)));
    expect(await asked()).toEqual(['graph', 'graph']);
    expect(await view.locator('.picture > svg').count()).toBe(1);
    await heading.click();
    expect(await view.locator('#body-graph').isVisible()).toBe(false);
  });
  test('a graph is a picture for the eye and a table for the ear', async () => {
    const { page: view, send } = await page({ state: { ...STATE, open: ['graph'] } });
    await send(show(await viewOf(RIDGE)));
    await send(await figure(RIDGE, 'graph'));
    const svg = view.locator('.graph svg[role=img]');
    expect(await svg.getAttribute('aria-label')).toMatch(/^Computation graph of f: 4 variables, \d operations/);
    expect(await view.locator('.legend').first().innerText()).toContain('derivative of f');
    await view.locator('.graph summary').click();
    const rows = await view.locator('.graph tbody tr').evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
    expect(rows.find(([value]) => value === 'r = v₁ − y')).toEqual(['r = v₁ − y', 'ℝⁿ', 'v₂', 'Xw − y']);
    // The theme's colours, not those of paper.
    expect(await view.locator('.graph rect.fill-ground').first().evaluate((node) => getComputedStyle(node).fill)).toBe(await view.evaluate(() => getComputedStyle(document.body).backgroundColor));
  });
  test('a picture is zoomed by buttons and by the wheel, and then scrolls', async () => {
    const { page: view, send } = await page({ width: 360, state: { ...STATE, open: ['graph'] } });
    await send(show(await viewOf(RIDGE)));
    await send(await figure(RIDGE, 'graph'));
    const width = (): Promise<number> => view.locator('.picture > svg').evaluate((node) => node.getBoundingClientRect().width);
    const before = await width();
    for (let press = 0; press < 3; press++) await view.locator('.graph button[title="Larger picture"]').click();
    expect(await width()).toBeGreaterThan(before * 1.2);
    expect(await view.locator('.graph .picture').evaluate((node) => node.scrollWidth > node.clientWidth)).toBe(true);
    await view.locator('.graph button', { hasText: 'Fit' }).click();
    expect(await width()).toBe(before);
    await view.locator('.graph .picture').dispatchEvent('wheel', { deltaY: 1, ctrlKey: true, cancelable: true });
    expect(await width()).toBeLessThan(before);
  });
  test('the errors of differences are told by variable', async () => {
    const text = RIDGE.replace('wrt w', 'wrt w, X');
    const { page: view, send, said } = await page({ state: { ...STATE, open: ['stepSizes'] } });
    await send(show(await viewOf(text)));
    await send(await figure(text, 'stepSizes', 'w'));
    expect(await view.locator('.stepSizes .picture > svg').getAttribute('aria-label')).toMatch(/forward differences are best at h = 3e-8|forward differences are best at h = \de-\d/);
    await view.locator('.stepSizes summary').click();
    expect(await view.locator('.stepSizes tbody tr').count()).toBe(17);
    await view.locator('.stepSizes select').selectOption('X');
    expect((await said()).filter((message) => message.type === 'figure' && message.figure === 'stepSizes').at(-1)).toEqual({ type: 'figure', figure: 'stepSizes', wrt: 'X' });
    // The answer for w is late.
    await send({ type: 'figure', figure: 'stepSizes', wrt: 'w', answer: { kind: 'refused', message: 'late' } });
    expect(await view.locator('.stepSizes .refused').innerText()).toBe('');
    await send({ type: 'figure', figure: 'stepSizes', wrt: 'X', answer: { kind: 'refused', message: 'The differences cannot be measured.' } });
    expect(await view.locator('.stepSizes .refused').innerText()).toBe('The differences cannot be measured.');
    expect(await view.locator('.stepSizes .picture > svg').count()).toBe(0);
  });
});

describe('pictures for the clipboard', () => {
  const WISH = { of: 'result', format: 'png' } as const;
  test('where the browser takes none the extension is told, once the picture is there', async () => {
    const { page: view, send, said } = await page();
    await send(show(await viewOf(RIDGE)));
    const copy = view.locator('.tools button', { hasText: 'PNG' });
    await copy.click();
    // Pressed again while it is on its way.
    await copy.click();
    expect((await said()).filter(({ type }) => type === 'picture')).toEqual([{ type: 'picture', wish: WISH }]);
    await send({ type: 'picture', wish: WISH, answer: { kind: 'picture', svg: '<svg xmlns="http://www.w3.org/2000/svg"/>', width: 1, height: 1 } });
    expect((await said()).at(-1)).toEqual({ type: 'notCopied', wish: WISH });
  });
  test('what cannot be drawn is told', async () => {
    const { page: view, send, said } = await page({ state: { ...STATE, open: ['stepSizes'] } });
    await send(show(await viewOf(RIDGE)));
    await view.locator('.stepSizes .actions button', { hasText: 'SVG' }).click();
    const wish = { of: 'stepSizes', format: 'svg', wrt: 'w' } as const;
    expect((await said()).at(-1)).toEqual({ type: 'picture', wish });
    await send({ type: 'picture', wish, answer: { kind: 'refused', message: 'The differences cannot be measured.' } });
    expect(await view.locator('.said').innerText()).toBe('The differences cannot be measured.');
    expect((await said()).filter(({ type }) => type === 'notCopied')).toEqual([]);
  });
});

const STATE: PreviewState = { forms: {}, pinned: false, shapes: false, open: [], zoom: 1, scroll: 0 };

describe('the page', () => {
  test('comes back as it was left', async () => {
    const kept: PreviewState = { subject: { kind: 'place', uri: 'file:///a.py', position: { line: 3, character: 4 } }, forms: { 'file:///a.py gradient f wrt w': 'hessian' }, target: 'octave', open: ['graph'], pinned: true, shapes: true, zoom: 1.3, scroll: 120 };
    const { page: view, send, said } = await page({ state: kept, height: 300 });
    expect((await said())[0]).toEqual({ type: 'ready', state: kept });
    await send({ ...show(await viewOf(RIDGE, 'hessian')), pinned: true } as ToPage);
    expect(await view.evaluate(() => document.documentElement.style.fontSize)).toBe('130%');
    // The browser keeps what is seen in place when the letters arrive, which can cost a pixel.
    expect(await view.evaluate(() => window.scrollY)).toBeCloseTo(120, -1);
    expect(await view.locator('.pin').getAttribute('aria-pressed')).toBe('true');
    expect(await view.locator('.shape').count()).toBeGreaterThan(0);
    expect(await view.locator('select').first().inputValue()).toBe('octave');
    expect((await said()).some((message) => message.type === 'figure' && message.figure === 'graph')).toBe(true);
  });
  test('what an older version kept is enough', async () => {
    const { page: view, send } = await page({ state: { pinned: false, zoom: 1, scroll: 0 } as unknown as PreviewState });
    await send(show(await viewOf(RIDGE)));
    expect(await view.locator('.result').count()).toBe(1);
  });
  test('everything that does something can be reached and is named', async () => {
    const { page: view, send } = await page({ state: { ...STATE, open: ['graph', 'stepSizes'] } });
    await send(show(await viewOf(RIDGE)));
    await send(await figure(RIDGE, 'graph'));
    const actions = await view.locator('button, select, summary, a[href], [tabindex]').evaluateAll((nodes) => nodes.filter((node) => node.checkVisibility()).map((node) => ({
      text: (node.getAttribute('aria-label') ?? node.getAttribute('aria-labelledby') ?? node.textContent).trim(), stop: (node as HTMLElement).tabIndex >= 0 || node.getAttribute('role') === 'tab' || node.id === 'form',
    })));
    expect(actions.length).toBeGreaterThan(15);
    expect(actions.filter(({ text, stop }) => text === '' || !stop)).toEqual([]);
    const ids = await view.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    // Whatever names another element by its id names one that is there.
    expect(await view.evaluate(() => [...document.querySelectorAll('[aria-labelledby], [aria-controls]')].flatMap((node) => [node.getAttribute('aria-labelledby'), node.getAttribute('aria-controls')]).filter((id) => id !== null && document.getElementById(id) === null))).toEqual([]);
  });
  test('keys do what the buttons do, except while something is typed or chosen', async () => {
    const { page: view, send, said } = await page();
    await send(show(await viewOf(RIDGE)));
    await view.locator('body').press('+');
    expect(await view.evaluate(() => document.documentElement.style.fontSize)).toBe('115%');
    await view.locator('body').press('0');
    await view.locator('body').press('p');
    expect((await said()).at(-1)).toEqual({ type: 'pin', pinned: true });
    const before = (await said()).length;
    await view.locator('select').first().press('p');
    expect((await said()).slice(before).filter(({ type }) => type === 'pin')).toEqual([]);
  });
  test('with nothing to show it says what to do', async () => {
    const { page: view, send } = await page();
    await send({ type: 'empty', message: 'Put the cursor on a query.', pinned: false, outdated: false });
    expect(await view.locator('.notice').innerText()).toBe('Put the cursor on a query.');
    expect(await view.locator('main').isVisible()).toBe(false);
    expect(await view.locator('.tools button').filter({ visible: true }).allInnerTexts()).toEqual(['Pin']);
  });
});
