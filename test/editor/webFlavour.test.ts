/** The same extension as VS Code for the Web runs it: without `main`, so client and server are a worker each in the page. */
import { createVSIX } from '@vscode/vsce';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import manifest from '../../package.json';
import { ROOT } from '../../scripts/steps.mjs';
import { Workbench } from './vscode';

let vscode: Workbench;
let folder: string;

async function packageForTheWeb(): Promise<string> {
  for (const part of ['README.md', 'LICENSE', 'dist', 'media', 'syntaxes']) await cp(join(ROOT, part), join(folder, 'extension', part), { recursive: true });
  await writeFile(join(folder, 'extension/package.json'), JSON.stringify({ ...manifest, main: undefined }));
  await writeFile(join(folder, 'extension/.vscodeignore'), '');
  const packagePath = join(folder, 'web.vsix');
  await createVSIX({ cwd: join(folder, 'extension'), packagePath, dependencies: false, rewriteRelativeLinks: false, allowMissingRepository: true });
  return packagePath;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mcalc-web-'));
  await mkdir(join(folder, 'extension'));
  vscode = await Workbench.start({ vsix: [await packageForTheWeb()], from: join(ROOT, 'examples') });
});
afterAll(async () => {
  await vscode.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(({ task, onTestFailed }) => {
  onTestFailed(() => vscode.screenshot(`failed ${task.name.replace(/\W+/g, ' ')}`));
});

test('in the browser too, hovering a query shows the typeset gradient and its verdict', async () => {
  await vscode.open('train.py');
  const hover = await vscode.hoverAt('train.py', 'gradient ¦ridge wrt w', async (found) => await found.locator('img').count() > 0 && /checked/.test(await found.innerText()));
  expect(await hover.innerText()).toMatch(/✓ checked numerically/);
  await vscode.screenshot('hover-web');
});
