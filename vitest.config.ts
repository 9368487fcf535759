import { defineConfig } from 'vitest/config';

/** Fixed, so that a failure here is the same failure everywhere. */
const SEED = 20_260_310;

const isDeep = process.env['ANTEROOM_DEEP'] === '1';

// No practice lives in this zone: whatever takes the machine's zone for the practice's shows at once.
process.env['TZ'] = 'Asia/Kathmandu';

/**
 * One suite of tests/; `minutes` bounds a test that hangs, no more. Files that are not isolated load what they share, such as
 * the server and its definitions, once for each worker: nothing that a test leaves lies in a module.
 */
function suite(name: string, minutes: number, isolate = true) {
  const timeout = minutes * 60_000 * (isDeep ? 20 : 1);
  return {
    extends: true as const,
    test: {
      name,
      isolate,
      include: [`tests/${name}/**/*.test.{ts,tsx}`],
      testTimeout: timeout,
      hookTimeout: timeout,
    },
  };
}

export default defineConfig({
  test: {
    // Native modules (SQLite, Argon2) end with their process, not with a thread.
    pool: 'forks',
    maxWorkers: 2,
    allowOnly: false,
    retry: 0,
    sequence: { seed: SEED },
    setupFiles: ['tests/support/fixed-seed.ts'],
    provide: { seed: SEED, isDeep },
    fsModuleCache: false,
    projects: [
      suite('unit', 1),
      suite('integration', 2, false),
      suite('migration', 2),
      suite('property', 3),
      suite('fault', 8),
    ],
  },
});
