/**
 * `npm start`: from a fresh clone to the examples in VS Code with the extension loaded.
 * The user's own VS Code when `code` is on the PATH, with private folders so that neither settings nor extensions of theirs are touched;
 * else an embedded VS Code in the browser.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { QUIET, installEmbedded, startEmbedded } from './embedded.mjs';
import { ROOT, bold, fail, installPackages, run, say, step } from './steps.mjs';

const EXAMPLES = join(ROOT, 'examples');
const FIRST = join(EXAMPLES, 'train.py');
const SETTINGS = { 'workbench.colorTheme': 'Default Dark Modern', 'editor.minimap.enabled': false, 'files.exclude': { '**/__pycache__': true } };
/** The first port tried; in use, any free one is taken. */
const PORT = 8140;

/** The user's `code`, where it can open a window from here. */
function findCode() {
  // In a terminal inside a remote VS Code, `code` talks to that window and ignores private folders.
  if (process.env.VSCODE_IPC_HOOK_CLI !== undefined) return undefined;
  if (process.platform === 'linux' && process.env.DISPLAY === undefined && process.env.WAYLAND_DISPLAY === undefined) return undefined;
  const names = process.platform === 'win32' ? ['code.cmd'] : ['code'];
  return (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name))).find((file) => existsSync(file));
}

/** @param {string} code @param {string} vsix */
async function openDesktop(code, vsix) {
  const data = join(ROOT, '.vscode-e2e-desktop');
  await mkdir(join(data, 'user/User'), { recursive: true });
  const settings = join(data, 'user/User/settings.json');
  if (!existsSync(settings)) await writeFile(settings, JSON.stringify({ ...QUIET, ...SETTINGS }, null, 2));
  const folders = ['--user-data-dir', join(data, 'user'), '--extensions-dir', join(data, 'extensions')];
  await run(code, [...folders, '--install-extension', vsix, '--force']);
  await run(code, [...folders, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--new-window', EXAMPLES, FIRST]);
}

/** @param {string} vsix */
async function openEmbedded(vsix) {
  await step('Setting up an embedded VS Code (there is no `code` to open a window with)', installEmbedded);
  const editor = await startEmbedded({ data: join(ROOT, '.vscode-e2e/start'), vsix: [vsix], settings: SETTINGS, port: PORT });
  const address = editor.address(EXAMPLES, [FIRST]);
  console.log(`\n  Open ${bold(address)}\n  in a browser. Ctrl+C here ends it.\n`);
  const opener = process.platform === 'darwin' ? 'open' : process.env.DISPLAY === undefined && process.env.WAYLAND_DISPLAY === undefined ? undefined : 'xdg-open';
  if (opener !== undefined) spawn(opener, [address], { stdio: 'ignore', detached: true }).on('error', () => say('no browser could be opened from here')).unref();
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, () => { void editor.stop(); });
  await editor.ended;
}

try {
  await installPackages();
  await run('npm', ['run', '--silent', 'package']);
  const { name, version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const vsix = join(ROOT, `${name}-${version}.vsix`);
  const code = findCode();
  if (code === undefined) await openEmbedded(vsix);
  else {
    await step(`Opening the examples in ${code}`, () => openDesktop(code, vsix)).catch(async (error) => {
      say(`${error instanceof Error ? error.message : String(error)}; falling back`);
      await openEmbedded(vsix);
    });
  }
} catch (error) {
  fail(error);
}
