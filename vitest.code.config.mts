import { defineConfig } from 'vitest/config';

/** Emitted code, executed: needs Debian's python3-numpy and python3-scipy (and fails clearly without). */
export default defineConfig({
  test: {
    // C++ is a suite of its own (`npm run test:code:cpp`): the compiler needs ten minutes and four gigabytes for the corpus.
    include: process.env['CPP'] === undefined ? ['test/code/**/*.test.ts'] : ['test/code/eigen.test.ts'],
    exclude: process.env['CPP'] === undefined ? ['test/code/eigen.test.ts'] : [],
    pool: 'forks',
    testTimeout: process.env['CPP'] === undefined ? 300_000 : 3_600_000,
    hookTimeout: process.env['CPP'] === undefined ? 300_000 : 3_600_000,
    reporters: process.env['CI'] === undefined ? ['default'] : ['default', ['json', { outputFile: 'test-results/code.json' }]],
  },
});
