/**
 * The last line of a CI run: `N passed, N failed` over the reports of all suites.
 * `node scripts/tally.mjs STEPS`, where STEPS is how many steps failed: a step that failed without a failed test (type check, lint, a
 * suite that did not start) counts as one, so that the line never says less than what happened.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, say } from './steps.mjs';

const SUITES = ['unit', 'corpus', 'code', 'editor'];
const steps = Number(process.argv[2] ?? 0);

const reports = await Promise.all(SUITES.map(async (suite) => {
  /** @type {{ numPassedTests: number, numFailedTests: number, success: boolean } | undefined} */
  const report = await readFile(join(ROOT, 'test-results', `${suite}.json`), 'utf8').then(JSON.parse, () => undefined);
  if (report === undefined) {
    say(`${suite}: did not run`);
    return { passed: 0, failed: 1 };
  }
  say(`${suite}: ${report.numPassedTests} passed, ${report.numFailedTests} failed`);
  return { passed: report.numPassedTests, failed: report.numFailedTests };
}));

const passed = reports.reduce((sum, report) => sum + report.passed, 0);
const failed = Math.max(reports.reduce((sum, report) => sum + report.failed, 0), steps);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
