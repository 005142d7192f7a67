/**
 * The README's first gradient, typed as it stands there. `PICTURES=1 npm run test:editor` renews its pictures; the screenshots stay in
 * test-results/ in any case.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import manifest from '../../package.json';
import { ROOT } from '../../scripts/steps.mjs';
import { Workbench } from './vscode';

const FILE = 'fit.py';
const QUERY = 'gradient ¦f wrt w';

let vscode: Workbench;
beforeAll(async () => {
  vscode = await Workbench.start({ vsix: [join(ROOT, `${manifest.name}-${manifest.version}.vsix`)], from: join(ROOT, 'examples') });
  const [, block] = /```python\n([^]*?)```/.exec(await readFile(join(ROOT, 'README.md'), 'utf8')) ?? [];
  expect(block).toBeDefined();
  await writeFile(join(vscode.folder, FILE), `import numpy as np\n\n${block ?? ''}`);
  await vscode.open(FILE);
});
afterAll(() => vscode.stop());
beforeEach(({ task, onTestFailed }) => {
  onTestFailed(() => vscode.screenshot(`failed README ${task.name.replace(/\W+/g, ' ')}`));
});

async function show(name: string, part: { readonly top: number; readonly width: number; readonly height: number }): Promise<void> {
  await vscode.screenshot(`README ${name}`);
  if (process.env['PICTURES'] !== undefined) await vscode.picture(name, part);
}

test.each(['light', 'dark'] as const)('the hover, in a %s theme', async (theme) => {
  await vscode.setTheme(theme);
  const hover = await vscode.hoverAt(FILE, QUERY, async (found) => await found.locator('img').count() > 0 && /checked/.test(await found.innerText()));
  expect(await hover.innerText()).toMatch(/✓ checked numerically/);
  await show(`hover-${theme}`, { top: 35, width: 640, height: 260 });
});

test('the panel', async () => {
  await vscode.cursorAt(FILE, QUERY);
  await vscode.command('mcalc: Open Derivation');
  await vscode.webview(async (frame) => await frame.locator('.katex').count() > 2);
  await show('derivation', { top: 0, width: 1280, height: 640 });
  await vscode.command('View: Close All Editors in Group');
  await vscode.open(FILE);
});

test('the inserted function', async () => {
  await vscode.lightBulbAt(FILE, QUERY, 'Insert gradient as NumPy');
  await vscode.choose('Insert gradient as NumPy');
  await vscode.until('the function', async () => (await vscode.textOf(FILE)).includes('def '));
  // The lenses come back once the changed text is understood.
  await vscode.until('the lens', async () => await vscode.page.locator('.codelens-decoration', { hasText: 'NumPy' }).count() > 0);
  expect(await vscode.textOf(FILE)).toMatch(/return X\.T @ \(X @ w - y\) \+ λ \* w/);
  await show('inserted', { top: 35, width: 640, height: 490 });
});
