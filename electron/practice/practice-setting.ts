import type { Database } from 'better-sqlite3';
import type { DeskId } from '../../shared/kernel/ids.ts';
import { invariant } from '../../shared/kernel/result.ts';
import type { OpenHours } from '../../shared/practice/hours.ts';
import { prepared } from '../engine/statements.ts';

export interface PracticeSetting {
  readonly name: string;
  readonly phone: string;
  readonly addressLines: readonly string[];
  readonly zone: string;
  readonly demo: boolean;
  readonly idleLockMinutes: number;
  readonly paper: 'letter' | 'a4';
  readonly npi: string;
  readonly hours: readonly OpenHours[];
}

/** The id of the practice, the same on every desk of it. */
export function practiceId(db: Database): string {
  return prepared(db, 'SELECT id FROM practice').pluck().get() as string;
}

/** The practice's one row. Throws when the store has none: such a store was never set up. */
export function practiceSetting(db: Database): PracticeSetting {
  const sql = 'SELECT name, phone, address, zone, demo, idle_lock_minutes, paper, npi, hours FROM practice';
  const row = prepared(db, sql).get() as
    | {
        name: string;
        phone: string;
        address: string;
        zone: string;
        demo: number;
        idle_lock_minutes: number;
        paper: 'letter' | 'a4';
        npi: string;
        hours: string;
      }
    | undefined;
  const { name, phone, address, zone, demo, idle_lock_minutes, paper, npi, hours } = invariant(
    row,
    'the store holds a practice',
  );
  return {
    name,
    phone,
    addressLines: address.split('\n'),
    zone,
    demo: demo === 1,
    idleLockMinutes: idle_lock_minutes,
    paper,
    npi,
    hours: JSON.parse(hours) as OpenHours[],
  };
}

/** The name and receipt prefix of a desk. */
export function deskRow(
  db: Database,
  deskId: string,
): {
  readonly id: string;
  readonly name: string;
  readonly receiptPrefix: string;
  readonly labelPrinter: string;
} {
  const row = db
    .prepare(
      'SELECT id, name, receipt_prefix AS receiptPrefix, label_printer AS labelPrinter FROM desk WHERE id = ?',
    )
    .get(deskId) as { id: string; name: string; receiptPrefix: string; labelPrinter: string } | undefined;
  return invariant(row, 'this desk is in the store');
}

/** The desk that this store is on; the practice's other desks are known here, too. */
export function thisDesk(db: Database): DeskId {
  return prepared(db, 'SELECT desk_id FROM this_desk').pluck().get() as DeskId;
}
