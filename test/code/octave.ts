/** Runs emitted MATLAB code with Debian's Octave, all calls in one process. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outcomesOf, type Call, type NumericArray, type Outcome } from './calls';

const literal = ({ shape, data }: NumericArray): string => (shape.length === 0 ? String(data[0]) : `reshape([${data.join(' ')}], ${String(shape[0])}, ${String(shape[1] ?? 1)})`);

/** A one-column matrix and a vector are the same in Octave, a number is a matrix of one entry: the rank is that of what is expected, the size is not. */
function script(calls: readonly Call[]): string {
  const sources = [...new Set(calls.map(({ code }) => code.source))];
  const report = 'function report(call, rank, value)\n  if rank == 0 && numel(value) != 1, rank = 2; end\n  if rank == 1 && columns(value) != 1, rank = 2; end\n  printf("#%d %d %d %d", call, rank, rows(value), columns(value)); printf(" %.17g", full(double(value))); printf("\\n");\nend';
  const lines = calls.map(({ code, arguments: given, expected }, i) => {
    const outputs = expected.map((_, j) => `o${String(j)}`);
    return `try\n  [${outputs.join(', ')}] = ${code.name}(${given.map(literal).join(', ')});\n${expected.map(({ shape }, j) => `  report(${String(i)}, ${String(shape.length)}, o${String(j)});`).join('\n')}\ncatch problem\n  printf("!%d %s\\n", ${String(i)}, strrep(problem.message, "\\n", " "));\nend`;
  });
  return ['1;', report, ...sources, ...lines].join('\n');
}

export function runOctave(calls: readonly Call[]): readonly (Outcome | undefined)[] {
  const folder = mkdtempSync(join(tmpdir(), 'mcalc-octave-'));
  try {
    const file = join(folder, 'run_calls.m');
    writeFileSync(file, script(calls));
    const done = spawnSync('octave-cli', ['--norc', '--no-history', file], { encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, OPENBLAS_NUM_THREADS: '1' } });
    if (done.error !== undefined || done.status !== 0) throw new Error(`octave is needed to run emitted code (apt-get install octave).\n${done.stderr}`);
    return outcomesOf(done.stdout, calls.length);
  } finally { rmSync(folder, { recursive: true, force: true }); }
}
