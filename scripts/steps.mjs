/** What the scripts share: the project's folder, progress lines, running a command, installing what is missing. Node built-ins only. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

const colour = process.stdout.isTTY && !process.env.NO_COLOR;

/** @param {string} text */
export const bold = (text) => (colour ? `\u001b[1m${text}\u001b[0m` : text);
/** @param {string} text */
const faint = (text) => (colour ? `\u001b[2m${text}\u001b[0m` : text);

/** A line of progress. @param {string} text */
export function say(text) {
  console.log(`${faint('›')} ${text}`);
}

/**
 * Runs one named step and says how long it took.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function step(title, action) {
  const started = performance.now();
  console.log(bold(title));
  const result = await action();
  say(faint(`${title}: ${((performance.now() - started) / 1000).toFixed(1)} s`));
  return result;
}

/**
 * Runs a command with this terminal; rejects when it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<void>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32', ...options });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? `status ${String(code)}`}`));
    });
  });
}

/** Whether node_modules holds what package-lock.json asks for (packages for other platforms may be missing). */
function isInstalled() {
  const installedLock = join(ROOT, 'node_modules/.package-lock.json');
  if (!existsSync(installedLock)) return false;
  /** @type {(file: string) => Record<string, { version?: string, optional?: boolean }>} */
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const wanted = packagesOf(join(ROOT, 'package-lock.json'));
  const installed = packagesOf(installedLock);
  return Object.entries(wanted).every(([path, entry]) => path === '' || entry.optional === true || installed[path]?.version === entry.version);
}

/** `npm ci`, when node_modules is missing or not what the lockfile says. */
export async function installPackages() {
  if (isInstalled()) return;
  await step('Installing packages', () => run('npm', ['ci', '--no-audit', '--no-fund']));
}

/** Ends the script on a failed step with one line instead of a stack. @param {unknown} error @returns {never} */
export function fail(error) {
  console.error(bold(`✗ ${error instanceof Error ? error.message : String(error)}`));
  process.exit(1);
}
