import type { ParsedInputOf } from '../../shared/api/index.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { ROLE_PERMISSIONS } from '../../shared/staff/permissions.ts';
import { VERIFIED_KINDS } from '../audit/record-kinds.ts';
import { changesOf, reverseChange } from '../engine/reverse.ts';
import { prepared } from '../engine/statements.ts';
import type { UnitOfWork } from '../engine/unit-of-work.ts';
import { refuseUnopenedChart } from '../patients/restricted.ts';
import { practiceSetting } from '../practice/practice-setting.ts';
import { recordNow, type StoredConflict, storedConflict } from './conflict-view.ts';
import { syncedKind } from './mapped.ts';
import { patientOf } from './thing.ts';

/** Fields that only grow: what was decided is a new version of the record. */
const NEVER_BACK = ['version'];

/** What was chosen is written into the record like any change: it goes to the server, and from there to every desk. */
export function settle(
  unit: UnitOfWork,
  { conflictId, choice }: ParsedInputOf<'sync.settle'>,
): Record<never, never> {
  const conflict = storedConflict(unit.db, conflictId);
  refuseOthers(unit, conflict);
  if (conflict.settledAt !== null)
    throw new Refusal('sync/settled', 'Somebody has decided this already. Look at the list again.');
  const synced = syncedKind(conflict.recordType);
  const row = recordNow(unit.db, conflict);
  if (!synced || !row || synced.isImmutable)
    throw new Refusal('sync/no-conflict', 'This is not open any more. Look at the list again.');
  const chosen = conflict[choice];
  // An EHR may have handed it to somebody else: their visits, their money and their forms do not follow.
  if (conflict.fields.includes('patientId') && chosen['patientId'] !== row['patientId'])
    throw new Refusal(
      'sync/other-patient',
      'A visit is never moved to another patient. Keep what this desk says, and book the other patient anew.',
    );
  const patch = Object.fromEntries(conflict.fields.map((field) => [field, chosen[field] ?? null]));
  const differs = conflict.fields.some((field) => (row[field] ?? null) !== patch[field]);
  if (differs) {
    const after = { ...row, ...patch };
    const derived = synced.mapping.derived?.(after as never, practiceSetting(unit.db).zone);
    unit.change(synced.kind, row.id, { ...patch, ...derived } as never);
  }
  prepared(unit.db, 'UPDATE sync_conflict SET settled_at = ?, settled_by = ?, choice = ? WHERE id = ?').run(
    unit.now,
    unit.actor.displayName,
    choice,
    conflictId,
  );
  unit.detail = JSON.stringify({ conflict: conflictId, choice });
  unit.touch('queue');
  return {};
}

/** Takes a decision of today back: what stood before it stands again, and the question is open. */
export function reopen(unit: UnitOfWork, { conflictId }: ParsedInputOf<'sync.reopen'>): Record<never, never> {
  const conflict = storedConflict(unit.db, conflictId);
  refuseOthers(unit, conflict);
  const operation = prepared(
    unit.db,
    `SELECT c.operation_id AS id, c.day FROM change_log c WHERE c.method = 'sync.settle' AND c.record_type = ? AND c.local_id = ?
       AND c.recorded_at = ? ORDER BY c.sequence DESC LIMIT 1`,
  ).get(conflict.recordType, conflict.localId, conflict.settledAt) as { id: string; day: string } | undefined;
  if (conflict.settledAt === null || (operation && operation.day !== unit.day))
    throw new Refusal('undo/nothing', 'There is nothing of today left to take back here.');
  if (operation) {
    unit.undoesOperationId = operation.id;
    for (const change of changesOf(unit.db, operation.id))
      reverseChange(unit, [...VERIFIED_KINDS.values()], change, { except: NEVER_BACK });
  }
  prepared(
    unit.db,
    'UPDATE sync_conflict SET settled_at = NULL, settled_by = NULL, choice = NULL WHERE id = ?',
  ).run(conflictId);
  unit.touch('queue');
  return {};
}

/**
 * Refuses what somebody may not decide: what belongs to the practice, as a role or a room, is its administrator's, and a
 * restricted record has to be opened with its reason first.
 */
export function refuseOthers(
  unit: UnitOfWork,
  { recordType, localId }: Pick<StoredConflict, 'recordType' | 'localId'>,
): void {
  const patientId = patientOf(recordType, localId, recordNow(unit.db, { recordType, localId }));
  if (patientId !== null) {
    refuseUnopenedChart(unit.db, patientId, unit.actor, unit.now);
    unit.concerns(patientId);
    return;
  }
  if (!ROLE_PERMISSIONS[unit.actor.role].includes('practice.configure'))
    throw new Refusal(
      'sync/ask-administrator',
      'This belongs to the practice. Ask its administrator to decide it.',
    );
}
