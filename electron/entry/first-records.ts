import type { Database } from 'better-sqlite3';
import type { z } from 'zod';
import type { firstAdministratorSchema, newPracticeSchema } from '../../shared/entry/contract.ts';
import { type DeskId, type StaffId, uuidV7 } from '../../shared/kernel/ids.ts';
import { insertAll } from '../demo/insert.ts';
import { appendAudit } from '../engine/journal.ts';
import type { EnginePorts } from '../engine/ports.ts';

export type NewPractice = z.output<typeof newPracticeSchema>;
export type FirstAdministrator = z.output<typeof firstAdministratorSchema>;

/** Minutes without a hand on keyboard or mouse until a new practice's desk locks; its administrator may change it. */
const IDLE_LOCK_MINUTES = 10;
const FIRST_MRN = 1001;

/** Writes the practice, its first administrator and this desk into an empty, migrated store, as one transaction. */
export function writeFirstRecords(
  db: Database,
  made: {
    readonly practice: NewPractice;
    readonly administrator: FirstAdministrator;
    readonly pinHash: string;
  },
  { clock, random }: Pick<EnginePorts, 'clock' | 'random'>,
): void {
  const now = clock.now();
  const newId = <Id extends string>(): Id => uuidV7<Id>(now, random(10));
  const staffId = newId<StaffId>();
  const deskId = newId<DeskId>();
  const { name, phone, addressLines, zone, npi, paper } = made.practice;
  const write = db.transaction(() => {
    insertAll(db, 'practice', [
      {
        id: newId<string>(),
        name,
        phone,
        address: addressLines.join('\n'),
        zone,
        demo: false,
        idleLockMinutes: IDLE_LOCK_MINUTES,
        ...onlyColumns(db, 'practice', { npi, paper }),
      },
    ]);
    insertAll(db, 'desk', [{ id: deskId, name: 'Desk 1', receiptPrefix: 'D1' }]);
    insertAll(db, 'mrn_counter', [{ id: 1, last: FIRST_MRN - 1 }]);
    const { displayName, initials } = made.administrator;
    insertAll(db, 'staff_member', [
      { id: staffId, displayName, initials, role: 'administrator', active: true, position: 0 },
    ]);
    insertAll(db, 'staff_pin', [{ staffId, hash: made.pinHash, failedAttempts: 0, lockedUntil: null }]);
    appendAudit(db, {
      at: now,
      staffId,
      role: 'administrator',
      deskId,
      method: 'entry.create',
      action: 'C',
      outcome: 'ok',
      patientId: null,
      entities: '[]',
      operationId: null,
    });
  });
  write.immediate();
}

function onlyColumns<Row extends Record<string, string>>(
  db: Database,
  table: string,
  row: Row,
): Partial<Row> {
  const columns = new Set((db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name));
  return Object.fromEntries(Object.entries(row).filter(([name]) => columns.has(name))) as Partial<Row>;
}
