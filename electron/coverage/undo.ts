import type { OperationId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { RecordKind } from '../engine/records.ts';
import { changesOf, reverseChange } from '../engine/reverse.ts';
import { prepared } from '../engine/statements.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import { closeGaps } from './coverage.ts';
import { authorizationRecord, coverageRecord } from './records.ts';

/** The methods whose change one may take back; what an insurer said stays said. */
const UNDOABLE: ReadonlySet<string> = new Set([
  'coverage.add',
  'coverage.edit',
  'coverage.end',
  'coverage.reorder',
  'coverage.enteredInError',
  'coverage.addAuthorization',
  'coverage.editAuthorization',
  'coverage.removeAuthorization',
]);

/** Takes one change of today back by compensating changes; what somebody changed again since is theirs and stays. */
export function undoCoverage(unit: UnitOfWork, operationId: OperationId): void {
  const method = prepared(
    unit.db,
    `SELECT c.method FROM change_log c WHERE c.operation_id = ? AND c.day = ? AND c.undoes_operation_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM change_log u WHERE u.undoes_operation_id = c.operation_id) LIMIT 1`,
  )
    .pluck()
    .get(operationId, unit.day) as string | undefined;
  if (method === undefined || !UNDOABLE.has(method))
    throw new Refusal(
      'coverage/nothing-to-undo',
      'This change cannot be taken back any more. Look at the history.',
    );
  const kinds = [coverageRecord, authorizationRecord] as unknown as readonly RecordKind[];
  unit.undoesOperationId = operationId;
  const patients = new Set<string>();
  for (const change of changesOf(unit.db, operationId)) {
    // The version never goes back: an edit that came too late would otherwise get through.
    reverseChange(unit, kinds, change, { except: ['version'] });
    const kind = kinds.find(({ type }) => type === change.recordType);
    if (!kind) continue;
    const row = readRecord(unit.db, kind, change.localId) as { patientId: string; version: number };
    unit.concerns(row.patientId);
    patients.add(row.patientId);
    unit.change(kind, change.localId, { version: row.version + 1 } as never);
  }
  for (const patientId of patients) closeGaps(unit, patientId);
}
