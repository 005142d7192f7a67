import { defineConfig } from 'vitest/config';

/** Emitted code, executed: needs the languages that `.ci/run` installs (and fails clearly without). */
export default defineConfig({
  test: {
    include: ['test/code/**/*.test.ts'],
    pool: 'forks',
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: process.env['CI'] === undefined ? ['default'] : ['default', ['json', { outputFile: 'test-results/code.json' }]],
  },
});
