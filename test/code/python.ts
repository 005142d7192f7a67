/** Runs emitted code with Debian's Python, all jobs in one process. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Answer { readonly error?: number; readonly failure?: string }

const RUNNER = fileURLToPath(new URL('run_python.py', import.meta.url));
/** Debian's: the one that has python3-numpy and python3-scipy. */
const PYTHON = '/usr/bin/python3';

/** One answer per job, in order. Throws, with what to install, where the code cannot be run. */
export function runPython(jobs: readonly object[]): readonly Answer[] {
  const done = spawnSync(PYTHON, ['-B', RUNNER], { input: jobs.map((job) => JSON.stringify(job)).join('\n'), encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, OPENBLAS_NUM_THREADS: '1' } });
  if (done.error !== undefined || done.status !== 0) throw new Error(`${PYTHON} with python3-numpy and python3-scipy is needed to run emitted code (apt-get install python3-numpy python3-scipy).\n${done.stderr}`);
  const answers = done.stdout.trim().split('\n').map((line) => JSON.parse(line) as Answer);
  if (answers.length !== jobs.length) throw new Error(`${String(jobs.length)} jobs, ${String(answers.length)} answers\n${done.stderr}`);
  return answers;
}
