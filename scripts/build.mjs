/**
 * Builds every bundle. `node scripts/build.mjs [--dev] [--watch]`
 *
 *   dist/server.js · dist/cli.js · dist/client.js   node, CommonJS, sharing chunks
 *   dist/server.web.js · dist/client.web.js         browser, one file each
 *   dist/math.js · dist/figures.js                  what draws formulas, graphs and plots, for the client of either kind (client/src/drawing.ts)
 *   media/dist/preview.js                           the webview's page, with KaTeX's style and fonts beside it
 *   media/dist/katex.js                             KaTeX, for the page and for dist/math.js
 *
 * Lazy loading is written in the source as a plain `await import('…')`. For node it becomes a chunk of its own, which is read from
 * disk at the first use; a file that two bundles need is in one shared chunk, so no module is ever there twice. In the browser
 * bundles it stays inside the file and runs at the first use only: a worker cannot load siblings synchronously, and the few
 * milliseconds of parsing that a chunk would save are less than the request it would cost.
 *
 * esbuild splits only ES modules, and VS Code (as old as we support) loads only CommonJS, so the node bundles take two steps:
 * bundle and split as ES modules, then turn each file into CommonJS.
 */
import { build, context, transform } from 'esbuild';
import { chmod, copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { notices } from './notices.mjs';
import { ROOT, say } from './steps.mjs';

const watch = process.argv.includes('--watch');
const dev = watch || process.argv.includes('--dev');
const started = performance.now();

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: ROOT,
  bundle: true,
  minify: !dev,
  sourcemap: dev ? 'inline' : false,
  target: 'es2022',
  // The ES module of a package, where it has one, so that unused parts are left out.
  mainFields: ['module', 'main'],
  external: ['vscode'],
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};

/** Second step of the node bundles: each ES module that esbuild wrote becomes a CommonJS file in dist/. @type {import('esbuild').Plugin} */
const commonjs = {
  name: 'commonjs',
  setup(task) {
    task.onEnd(async (result) => {
      const files = result.outputFiles ?? [];
      await mkdir(join(ROOT, 'dist'), { recursive: true });
      await Promise.all(files.map(async (file) => {
        const name = basename(file.path);
        const { code } = await transform(file.text, {
          format: 'cjs', platform: 'node', target: 'node20', minify: !dev, sourcemap: dev ? 'inline' : false,
          sourcefile: name, supported: { 'dynamic-import': false }, legalComments: 'none',
        });
        await writeFile(join(ROOT, 'dist', name), code);
        if (name === 'cli.js') await chmod(join(ROOT, 'dist', name), 0o755);
      }));
    });
  },
};

/** The fonts that our LaTeX can ask for, those of the outlines in scripts/glyphs.mjs; the other third of the bytes is Fraktur and the like. */
const FONTS = ['AMS-Regular', 'Caligraphic-Regular', 'Main-Regular', 'Main-Bold', 'Main-Italic', 'Math-Italic', 'SansSerif-Regular', 'Size1-Regular', 'Size2-Regular', 'Size3-Regular', 'Size4-Regular'];

/** KaTeX's style sheet and fonts for the webview; of the three formats of each font only woff2, which every VS Code reads. */
async function copyKatex() {
  const from = join(ROOT, 'node_modules/katex/dist');
  const to = join(ROOT, 'media/dist');
  await mkdir(join(to, 'fonts'), { recursive: true });
  const css = await readFile(join(from, 'katex.min.css'), 'utf8');
  const faces = css.replace(/@font-face\{[^}]*\}/g, (face) => FONTS.some((font) => face.includes(`KaTeX_${font}.woff2`)) ? face : '');
  await writeFile(join(to, 'katex.css'), faces.replace(/,url\([^)]*\.(?:woff|ttf)\) format\("[a-z]+"\)/g, ''));
  for (const font of FONTS) await copyFile(join(from, 'fonts', `KaTeX_${font}.woff2`), join(to, 'fonts', `KaTeX_${font}.woff2`));
}

const node = { server: 'server/src/server.ts', cli: 'server/src/cli.ts', client: 'client/src/extension.ts' };
const drawing = { math: 'client/src/math/svg.ts', figures: 'client/src/figures/draw.ts' };
const worker = { 'server.web': 'server/src/server.web.ts' };
const browser = { 'client.web': 'client/src/extension.web.ts' };
const page = { preview: 'client/preview/preview.ts' };
const katex = { katex: 'katex' };

/** The page's KaTeX is a script of its own, loaded before. @type {import('esbuild').Plugin} */
const katexFromGlobal = {
  name: 'katex-from-global',
  setup(task) {
    task.onResolve({ filter: /^katex$/ }, () => ({ path: 'katex', namespace: 'global' }));
    task.onLoad({ filter: /^katex$/, namespace: 'global' }, () => ({ contents: 'module.exports = globalThis.katex', loader: 'js' }));
  },
};

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  { ...common, entryPoints: node, platform: 'node', format: 'esm', splitting: true, outdir: 'dist', chunkNames: '[name]-[hash]', write: false, plugins: [commonjs] },
  { ...common, entryPoints: drawing, platform: 'browser', format: 'cjs', outdir: 'dist', external: ['vscode', 'katex'] },
  { ...common, entryPoints: katex, platform: 'browser', format: 'iife', globalName: 'katex', outdir: 'media/dist' },
  { ...common, entryPoints: worker, platform: 'browser', format: 'iife', outdir: 'dist' },
  { ...common, entryPoints: browser, platform: 'browser', format: 'cjs', outdir: 'dist' },
  { ...common, entryPoints: page, platform: 'browser', format: 'iife', outdir: 'media/dist', plugins: [katexFromGlobal] },
];

/** Removes what an earlier build left. After the new files are there: a program that runs from dist/ meanwhile finds its chunks. @param {string} folder @param {readonly string[]} outputs */
async function removeOthers(folder, outputs) {
  const kept = new Set(outputs.map((file) => basename(file)));
  for (const file of await readdir(join(ROOT, folder), { withFileTypes: true }).catch(() => [])) {
    if (file.isFile() && !kept.has(file.name)) await rm(join(ROOT, folder, file.name));
  }
}

await copyKatex();

if (watch) {
  for (const options of bundles) await (await context({ ...options, logLevel: 'info' })).watch();
} else {
  const results = await Promise.all(bundles.map((options) => build(options)));
  const outputs = results.flatMap(({ metafile }) => Object.keys(metafile?.outputs ?? {}));
  await removeOthers('dist', outputs.filter((file) => file.startsWith('dist/')));
  await removeOthers('media/dist', [...outputs.filter((file) => file.startsWith('media/dist/')), 'katex.css']);
  await removeOthers('media/dist/fonts', FONTS.map((font) => `KaTeX_${font}.woff2`));
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}));
  await writeFile(join(ROOT, 'THIRD_PARTY_NOTICES.md'), await notices(inputs));
  say(`built ${outputs.length} files in ${Math.round(performance.now() - started)} ms`);
}
