import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/unit/**/*.test.ts', 'tests/integration/**/*.test.ts'],
    setupFiles: ['tests/support/setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One process per file: the vault driver is a native module, and two cores do not gain from more workers.
    pool: 'forks',
    maxWorkers: 2,
  },
});
