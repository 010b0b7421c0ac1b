import { defineConfig } from '@playwright/test';

const chromium = process.env.PALIMPSEST_CHROMIUM;
if (!chromium)
  throw new Error('Run the browser tests with npm test: it finds a browser and starts a database for them.');

export default defineConfig({
  testDir: 'tests/browser',
  globalSetup: './tests/browser/serve.ts',
  outputDir: '.tmp/browser',
  workers: 2,
  fullyParallel: true,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  use: {
    launchOptions: {
      executablePath: chromium,
      args: JSON.parse(process.env.PALIMPSEST_CHROMIUM_ARGS ?? '[]') as string[],
    },
    screenshot: 'only-on-failure',
  },
});
