import { defineConfig } from '@playwright/test';

// `npm test` finds a browser and starts a database before it comes here.
export default defineConfig({
  testDir: 'tests/browser',
  globalSetup: './tests/browser/serve.ts',
  outputDir: '.tmp/browser',
  workers: 2,
  fullyParallel: true,
  // A browser on a loaded machine may stop drawing for a while. What fails twice fails.
  retries: process.env.CI ? 1 : 0,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  use: {
    launchOptions: {
      executablePath: process.env.PALIMPSEST_CHROMIUM,
      args: JSON.parse(process.env.PALIMPSEST_CHROMIUM_ARGS ?? '[]') as string[],
    },
    screenshot: 'only-on-failure',
  },
});
