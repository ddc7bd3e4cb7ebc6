import { defineConfig } from '@playwright/test';

/** End-to-end tests: the built application, driven in the Chromium host (tests/support/app.ts). */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  timeout: 90_000,
  expect: { timeout: 10_000 },
  // Two cores: each test brings a browser and a vault process of its own.
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
});
