import { defineConfig } from 'vitest/config';

/** The suite in the real VS Code: one editor, one test after the other. */
export default defineConfig({
  test: {
    include: ['test/editor/**/*.test.ts'],
    pool: 'forks',
    fileParallelism: false,
    // Several things may each take as long as one may (PATIENCE).
    testTimeout: 240_000,
    hookTimeout: 300_000,
    reporters: process.env['CI'] === undefined ? ['verbose'] : ['verbose', ['json', { outputFile: 'test-results/editor.json' }]],
  },
});
