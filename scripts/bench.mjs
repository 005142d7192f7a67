/** `npm run bench`: builds, bundles bench/ and runs it. */
import { build } from 'esbuild';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, fail, installPackages, run } from './steps.mjs';

try {
  await installPackages();
  await run('npm', ['run', '--silent', 'build']);
  const folder = join(ROOT, '.cache/bench');
  await mkdir(folder, { recursive: true });
  await build({
    absWorkingDir: ROOT, entryPoints: { bench: 'bench/bench.ts', emptyServer: 'bench/emptyServer.ts', heapHook: 'bench/heapHook.ts' }, outdir: folder,
    bundle: true, platform: 'node', format: 'cjs', target: 'node20', mainFields: ['module', 'main'], logLevel: 'warning',
  });
  await run(process.execPath, [join(folder, 'bench.js'), ROOT, ...process.argv.slice(2)]);
} catch (error) {
  fail(error);
}
