import { uuidV7 } from '../../shared/kernel/ids.ts';
import { prepared } from '../engine/statements.ts';
import type { Stamp } from '../fhir/desk-part.ts';
import type { FieldValues } from '../fhir/record-mapping.ts';
import type { SyncedRow } from './mapped.ts';
import type { Disagreement } from './merge.ts';
import type { SyncCommit } from './sync-commit.ts';

/** Writes down what two sides said of the same fields, for a person to decide; which of them stands meanwhile is in the record. */
export function noteDisagreements(
  { core, touch }: SyncCommit,
  recordType: string,
  row: SyncedRow,
  disagreements: readonly Disagreement[],
  theirs: Stamp | null,
): void {
  if (disagreements.length === 0) return;
  const patientId = recordType === 'Patient' ? row.id : (row['patientId'] ?? null);
  for (const { fields, base, mine, theirs: said } of disagreements)
    prepared(
      core.db,
      `INSERT INTO sync_conflict (id, record_type, local_id, patient_id, fields, base, mine, theirs, mine_by, theirs_by, theirs_desk, theirs_at, found_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      uuidV7(core.now(), core.ports.random(10)),
      recordType,
      row.id,
      patientId,
      JSON.stringify(fields),
      JSON.stringify(base),
      JSON.stringify(mine),
      JSON.stringify(said),
      lastChangedBy(core.db, recordType, row.id),
      theirs?.staffName ?? '',
      theirs?.deskId ?? '',
      theirs?.at ?? null,
      core.now(),
    );
  touch('queue');
}

/**
 * Where the other side took over what this desk had said, the question is answered: somebody decided it there, and nobody here
 * has to. Call after the other side's values were written into the record.
 */
export function settleAgreed({ core, touch }: SyncCommit, recordType: string, row: SyncedRow): void {
  const open = prepared(
    core.db,
    'SELECT id, fields, mine FROM sync_conflict WHERE record_type = ? AND local_id = ? AND settled_at IS NULL',
  ).all(recordType, row.id) as { id: string; fields: string; mine: string }[];
  for (const { id, fields, mine } of open) {
    const said = JSON.parse(mine) as FieldValues;
    const isAgreed = (JSON.parse(fields) as string[]).every(
      (field) => (row[field] ?? null) === (said[field] ?? null),
    );
    if (!isAgreed) continue;
    prepared(
      core.db,
      `UPDATE sync_conflict SET settled_at = ?, settled_by = '', choice = 'mine' WHERE id = ?`,
    ).run(core.now(), id);
    touch('queue');
  }
}

function lastChangedBy(db: SyncCommit['core']['db'], recordType: string, localId: string): string {
  return (
    (prepared(
      db,
      `SELECT m.display_name FROM outbox o JOIN staff_member m ON m.id = o.staff_id WHERE o.record_type = ? AND o.local_id = ?`,
    )
      .pluck()
      .get(recordType, localId) as string | undefined) ?? ''
  );
}
