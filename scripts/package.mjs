/**
 * `npm run package`: builds, brings the third-party notices up to date and writes `mcalc-<version>.vsix` at the root.
 * Everything is bundled, so the package holds no node_modules; .vscodeignore denies all and then allows.
 */
import { createVSIX } from '@vscode/vsce';
import { readFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, fail, run, say, step } from './steps.mjs';

/** What the issue of the first release allows; what grows past it has to be looked at, not waved through. */
const LIMIT = 1.5e6;

try {
  const { name, version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const file = `${name}-${version}.vsix`;
  await step('Building', () => run('npm', ['run', '--silent', 'build']));
  await step('Packaging', async () => {
    for (const old of await readdir(ROOT)) if (old.endsWith('.vsix')) await rm(join(ROOT, old));
    // The pictures of the README travel in the package: there is no web address to rewrite their links to.
    await createVSIX({ cwd: ROOT, packagePath: file, dependencies: false, rewriteRelativeLinks: false, allowMissingRepository: true });
    const { size } = await stat(join(ROOT, file));
    say(`${file}: ${(size / 1e6).toFixed(2)} MB`);
    if (size > LIMIT) throw new Error(`${file} is larger than ${LIMIT / 1e6} MB`);
  });
} catch (error) {
  fail(error);
}
