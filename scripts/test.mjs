/** `npm test`: on a fresh clone and later: installs, builds, type check, lint, and every test that needs no browser. */
import { fail, installPackages, run, step } from './steps.mjs';

try {
  await installPackages();
  await step('Building', () => run('npm', ['run', '--silent', 'build']));
  await step('Type check', () => run('npm', ['run', '--silent', 'typecheck']));
  await step('Lint', () => run('npm', ['run', '--silent', 'lint']));
  await step('Tests', () => run('npm', ['run', '--silent', 'test:unit']));
} catch (error) {
  fail(error);
}
