/**
 * The README's first gradient, typed as it stands there, and what else the README shows. `PICTURES=1 node scripts/test-editor.mjs readme`
 * renews its pictures; the screenshots stay in test-results/ in any case.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../scripts/steps.mjs';
import { editorFor } from './suite';
import { ATTEMPT, done, until } from './until';

const FILE = 'fit.py';
const NOTES = 'notes.mcalc';
const QUERY = 'gradient ¦f wrt w';
/** The height of the bar at the top of the panel, which stays there. */
const BAR = 80;

const [, block = ''] = /```python\n([^]*?)```/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8')) ?? [];
const cell = (source: string) => ({ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source: source.split(/(?<=\n)/) });

const editor = editorFor({
  settings: { 'workbench.colorTheme': 'Light Modern' },
  files: {
    [FILE]: `import numpy as np\n\n${block}`,
    [NOTES]: `# Ridge regression
X : matrix(n, d); w : vector(d); y : vector(n); λ : positive scalar
f = 1/2*norm2(X*w - y)^2 + λ/2*norm2(w)^2

check gradient f wrt w == X'*(X*w - y) + λ*w
check hessian f wrt w == X'*X + λ*eye(d)
check gradient f wrt w == (X*w - y)'*X + λ*w'
`,
    'writing.mcalc': 'S : posdef(d); A : matrix(d, d)\n',
    'fit.ipynb': JSON.stringify({
      cells: [cell('# mcalc: X : matrix(n, d); w : vector(d); y : vector(n)\n#   r = X*w - y\nimport numpy as np'), cell('# mcalc: f = 1/2*norm2(r)^2\n#   gradient f wrt w')],
      metadata: { kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' }, language_info: { name: 'python' } }, nbformat: 4, nbformat_minor: 5,
    }),
  },
});

async function show(name: string, part: { readonly top: number; readonly width: number; readonly height: number }): Promise<void> {
  await editor.vscode.screenshot(`README ${name}`);
  if (process.env['PICTURES'] !== undefined) await editor.vscode.picture(name, part);
}

test('the README has a first gradient', () => { expect(block).toContain('# mcalc:'); });

test.each(['light', 'dark'] as const)('the hover, in a %s theme', async (theme) => {
  const { vscode } = editor;
  await vscode.setTheme(theme);
  const hover = await vscode.hoverAt(FILE, QUERY, async (found) => await found.locator('img').count() > 0 && /checked/.test(await found.innerText()));
  expect(await hover.innerText()).toMatch(/✓ checked numerically/);
  await show(`hover-${theme}`, { top: 35, width: 640, height: 260 });
});

test('the panel: the derivation, the computation graph and the differences against the step', async () => {
  const { vscode } = editor;
  await vscode.cursorAt(FILE, QUERY);
  await vscode.command('mcalc: Open Derivation');
  const panel = await vscode.webview(async (frame) => await frame.locator('.derivation .katex').count() > 2);
  await show('derivation', { top: 0, width: 1280, height: 640 });
  for (const figure of ['graph', 'stepSizes']) {
    await panel.locator(`.figure.${figure} .disclose`).click();
    await panel.locator(`.figure.${figure} .picture > svg`).waitFor();
  }
  await panel.locator('.figure.graph').evaluate((node, bar) => { node.scrollIntoView({ block: 'start' }); window.scrollBy(0, -bar); }, BAR);
  await show('figures', { top: 0, width: 1280, height: 640 });
  await vscode.command('View: Close All Editors');
});

test('the inserted function', async () => {
  const { vscode } = editor;
  await vscode.show(FILE);
  await vscode.lightBulbAt(FILE, QUERY, 'Insert gradient as NumPy');
  await vscode.choose('Insert gradient as NumPy');
  await until('the function', async () => (await vscode.textOf(FILE)).includes('def '));
  // The lenses come back once the changed text is understood.
  await until('the lens', async () => await vscode.page.locator('.codelens-decoration', { hasText: 'code on line' }).count() > 0);
  expect(await vscode.textOf(FILE)).toMatch(/return X\.T @ \(X @ w - y\) \+ λ \* w/);
  await show('inserted', { top: 35, width: 640, height: 490 });
});

test('a claim that fails, and what mends it', async () => {
  const { vscode } = editor;
  await vscode.show(NOTES);
  await until('the claims that hold', async () => await vscode.page.locator('.codelens-decoration', { hasText: 'proved' }).count() === 2);
  await vscode.lightBulbAt(NOTES, "(X*w¦ - y)'*X", 'Replace by');
  await show('claim', { top: 35, width: 640, height: 350 });
  await vscode.page.keyboard.press('Escape');
});

test('a function with its rule, while it is typed', async () => {
  const { vscode } = editor;
  await vscode.show('writing.mcalc');
  await vscode.cursorAt('writing.mcalc', 'd, d)\n¦');
  await vscode.page.keyboard.type('f = logd');
  const details = vscode.page.locator('.suggest-details');
  await until('its rule in type', async () => {
    if (await details.locator('img').count() > 0) return true;
    await vscode.page.keyboard.press('Control+Space');
    return done(details.locator('img').first().waitFor(ATTEMPT));
  });
  await show('completion', { top: 35, width: 960, height: 330 });
  await vscode.page.keyboard.press('Escape');
});

test('a notebook', async () => {
  const { vscode } = editor;
  await vscode.show('fit.ipynb');
  const query = vscode.page.locator('.notebookOverlay .cell-editor-container').nth(1);
  await query.locator('.codelens-decoration', { hasText: '✓' }).first().waitFor();
  await query.locator('.view-line', { hasText: 'gradient f' }).locator('span span').filter({ hasText: /^\s*f\s*$/ }).first().click();
  await vscode.lightBulb('Insert gradient as NumPy');
  await vscode.choose('Insert gradient as NumPy');
  await query.locator('.view-line', { hasText: 'return X.T' }).first().waitFor();
  await show('notebook', { top: 35, width: 760, height: 560 });
});
