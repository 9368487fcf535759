import type { Database } from 'better-sqlite3';
import { invariant } from '../../shared/kernel/result.ts';
import { prepared } from '../engine/statements.ts';

/** The next medical record number of this practice that nobody has: an import may have brought some in between. */
export function nextMrn(db: Database): string {
  for (;;) {
    const next = prepared(db, 'UPDATE mrn_counter SET last = last + 1 RETURNING last').get() as
      | { last: number }
      | undefined;
    const mrn = String(invariant(next, 'the store counts MRNs').last);
    if (isMrnFree(db, mrn)) return mrn;
  }
}

/** Whether no patient has this medical record number. */
export function isMrnFree(db: Database, mrn: string): boolean {
  return prepared(db, 'SELECT 1 FROM patient WHERE mrn = ?').get(mrn) === undefined;
}
