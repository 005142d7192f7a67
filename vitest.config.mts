import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/editor/**'],
    pool: 'threads',
    reporters: process.env['CI'] === undefined ? ['default'] : ['default', ['json', { outputFile: 'test-results/unit.json' }]],
  },
});
