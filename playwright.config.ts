import { defineConfig } from '@playwright/test';

const isDeep = process.env['ANTEROOM_DEEP'] === '1';

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'out/test/e2e',
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  globalTimeout: isDeep ? 60 * 60_000 : 18 * 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'out/test/e2e.json' }]],
});
