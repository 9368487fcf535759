import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDemoPractice } from '../../../electron/demo/open-demo.ts';
import type { Engine } from '../../../electron/engine/engine.ts';

const above = mkdtempSync(join(tmpdir(), 'anteroom-demo-rights-'));
const folder = join(above, 'demo');

function openDemo(): Promise<Engine> {
  return openDemoPractice({
    folder,
    migrationsFolder: 'migrations',
    clock: { now: () => Date.UTC(2026, 2, 9, 15) },
    log: { info: () => undefined, error: () => undefined },
  });
}

/** What others than the owner may do, file by file; the marker holds one word. */
function rightsOfOthers(): [string, number][] {
  return ['.', ...readdirSync(folder)]
    .filter((name) => name !== 'practice.json')
    .map((name) => [name, statSync(join(folder, name)).mode & 0o077]);
}

test('the demo is nobody’s but its owner’s to read, also one that an earlier version left open to all', async () => {
  try {
    (await openDemo()).dispose();
    chmodSync(join(folder, 'desk.sqlite'), 0o644);
    const engine = await openDemo();
    const rights = rightsOfOthers();
    engine.dispose();
    expect(rights.map(([name]) => name)).toEqual(
      expect.arrayContaining(['desk.sqlite', 'desk.sqlite-wal', 'key-envelope.json']),
    );
    expect(rights.filter(([, others]) => others !== 0)).toEqual([]);
  } finally {
    rmSync(above, { recursive: true, force: true });
  }
});
