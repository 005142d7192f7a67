/** Runs emitted code with Debian's Python, all jobs in one process. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Call, Outcome } from './calls';

export interface Answer { readonly error?: number; readonly failure?: string }

const RUNNER = fileURLToPath(new URL('run_python.py', import.meta.url));
/** Debian's: the one that has python3-numpy and python3-scipy. */
const PYTHON = '/usr/bin/python3';

export const runPython = (jobs: readonly object[]): readonly Answer[] => answersOf(RUNNER, jobs) as readonly Answer[];

/** One answer per job, in order. Throws, with what to install, where the code cannot be run. */
function answersOf(program: string, jobs: readonly object[]): readonly unknown[] {
  const done = spawnSync(PYTHON, ['-B', program], { input: jobs.map((job) => JSON.stringify(job)).join('\n'), encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, OPENBLAS_NUM_THREADS: '1' } });
  if (done.error !== undefined || done.status !== 0) throw new Error(`${PYTHON} with python3-numpy and python3-scipy is needed to run emitted code (apt-get install python3-numpy python3-scipy).\n${done.stderr}`);
  const answers = done.stdout.trim().split('\n').map((line) => JSON.parse(line) as unknown);
  if (answers.length !== jobs.length) throw new Error(`${String(jobs.length)} jobs, ${String(answers.length)} answers\n${done.stderr}`);
  return answers;
}

const CALLS = fileURLToPath(new URL('run_calls.py', import.meta.url));
/** Dimensions that are parameters are integers. */
const integersOf = ({ code }: Call): readonly number[] => code.inputs.flatMap((input, i) => (/^[dkmn]$/.test(input) ? [i] : []));

/** Emitted Python code of any kind, all calls in one process. */
export function runPythonCalls(calls: readonly Call[]): readonly (Outcome | undefined)[] {
  return answersOf(CALLS, calls.map((call) => ({ target: call.code.target, code: { source: call.code.source, name: call.code.name }, arguments: call.arguments, integers: integersOf(call), ...call.asked }))) as readonly Outcome[];
}
