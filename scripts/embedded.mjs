/**
 * A real VS Code that needs no installer and no desktop: code-server from the package registry, served on 127.0.0.1 and opened in a
 * browser. `npm start` falls back to it where there is no `code`, and the editor tests drive it.
 *
 * It is installed once, under .vscode-e2e/, with the Node it needs beside it; the project itself stays on the machine's Node. Install
 * scripts are skipped: they would download from elsewhere, and the package ships what it needs prebuilt.
 */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ROOT, say } from './steps.mjs';

const HOME = join(ROOT, '.vscode-e2e');
const CODE_SERVER = join(HOME, 'node_modules/code-server');
const ENTRY = join(CODE_SERVER, 'out/node/entry.js');
const WANTED = { [`node-${process.platform}-${process.arch}`]: '24', 'code-server': '4.139.1' };
const NODE = join(HOME, 'node_modules', Object.keys(WANTED)[0] ?? '', 'bin');
/** Written last, so that an interrupted installation is not taken for a finished one. */
const STAMP = join(HOME, 'installed.json');

/** What keeps the editor quiet and the same each time: nothing phones home, nothing pops up. */
export const QUIET = {
  'telemetry.telemetryLevel': 'off', 'update.mode': 'none',
  'extensions.autoUpdate': 'off', 'extensions.autoCheckUpdates': false, 'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none', 'workbench.welcomePage.walkthroughs.openOnInstall': false, 'workbench.tips.enabled': false,
  'workbench.enableExperiments': false, 'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true, 'chat.commandCenter.enabled': false, 'git.enabled': false,
  'window.autoDetectColorScheme': false, 'typescript.disableAutomaticTypeAcquisition': true, 'json.schemaDownload.enable': false,
};

/** The environment of the editor: Node 24 first, and a home of its own, so that nothing of the user's is read or written. @param {string} home */
function environment(home) {
  const { VSCODE_IPC_HOOK_CLI: _, ...rest } = process.env;
  return {
    ...rest, PATH: `${NODE}${delimiter}${process.env.PATH ?? ''}`, EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    HOME: home, XDG_CONFIG_HOME: join(home, '.config'), XDG_DATA_HOME: join(home, '.local/share'), XDG_CACHE_HOME: join(home, '.cache'),
  };
}

/** Runs a command quietly; what it printed is shown only when it fails. @param {string} command @param {readonly string[]} args @param {import('node:child_process').SpawnOptions} options @returns {Promise<void>} */
function quietly(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout?.on('data', (text) => { output += String(text); });
    child.stderr?.on('data', (text) => { output += String(text); });
    child.on('error', reject);
    child.on('exit', (code) => code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')} failed:\n${output}`)));
  });
}

/** Installs the embedded VS Code, unless it is there. About half a minute and 800 MB of disk. */
export async function installEmbedded() {
  const wanted = JSON.stringify(WANTED);
  if (existsSync(STAMP) && await readFile(STAMP, 'utf8') === wanted) return;
  if (process.platform === 'win32') throw new Error('there is no embedded VS Code for Windows: install VS Code with its `code` command');
  await rm(HOME, { recursive: true, force: true });
  await mkdir(HOME, { recursive: true });
  // A package of its own: without this file npm would install into the project.
  await writeFile(join(HOME, 'package.json'), '{ "name": "embedded-vscode", "version": "0.0.0", "private": true }\n');
  const flags = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  const packages = Object.entries(WANTED).map(([name, version]) => `${name}@${version}`);
  say(`1 of 3: ${packages.join(' and ')} into .vscode-e2e/ (only the first time)`);
  await quietly('npm', [...flags, ...packages], { cwd: HOME });
  const env = { ...process.env, PATH: `${NODE}${delimiter}${process.env.PATH ?? ''}` };
  const vscode = join(CODE_SERVER, 'lib/vscode');
  say('2 of 3: the packages of VS Code itself');
  await quietly('npm', [...flags, '--omit=dev'], { cwd: vscode, env });
  say('3 of 3: the packages of its built-in extensions');
  await quietly('npm', [...flags, '--omit=dev'], { cwd: join(vscode, 'extensions'), env });
  await writeFile(STAMP, wanted);
}

/** A port that is free now, `preferred` if it is. @param {number} preferred @returns {Promise<number>} */
function freePort(preferred) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () => preferred === 0 ? reject(new Error('no free port')) : resolve(freePort(0)));
    probe.listen(preferred, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : preferred));
    });
  });
}

/**
 * Starts VS Code with one extension.
 * @param {object} options
 * @param {string} options.data folder for everything the editor writes
 * @param {readonly string[]} options.vsix the extensions to install
 * @param {Record<string, unknown>} options.settings beside QUIET
 * @param {number} options.port preferred; 0 for any
 * @returns the address to open a folder and files at, a way to change the settings, and a way to end it
 */
export async function startEmbedded({ data, vsix, settings, port: preferred }) {
  const user = join(data, 'user');
  const extensions = join(data, 'extensions');
  await mkdir(join(user, 'User'), { recursive: true });
  await mkdir(join(data, 'home'), { recursive: true });
  /** @param {Record<string, unknown>} more */
  const writeSettings = (more) => writeFile(join(user, 'User/settings.json'), JSON.stringify({ ...QUIET, ...settings, ...more }, null, 2));
  await writeSettings({});

  const env = environment(join(data, 'home'));
  const node = join(NODE, 'node');
  const folders = ['--user-data-dir', user, '--extensions-dir', extensions];
  for (const file of vsix) await quietly(node, [ENTRY, '--install-extension', file, '--force', ...folders], { env });

  const port = await freePort(preferred);
  const child = spawn(node, [
    ENTRY, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check',
    '--disable-getting-started-override', '--disable-proxy', '--disable-file-downloads', ...folders,
  ], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  child.stdout.on('data', (text) => { log += String(text); });
  child.stderr.on('data', (text) => { log += String(text); });
  const ended = new Promise((resolve) => { child.once('exit', resolve); });

  const origin = `http://127.0.0.1:${port}`;
  const healthy = async () => (await fetch(`${origin}/healthz`).catch(() => undefined))?.ok === true;
  while (!await healthy()) {
    if (child.exitCode !== null) throw new Error(`VS Code did not start:\n${log}`);
    await delay(50);
  }

  return {
    writeSettings,
    /** The address that opens `folder` and in it `files`: absolute paths, or URIs of another file system. @param {string} folder @param {readonly string[]} files */
    address: (folder, files) => {
      const payload = files.map((file) => ['openFile', file.startsWith('/') ? `vscode-remote://127.0.0.1:${port}${file}` : file]);
      return `${origin}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
    },
    ended,
    stop: async () => { child.kill(); await ended; },
  };
}
