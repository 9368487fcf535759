import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_STAFF } from '../../../electron/demo/practice.ts';
import { seedDemo } from '../../../electron/demo/seed.ts';
import { compileTable } from '../../../electron/engine/records.ts';
import { readRecord } from '../../../electron/engine/unit-of-work.ts';
import type { Stamp } from '../../../electron/fhir/desk-part.ts';
import { type Find, fromResource, toResource } from '../../../electron/fhir/record-mapping.ts';
import { migrate, readMigrations } from '../../../electron/store/migrate.ts';
import { openStore } from '../../../electron/store/open.ts';
import { bytesIn } from '../../../electron/sync/kept.ts';
import { type SyncedRow, syncedKinds } from '../../../electron/sync/mapped.ts';
import { problemsOf } from '../../support/fhir-validators.ts';
import { MORNING, TEST_KEY } from '../../support/practice.ts';
import { refer } from '../../support/told.ts';

/** Of each kind, so many spread over all of them: a demo has tens of thousands of rows. */
const MOST_ROWS = 60;
const stamp: Stamp = { staffId: 's', staffName: 'Ana Ruiz', deskId: 'd', at: MORNING, hlc: 'c' };
const find: Find = ({ id }) => id;
/** Kinds of which nobody has done anything yet on the first morning of a demo. */
const NOT_SEEDED = new Set([
  'Basic.policy',
  'Basic.preference',
  'Schedule',
  'Slot',
  'Communication',
  'Media',
  'Appointment',
  'CommunicationRequest',
  'Task',
  'Task.room',
]);
const SEEDED = syncedKinds().filter(({ kind }) => !NOT_SEEDED.has(kind.type));

let folder: string;
let db: Database;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'anteroom-demo-fhir-'));
  db = openStore({ file: join(folder, 'desk.sqlite'), key: TEST_KEY, create: true });
  migrate(db, readMigrations('migrations'), MORNING);
  seedDemo(
    db,
    MORNING,
    DEMO_STAFF.map(() => 'no PIN'),
  );
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

function rowsOf(kind: Parameters<typeof readRecord>[1]): readonly SyncedRow[] {
  const { name } = compileTable(kind.table);
  const ids = db
    .prepare(
      `SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS many FROM "${name}")
       WHERE place % max(1, many / ${MOST_ROWS}) = 0`,
    )
    .pluck()
    .all() as string[];
  return ids.map((id) => readRecord(db, kind, id) as SyncedRow);
}

describe.each(SEEDED.map((each) => [each.kind.type, each] as const))('%s of the demo', (_, synced) => {
  const { kind, mapping, companions } = synced;

  it('is told validly, what goes with it too, and read again as it was', () => {
    const rows = rowsOf(kind);
    expect(rows).not.toEqual([]);
    for (const row of rows) {
      const resource = toResource(mapping, row, refer, stamp, bytesIn(db));
      expect(problemsOf(resource), row.id).toEqual([]);
      const read = fromResource(mapping, resource, find);
      const travelling = Object.keys(mapping.fields.shape).map((field) => [field, row[field] ?? null]);
      expect(read.ok && read.fields.fields, row.id).toEqual(Object.fromEntries(travelling));
      for (const companion of companions.filter((each) => each.isDue(row)))
        expect(
          problemsOf({ resourceType: companion.resourceType, ...companion.toElements(row, refer) }),
          row.id,
        ).toEqual([]);
    }
  });
});
