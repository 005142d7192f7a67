/** Whole programs: emitted code with calls of functions that print for themselves. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import type { GeneratedCode, TargetName } from '../../server/src/codegen/request';

/** Emitted code and the name of one of its functions, which takes nothing. */
export interface Program { readonly code: Pick<GeneratedCode, 'source' | 'imports' | 'body' | 'name'>; readonly run: string }

/** Beside the tests, where `ml-matrix` is found. */
const HERE = fileURLToPath(new URL('.', import.meta.url));

function run(command: string, args: readonly string[], cwd?: string): string {
  const done = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28, cwd, env: { ...process.env, OPENBLAS_NUM_THREADS: '1', PYTHONDONTWRITEBYTECODE: '1' } });
  if (done.error !== undefined) throw new Error(`${command} is needed to run emitted code.`);
  if (done.status !== 0) throw new Error(`${done.stdout}\n${done.stderr}`.slice(-6000));
  return done.stdout;
}

/** `write`: puts a file into a new folder, and says where. */
function inFolder(parent: string, by: (write: (name: string, text: string) => string, folder: string) => string): string {
  const folder = mkdtempSync(join(parent, '.programs-'));
  try {
    return by((name, text) => { const file = join(folder, name); writeFileSync(file, text); return file; }, folder);
  } finally { rmSync(folder, { recursive: true, force: true }); }
}

const python = (programs: readonly Program[]): string => inFolder(tmpdir(), (write) => run('/usr/bin/python3', [write('main.py', [
  'import sys', `sys.path.insert(0, ${JSON.stringify(HERE)})`, 'import jax_on_numpy', 'jax_on_numpy.install()',
  ...programs.map(({ code, run: name }) => `scope = {}\nexec(${JSON.stringify(code.source)}, scope)\nscope[${JSON.stringify(name)}]()`),
].join('\n'))]));

const modules = (extension: 'mjs' | 'ts') => (programs: readonly Program[]): string => inFolder(HERE, (write) => {
  const files = programs.map(({ code }, i) => write(`code${String(i)}.mjs`, extension === 'ts' ? transformSync(code.source, { loader: 'ts' }).code : code.source));
  return run(process.execPath, [write('main.mjs', programs.map(({ run: name }, i) => `await import(${JSON.stringify(files[i])}).then((code) => code.${name}());`).join('\n'))]);
});

/** How each language runs them, and gives back what they print. */
export const RUNS: { readonly [Target in TargetName]?: (programs: readonly Program[]) => string } = {
  numpy: python, pytorch: python, jax: python,
  javascript: modules('mjs'), typescript: modules('ts'),
  octave: (programs) => inFolder(tmpdir(), (write) => run('octave-cli', ['--norc', '--no-history', write('main_script.m', ['1;', ...programs.map(({ code }) => code.source), ...programs.map(({ run: name }) => `${name}();`)].join('\n'))])),
  r: (programs) => inFolder(tmpdir(), (write) => run('Rscript', ['--vanilla', write('main.R', [...programs.map(({ code }) => code.source), ...programs.map(({ run: name }) => `invisible(${name}())`)].join('\n'))])),
  eigen: (programs) => inFolder(tmpdir(), (write, folder) => {
    const file = write('main.cpp', [...new Set(programs.flatMap(({ code }) => code.imports)), ...programs.map(({ code }) => code.body), 'int main() {', ...programs.map(({ run: name }) => `  ${name}();`), '}', ''].join('\n'));
    run('g++', ['-std=c++17', '-O0', '-I', '/usr/include/eigen3', file, '-o', join(folder, 'main')]);
    return run(join(folder, 'main'), []);
  }),
  fortran: (programs) => inFolder(tmpdir(), (write, folder) => {
    const file = write('main.f90', [...programs.map(({ code }) => code.source), 'program main', ...programs.map(({ code, run: name }) => `  use ${code.name}_module, only: ${name}`), '  implicit none', '  character(4) :: verdict', ...programs.map(({ run: name }) => `  call ${name}(verdict)`), 'end program', ''].join('\n'));
    run('gfortran', ['-std=f2008', '-O0', '-fcheck=bounds', '-J', folder, file, '-o', join(folder, 'main'), '-llapack', '-lblas']);
    return run(join(folder, 'main'), []);
  }),
};
