/** `npm run bench:code`: emits NumPy code for the reference problems and times it against hand-written code, the printed formula and torch's autograd. */
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, fail, installPackages, run } from './steps.mjs';

/** Debian's: the one with python3-numpy, python3-scipy and, where there is one, python3-torch. */
const PYTHON = '/usr/bin/python3';

try {
  await installPackages();
  const folder = join(ROOT, '.cache/bench-code');
  await mkdir(folder, { recursive: true });
  await build({ absWorkingDir: ROOT, entryPoints: { emit: 'bench/code/emit.ts' }, outdir: folder, bundle: true, platform: 'node', format: 'cjs', target: 'node20', mainFields: ['module', 'main'], logLevel: 'warning' });
  await writeFile(join(folder, 'problems.json'), execFileSync(PYTHON, [join(ROOT, 'bench/code/problems.py')]));
  await run(process.execPath, [join(folder, 'emit.js'), join(folder, 'problems.json'), folder]);
  await run(PYTHON, ['-B', join(ROOT, 'bench/code/run.py'), folder]);
} catch (error) {
  fail(error);
}
