/** `npm test`: on a fresh clone and later: installs, builds, type check, lint, and every test that needs no browser. */
import { bold, fail, installPackages, run, say, step } from './steps.mjs';

/** Without a build there is nothing to try; of the checks after it each is run, so that one look shows all that is wrong. */
const CHECKS = { 'Type check': 'typecheck', Lint: 'lint', Tests: 'test:unit' };

try {
  await installPackages();
  await step('Building', () => run('npm', ['run', '--silent', 'build']));
  /** @type {string[]} */
  const failed = [];
  for (const [title, script] of Object.entries(CHECKS)) {
    await step(title, () => run('npm', ['run', '--silent', script])).catch(() => failed.push(title));
  }
  if (failed.length > 0) throw new Error(`failed: ${failed.join(', ')}`);
  say(bold('all is well'));
} catch (error) {
  fail(error);
}
