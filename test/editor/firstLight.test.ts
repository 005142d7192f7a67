/**
 * What a new user does, in a real VS Code with the packaged extension: hover, light bulb, panel, problems. The screenshots stay in
 * test-results/.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { editorFor } from './suite';
import { plain, until } from './until';
import type { Theme } from './vscode';

const QUERY = 'gradient ¦ridge wrt w';
const FILE = 'train.py';
/** Debian's Python, which has Debian's NumPy. */
const PYTHON = '/usr/bin/python3';

/** Deliberately wrong: the product of two columns, and a name that nobody declared a use for. */
const BROKEN = 'x : vector(n)\ny : vector(n)\nf = x*y\n';

const CITED = 'A : posdef(n)\nf = logdet(A) + tr(A)  # Matrix Cookbook (57)\ngradient f wrt A\n';

const editor = editorFor({ files: { 'broken.mcalc': BROKEN, 'cited.mcalc': CITED } });

test('hovering a query shows the typeset gradient and its verdict, in every theme, in the colour of the theme', async () => {
  const { vscode } = editor;
  await vscode.show(FILE);
  const pictures = new Map<Theme, string>();
  for (const theme of ['dark', 'light', 'contrast', 'contrastLight'] as const) {
    await vscode.setTheme(theme);
    const hover = await vscode.hoverAt(FILE, QUERY, async (found) => await found.locator('img').count() > 0 && /checked/.test(await found.innerText()));
    const image = hover.locator('img').first();
    expect(await image.evaluate((node: HTMLImageElement) => node.complete && node.naturalWidth > 40 && node.naturalHeight > 10)).toBe(true);
    const text = await hover.innerText();
    expect(text).toMatch(/✓ checked numerically/);
    expect(text).toMatch(/ℝ/);
    // The formula as text too, for those who hear the hover.
    expect(text).toMatch(/X/);
    pictures.set(theme, await image.getAttribute('src') ?? '');
    await vscode.screenshot(`hover-${theme}`);
  }
  expect(new Set(pictures.values()).size).toBe(4);
});

test('shapes that were inferred stand behind their names', async () => {
  const { vscode } = editor;
  await vscode.setTheme('dark');
  await vscode.show(FILE);
  await vscode.cursorAt(FILE, QUERY);
  expect(await until('an inlay hint', async () => /r\s*:\s*ℝ/.test(await vscode.visibleText()))).toBe(true);
  await vscode.screenshot('hints');
});

test('the panel shows the derivation line by line and follows the cursor', async () => {
  const { vscode } = editor;
  await vscode.show(FILE);
  await vscode.cursorAt(FILE, QUERY);
  await vscode.command('mcalc: Open Derivation');
  const frame = await vscode.webview(async (candidate) => await candidate.locator('.katex').count() > 2);
  const text = await frame.locator('body').innerText();
  expect(text).toMatch(/✓/);
  expect(text).toMatch(/rule|inner product|read off/);
  await vscode.screenshot('derivation');
});

test('the light bulb inserts NumPy code that agrees with finite differences', async () => {
  const { vscode } = editor;
  await vscode.show(FILE);
  const before = await vscode.textOf(FILE);
  const titles = await vscode.lightBulbAt(FILE, QUERY, 'Insert gradient as NumPy');
  expect(titles).toContain('Insert gradient as NumPy');
  await vscode.screenshot('light-bulb');
  await vscode.choose('Insert gradient as NumPy');
  const after = await until('the inserted function', async () => {
    const text = await vscode.textOf(FILE);
    return text !== before && text;
  });
  await vscode.screenshot('inserted');
  const known = new Set([...before.matchAll(/^def (\w+)/gm)].map(([, name]) => name));
  const name = [...after.matchAll(/^def (\w+)/gm)].map(([, found]) => found).find((found) => !known.has(found));
  expect(name).toBeDefined();

  const script = `
import inspect, sys
import numpy as np
sys.path.insert(0, '.')
import train
rng = np.random.default_rng(1)
n, d = 7, 4
given = {'X': rng.normal(size=(n, d)), 'w': rng.normal(size=d), 'y': rng.normal(size=n)}
scalar = 0.3
grad = train.${name ?? ''}
names = list(inspect.signature(grad).parameters)
arguments = {name: given.get(name, scalar) for name in names}
got = np.asarray(grad(**arguments))
def f(w):
    r = given['X'] @ w - given['y']
    return r @ r / (2 * n) + scalar / 2 * w @ w
want = np.array([(f(given['w'] + 1e-5 * e) - f(given['w'] - 1e-5 * e)) / 2e-5 for e in np.eye(d)])
assert got.shape == want.shape, (got.shape, want.shape)
print(float(np.max(np.abs(got - want)) / np.max(np.abs(want))))
`;
  const { stdout } = await promisify(execFile)(PYTHON, ['-c', script], { cwd: vscode.folder });
  expect(Number(stdout)).toBeLessThan(1e-8);
});

test('a product of two columns is a problem with three ways out', async () => {
  const { vscode } = editor;
  await vscode.show('broken.mcalc');
  const problems = await vscode.problems();
  expect(problems.join('\n')).toMatch(/x\*y/);
  await vscode.screenshot('problem');
  const titles = (await vscode.lightBulbAt('broken.mcalc', 'f = x¦*y', "x'*y")).join('\n');
  for (const repair of ["x'*y", "x*y'", 'x.*y']) expect(titles).toContain(repair);
  await vscode.choose("x'*y");
  await until('the repair', async () => (await vscode.textOf('broken.mcalc')).includes("f = x'*y"));
});

test('a cited source is a link, formulas are none; the hover of a function leads to its source', async () => {
  const { vscode } = editor;
  await vscode.show('cited.mcalc');
  const links = vscode.page.locator('.editor-instance .detected-link');
  await until('the link', async () => (await links.allInnerTexts()).map(plain).join('') === 'Matrix Cookbook (57)');
  const hover = await vscode.hoverAt('cited.mcalc', '¦logdet(A)', async (found) => await found.locator('img').count() > 0);
  expect(await hover.locator('a', { hasText: 'Matrix Cookbook' }).getAttribute('data-href')).toMatch(/^https:/);
  await vscode.screenshot('link');
});
