/**
 * The README's first gradient, typed as it stands there, and what else the README shows. `PICTURES=1 node scripts/test-editor.mjs readme`
 * renews its pictures; the screenshots stay in test-results/ in any case.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { ROOT } from '../../scripts/steps.mjs';
import { editorFor } from './suite';
import { ATTEMPT, done, until } from './until';
import type { Workbench } from './vscode';

const FILE = 'fit.py';
const NOTES = 'notes.mcalc';
const QUERY = 'gradient ¦f wrt w';
/** Narrow enough for a picture to be read where a page shows it at half of its width. */
const [NARROW, WIDE] = [{ width: 668, height: 760 }, { width: 1280, height: 760 }];

const [, block = ''] = /```python\n([^]*?)```/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8')) ?? [];
const cell = (source: string) => ({ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source: source.split(/(?<=\n)/) });

const editor = editorFor({
  settings: {
    'workbench.colorTheme': 'Light Modern', 'editor.wordWrap': 'on', 'editor.glyphMargin': false, 'editor.folding': false, 'editor.lineNumbersMinChars': 3,
    'editor.scrollbar.vertical': 'hidden', 'editor.overviewRulerBorder': false, 'editor.hideCursorInOverviewRuler': true,
  },
  files: {
    [FILE]: `import numpy as np\n\n${block}`,
    [NOTES]: `X : matrix(n, d); w : vector(d); y : vector(n)
f = 1/2*norm2(X*w - y)^2

check hessian f wrt w == X'*X
check gradient f wrt w == (X*w - y)'*X
`,
    'writing.mcalc': 'S : posdef(d); A : matrix(d, d)\n',
    'likelihood.hpp': `#include <Eigen/Dense>

/* mcalc: S : posdef(n); b : vector(n)
 *   f = b'*inv(S)*b + logdet(S)
 *   gradient f wrt S
 */
`,
    'fit.ipynb': JSON.stringify({
      cells: [cell('# mcalc: X : matrix(n, d); w : vector(d)\n#   p = sigmoid(X*w)'), cell('# mcalc: jacobian p wrt w\n')],
      metadata: { kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' }, language_info: { name: 'python' } }, nbformat: 4, nbformat_minor: 5,
    }),
  },
});

let vscode: Workbench;
beforeAll(async () => {
  ({ vscode } = editor);
  await vscode.command('View: Toggle Primary Side Bar Visibility');
  await vscode.page.setViewportSize(NARROW);
});

async function show(name: string, part: Parameters<Workbench['picture']>[1]): Promise<void> {
  await vscode.screenshot(`README ${name}`);
  if (process.env['PICTURES'] !== undefined) await vscode.picture(name, part);
}

test('the README has a first gradient', () => { expect(block).toContain('# mcalc:'); });

test.each(['light', 'dark'] as const)('the hover, in a %s theme', async (theme) => {
  await vscode.setTheme(theme);
  await vscode.cursorAt(FILE, QUERY);
  await until('the lens', async () => await vscode.page.locator('.codelens-decoration', { hasText: '✓' }).count() > 0);
  const hover = await vscode.hoverAt(FILE, QUERY, async (found) => await found.locator('img').count() > 0 && /checked/.test(await found.innerText()));
  expect(await hover.innerText()).toMatch(/✓ checked numerically/);
  await show(`hover-${theme}`, { width: 656, height: 262 });
});

test('the inserted function, and the panel beside it', async () => {
  await vscode.page.setViewportSize(WIDE);
  await vscode.lightBulbAt(FILE, QUERY, 'Insert gradient as NumPy');
  await vscode.choose('Insert gradient as NumPy');
  await until('the function', async () => (await vscode.textOf(FILE)).includes('def '));
  expect(await vscode.textOf(FILE)).toMatch(/return X\.T @ \(X @ w - y\) \+ λ \* w/);
  await vscode.cursorAt(FILE, QUERY);
  await vscode.command('mcalc: Open Derivation');
  const panel = await vscode.webview(async (frame) => await frame.locator('.derivation .katex').count() > 2);
  // The lenses come back once the changed text is understood.
  await until('the lens', async () => await vscode.page.locator('.codelens-decoration', { hasText: 'code on line' }).count() > 0);
  // Not over the edge between the two.
  await vscode.page.mouse.move(5, 5);
  await show('derivation', { width: 1280, height: 612 });
  for (const figure of ['graph', 'stepSizes']) {
    const section = panel.locator(`.figure.${figure}`);
    await section.locator('.disclose').click();
    await section.locator('.picture > svg').waitFor();
    await section.evaluate((node) => { node.scrollIntoView({ block: 'end' }); window.scrollBy(0, 24); });
    await show(figure, section);
  }
  await vscode.command('View: Close All Editors');
  await vscode.page.setViewportSize(NARROW);
});

test('a function in a header, from a comment over several lines', async () => {
  await vscode.show('likelihood.hpp');
  await vscode.lightBulbAt('likelihood.hpp', 'gradient ¦f wrt S', 'Insert gradient as C++ with Eigen');
  await vscode.choose('Insert gradient as C++ with Eigen');
  await until('the function', async () => (await vscode.textOf('likelihood.hpp')).includes('return '));
  await until('the lens', async () => await vscode.page.locator('.codelens-decoration', { hasText: 'code on line' }).count() > 0);
  await vscode.cursorAt('likelihood.hpp', '#include <Eigen/Dense>\n¦');
  await show('inserted', { width: 656, height: 575 });
});

test('a claim that fails, and what mends it', async () => {
  await vscode.show(NOTES);
  await until('the claim that holds', async () => await vscode.page.locator('.codelens-decoration', { hasText: 'proved' }).count() === 1);
  const hover = await vscode.hoverAt(NOTES, "¦(X*w - y)'*X", async (found) => (await found.innerText()).includes('Quick Fix'));
  expect(await hover.innerText()).toContain('the transpose of the gradient');
  await show('claim', { width: 656, height: 278 });
  await vscode.page.keyboard.press('Escape');
});

test('a function with its rule, while it is typed', async () => {
  await vscode.show('writing.mcalc');
  await vscode.cursorAt('writing.mcalc', 'd, d)\n¦');
  await vscode.page.keyboard.type("f = tr(A*S*A') - logd");
  const details = vscode.page.locator('.suggest-details');
  await until('its rule in type', async () => {
    if (await details.locator('img').count() > 0) return true;
    await vscode.page.keyboard.press('Control+Space');
    return done(details.locator('img').first().waitFor(ATTEMPT));
  });
  await show('completion', { width: 656, height: 300 });
  await vscode.page.keyboard.press('Escape');
});

test('a notebook', async () => {
  await vscode.show('fit.ipynb');
  const query = vscode.page.locator('.notebookOverlay .cell-editor-container').nth(1);
  await query.locator('.codelens-decoration', { hasText: '✓' }).first().waitFor();
  await query.locator('.view-line', { hasText: 'jacobian p' }).locator('span span').filter({ hasText: /^\s*p\s*$/ }).first().click();
  await vscode.lightBulb('Insert Jacobian as NumPy');
  await vscode.choose('Insert Jacobian as NumPy');
  await query.locator('.view-line', { hasText: 'return ' }).first().waitFor();
  await show('notebook', { width: 656, height: 640 });
});
