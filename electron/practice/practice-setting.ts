import type { Database } from 'better-sqlite3';
import { invariant } from '../../shared/kernel/result.ts';

export interface PracticeSetting {
  readonly name: string;
  readonly phone: string;
  readonly addressLines: readonly string[];
  readonly zone: string;
  readonly demo: boolean;
  readonly idleLockMinutes: number;
}

/** The practice's one row. Throws when the store has none: such a store was never set up. */
export function practiceSetting(db: Database): PracticeSetting {
  const row = db.prepare('SELECT name, phone, address, zone, demo, idle_lock_minutes FROM practice').get() as
    | { name: string; phone: string; address: string; zone: string; demo: number; idle_lock_minutes: number }
    | undefined;
  const { name, phone, address, zone, demo, idle_lock_minutes } = invariant(
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
  };
}

/** The name and receipt prefix of a desk. */
export function deskRow(
  db: Database,
  deskId: string,
): { readonly id: string; readonly name: string; readonly receiptPrefix: string } {
  const row = db
    .prepare('SELECT id, name, receipt_prefix AS receiptPrefix FROM desk WHERE id = ?')
    .get(deskId) as { id: string; name: string; receiptPrefix: string } | undefined;
  return invariant(row, 'this desk is in the store');
}
