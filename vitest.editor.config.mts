import { defineConfig } from 'vitest/config';

/** The suite in the real VS Code: one editor, one test after the other. */
export default defineConfig({
  test: {
    include: ['test/editor/**/*.test.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 300_000,
    reporters: process.env['CI'] === undefined ? ['verbose'] : ['verbose', ['json', { outputFile: 'test-results/editor.json' }]],
  },
});
