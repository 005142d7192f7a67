/** Nothing loads KaTeX, numerics or code generation before they are needed: what each node bundle reads at its start. */
import { build, type Metafile } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import { fileURLToPath } from 'node:url';

const ENTRIES = { server: 'server/src/server.ts', cli: 'server/src/cli.ts', client: 'client/src/extension.ts' } as const;

/** What is heavy, and has to wait until somebody asks for it. */
const LAZY = ['node_modules/katex/', 'node_modules/ml-matrix/', 'client/src/math/glyphs.generated.ts', 'server/src/numeric/', 'server/src/codegen/', 'server/src/papers/', 'server/src/typeset/typst'];
/** The names of the targets, and types. */
const LIGHT = ['server/src/codegen/request.ts', 'server/src/papers/request.ts'];

let metafile: Metafile;
beforeAll(async () => {
  ({ metafile } = await build({
    absWorkingDir: fileURLToPath(new URL('..', import.meta.url)), entryPoints: { ...ENTRIES, math: 'client/src/math/svg.ts' }, bundle: true, write: false, metafile: true, platform: 'node', format: 'esm', splitting: true,
    outdir: 'dist', mainFields: ['module', 'main'], external: ['vscode'], logLevel: 'silent',
  }));
});

/** The sources in the files that are read at the start. */
function readAtStart(entry: string): readonly string[] {
  const output = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === entry)?.[0];
  const seen = new Set<string>();
  const waiting = output === undefined ? [] : [output];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...(metafile.outputs[next]?.imports ?? []).filter(({ kind, external }) => kind === 'import-statement' && external !== true).map(({ path }) => path));
  }
  return [...seen].flatMap((file) => Object.keys(metafile.outputs[file]?.inputs ?? {}));
}

test.each(Object.entries(ENTRIES))('%s', (_name, entry) => {
  const sources = readAtStart(entry);
  expect(sources).toContain(entry);
  expect(sources.filter((source) => LAZY.some((heavy) => source.startsWith(heavy)) && !LIGHT.includes(source))).toEqual([]);
});

test('what waits is there all the same', () => {
  const all = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
  expect(LAZY.filter((heavy) => !all.some((source) => source.startsWith(heavy)))).toEqual([]);
});
