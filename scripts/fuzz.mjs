/** `npm run fuzz [-- COUNT [FIRST]]`: many more random queries than `npm test` asks, 20,000 if nothing else is said. */
import { fail, installPackages, run, step } from './steps.mjs';

const [count = '20000', first = '1'] = process.argv.slice(2);

try {
  await installPackages();
  await step(`Random queries ${first} to ${Number(first) + Number(count) - 1}`, () => run('npx', ['vitest', 'run', 'test/fuzz/fuzz.test.ts'], { env: { ...process.env, FUZZ_COUNT: count, FUZZ_FIRST: first } }));
} catch (error) {
  fail(error);
}
