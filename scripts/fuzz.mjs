/**
 * `npm run fuzz [-- COUNT [FIRST [FILES]]]`: many more random queries than `npm test` asks, 20,000 if nothing else is said; and more files
 * that are edited at random while the server answers, 400.
 */
import { fail, installPackages, run, step } from './steps.mjs';

const [count = '20000', first = '1', files = '400'] = process.argv.slice(2);

try {
  await installPackages();
  await step(`Random queries ${first} to ${Number(first) + Number(count) - 1}`, () => run('npx', ['vitest', 'run', 'test/fuzz/fuzz.test.ts'], { env: { ...process.env, FUZZ_COUNT: count, FUZZ_FIRST: first } }));
  await step(`${files} edited files`, () => run('npx', ['vitest', 'run', 'test/protocol/fuzz.test.ts'], { env: { ...process.env, FUZZ_EDITED_FILES: files } }));
} catch (error) {
  fail(error);
}
