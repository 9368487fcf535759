import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { openDemoPractice } from '../../../electron/demo/open-demo.ts';
import { DEMO_RECOVERY_CODE } from '../../../electron/demo/practice.ts';
import { openEnvelope, readEnvelope } from '../../../electron/security/key-envelope.ts';
import { openStore } from '../../../electron/store/open.ts';
import { silentLog } from '../../support/practice.ts';
import { makePopulation } from './population.ts';

/**
 * The demo practice at `now` (epoch milliseconds) in a new folder, with `extra` more patients in its store and what `fill` adds
 * for them. The caller deletes it.
 */
export async function makeLargeDemo(
  extra: number,
  now: number,
  fill: (db: Database) => void = () => undefined,
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-bench-'));
  const engine = await openDemoPractice({
    folder,
    migrationsFolder: 'migrations',
    clock: { now: () => now },
    log: silentLog,
  });
  engine.dispose();
  if (extra === 0) return folder;
  const key = await openEnvelope(readEnvelope(join(folder, 'key-envelope.json')), DEMO_RECOVERY_CODE);
  const db = openStore({ file: join(folder, 'desk.sqlite'), key });
  makePopulation(db, extra, 20_260_310);
  fill(db);
  db.close();
  return folder;
}
