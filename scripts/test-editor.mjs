/** `npm run test:editor`: packages the extension and runs the suite that drives it in a real VS Code. Needs Chromium. */
import { fail, installPackages, run, step } from './steps.mjs';
import { installEmbedded } from './embedded.mjs';

try {
  await installPackages();
  await run('npm', ['run', '--silent', 'package']);
  await step('Setting up an embedded VS Code', installEmbedded);
  await step('Tests in VS Code', () => run('npx', ['vitest', 'run', '--config', 'vitest.editor.config.mts', ...process.argv.slice(2)]));
} catch (error) {
  fail(error);
}
