/** Type check of every room under its own configuration: which globals and types a room may see is part of its contract. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ROOT, say } from './steps.mjs';

const PROJECTS = {
  engine:  'tsconfig.json',
  node:    'server/tsconfig.node.json',
  worker:  'server/tsconfig.worker.json',
  client:  'client/tsconfig.json',
  preview: 'client/preview/tsconfig.json',
  test:    'test/tsconfig.json',
  scripts: 'scripts/tsconfig.json',
};

/** One project; what the compiler says is printed in one piece. @param {string} name @param {string} project @returns {Promise<boolean>} */
function check(name, project) {
  const args = [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', project, '--pretty', String(process.stdout.isTTY === true), '--incremental', '--tsBuildInfoFile', `.cache/types/${name}.tsbuildinfo`];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: ROOT });
    let output = '';
    child.stdout.on('data', (text) => { output += String(text); });
    child.stderr.on('data', (text) => { output += String(text); });
    child.on('error', reject);
    child.on('exit', (code) => {
      // TS18003: a project that has no source yet.
      const passed = code === 0 || /error TS18003/.test(output);
      if (!passed) process.stdout.write(output);
      say(`${passed ? '✓' : '✗'} ${project}`);
      resolve(passed);
    });
  });
}

await mkdir(join(ROOT, '.cache/types'), { recursive: true });
const waiting = Object.entries(PROJECTS).filter(([, project]) => existsSync(join(ROOT, project)));
/** @type {boolean[]} */
const results = [];
const worker = async () => {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) results.push(await check(...next));
};
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
process.exit(results.every(Boolean) ? 0 : 1);
