import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Suites of their own: `test:editor` needs a browser, `test:code` the languages that code is emitted for.
    exclude: ['test/editor/**', 'test/code/**'],
    // Processes, not threads: a suite that brings its process down is then named, and the others go on.
    pool: 'forks',
    // No test is about time; this only ends one that hangs, on a machine however busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: process.env['CI'] === undefined ? ['default'] : ['default', ['json', { outputFile: 'test-results/unit.json' }]],
  },
});
