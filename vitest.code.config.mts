import { defineConfig } from 'vitest/config';

/** Emitted code, executed: needs Debian's python3-numpy and python3-scipy (and fails clearly without). */
export default defineConfig({
  test: {
    include: ['test/code/**/*.test.ts'],
    pool: 'forks',
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: process.env['CI'] === undefined ? ['default'] : ['default', ['json', { outputFile: 'test-results/code.json' }]],
  },
});
