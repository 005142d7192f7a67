/** The extension where a workspace is not a trusted folder on a disk. */
import { createVSIX } from '@vscode/vsce';
import { build } from 'esbuild';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../../scripts/steps.mjs';
import { editorFor } from './suite';
import { until } from './until';
import type { Workbench } from './vscode';

const FILE = 'notes.py';
const NOTES = '# mcalc:\n#   A : symmetric(n); x : vector(n)\n#   f = x\'*A*x\n#   gradient f wrt x\n';

/** What has to work everywhere: the hover with its verdict, the panel, and code that is inserted. */
async function firstGradient(vscode: Workbench, picture: string): Promise<void> {
  const hover = await vscode.hoverAt(FILE, 'gradient ¦f wrt x', async (found) => await found.locator('img').count() > 0 && /checked/.test(await found.innerText()));
  expect(await hover.innerText()).toMatch(/✓ checked numerically/);
  await vscode.screenshot(picture);
  await vscode.lightBulbAt(FILE, 'gradient ¦f wrt x', 'Insert gradient as NumPy');
  await vscode.choose('Insert gradient as NumPy');
  await until('the inserted function', async () => /return 2 \* \(?A @ x\)?/.test(await vscode.textOf(FILE)));
  await vscode.command('mcalc: Open Derivation');
  await vscode.webview(async (candidate) => await candidate.locator('.katex').count() > 2);
  await vscode.screenshot(`${picture}-panel`);
}

let packed: string;
beforeAll(async () => {
  packed = await mkdtemp(join(tmpdir(), 'mcalc-mirror-'));
  await cp(join(ROOT, 'test/editor/mirror/package.json'), join(packed, 'package.json'));
  await build({ entryPoints: [join(ROOT, 'test/editor/mirror/extension.ts')], outfile: join(packed, 'extension.js'), bundle: true, platform: 'node', format: 'cjs', target: 'node20', external: ['vscode'] });
  await writeFile(join(packed, '.vscodeignore'), '');
  await createVSIX({ cwd: packed, packagePath: join(packed, 'mirror.vsix'), dependencies: false, allowMissingRepository: true, skipLicense: true });
});
afterAll(async () => { await rm(packed, { recursive: true, force: true }); });

const editor = editorFor({
  files: { [FILE]: NOTES },
  // No question at the start: who does not answer it works in restricted mode.
  settings: { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never', 'security.workspace.trust.banner': 'never' },
  extensions: () => [join(packed, 'mirror.vsix')],
});

test('in a workspace that is not trusted everything works', async () => {
  const { vscode } = editor;
  await vscode.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
  await firstGradient(vscode, 'untrusted');
  expect(await vscode.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).isVisible()).toBe(true);
});

test('in a virtual workspace everything works', async () => {
  const { vscode } = editor;
  await writeFile(join(vscode.folder, FILE), NOTES);
  await vscode.open(FILE, `mirror:/elsewhere${vscode.folder}`);
  await firstGradient(vscode, 'virtual');
});
