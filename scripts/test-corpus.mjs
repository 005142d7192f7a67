/** `npm run test:corpus`: the code that the command line writes for every case of the corpus, run with Debian's NumPy against numerical derivatives. */
import { existsSync } from 'node:fs';
import { ROOT, fail, installPackages, run, step } from './steps.mjs';

/** Debian's Python has Debian's NumPy; another one on the path may have none. */
const PYTHON = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';

try {
  await installPackages();
  await step('Building', () => run('npm', ['run', '--silent', 'build']));
  await step('Corpus', () => run(PYTHON, [`${ROOT}/test/oracle/run.py`, '--json', `${ROOT}/test-results/corpus.json`, ...process.argv.slice(2)]));
} catch (error) {
  fail(error);
}
