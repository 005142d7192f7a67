/**
 * `npm run package`: builds, brings the third-party notices up to date and writes `mcalc-<version>.vsix` at the root.
 * Everything is bundled, so the package holds no node_modules; .vscodeignore denies all and then allows.
 */
import { createVSIX } from '@vscode/vsce';
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, fail, run, say, step } from './steps.mjs';

const README = '.cache/README.md';
/** A picture that is a file of the repository, in Markdown or in HTML. */
const PICTURE = /!\[[^\]]*\]\((?!https:)|<img [^>]*src="(?!https:)/;

/** The README for the extension's page in VS Code, which shows pictures from the web only: paragraphs with others are left to the repository. */
const withoutPictures = (/** @type {string} */ text) => text.split('\n\n').filter((paragraph) => !PICTURE.test(paragraph)).join('\n\n');

/** What the issue of the first release allows; what grows past it has to be looked at, not waved through. */
const LIMIT = 1.5e6;

try {
  const { name, version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const file = `${name}-${version}.vsix`;
  await step('Building', () => run('npm', ['run', '--silent', 'build']));
  await step('Packaging', async () => {
    for (const old of await readdir(ROOT)) if (old.endsWith('.vsix')) await rm(join(ROOT, old));
    await mkdir(join(ROOT, '.cache'), { recursive: true });
    await writeFile(join(ROOT, README), withoutPictures(await readFile(join(ROOT, 'README.md'), 'utf8')));
    // There is no web address to rewrite links to.
    await createVSIX({ cwd: ROOT, packagePath: file, readmePath: README, dependencies: false, rewriteRelativeLinks: false, allowMissingRepository: true });
    const { size } = await stat(join(ROOT, file));
    say(`${file}: ${(size / 1e6).toFixed(2)} MB`);
    if (size > LIMIT) throw new Error(`${file} is larger than ${LIMIT / 1e6} MB`);
  });
} catch (error) {
  fail(error);
}
