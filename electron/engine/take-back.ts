import type { OperationId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { RecordKind } from './records.ts';
import { prepared } from './statements.ts';
import { readRecord, type UnitOfWork } from './unit-of-work.ts';

interface LoggedChange {
  readonly method: string;
  readonly day: string;
  readonly recordType: string;
  readonly localId: string;
  readonly action: 'create' | 'change';
  readonly diff: string;
}

/**
 * Takes an operation of today back by compensating changes of the kinds given; answers the ids of its records. What
 * somebody changed again since is theirs and stays. Throws a Refusal when it was not done by one of `methods`, not
 * today, or is taken back already.
 */
export function takeBack(
  unit: UnitOfWork,
  operationId: OperationId,
  methods: readonly string[],
  kinds: readonly RecordKind[],
): string[] {
  const changes = prepared(
    unit.db,
    `SELECT method, day, record_type AS recordType, local_id AS localId, action, diff FROM change_log WHERE operation_id = ? ORDER BY sequence DESC`,
  ).all(operationId) as LoggedChange[];
  const [newest] = changes;
  const isTaken = prepared(unit.db, 'SELECT 1 FROM change_log WHERE undoes_operation_id = ? LIMIT 1').get(
    operationId,
  );
  if (newest === undefined || !methods.includes(newest.method) || newest.day !== unit.day || isTaken)
    throw new Refusal('undo/nothing', 'There is nothing of today left to take back here.');
  unit.undoesOperationId = operationId;
  for (const change of changes) reverse(unit, change, kinds);
  return changes.map(({ localId }) => localId);
}

function reverse(unit: UnitOfWork, change: LoggedChange, kinds: readonly RecordKind[]): void {
  const kind = kinds.find(({ type }) => type === change.recordType);
  if (kind?.undo.kind !== 'reverse') return;
  const row = readRecord(unit.db, kind, change.localId) as Record<string, unknown>;
  const patch = change.action === 'create' ? kind.undo.whenCreated(row) : stillAsLeft(row, change.diff);
  if (patch === undefined || kind.undo.isOutlived?.(unit.db, row, patch)) return;
  unit.change(kind, change.localId, patch);
}

/** The fields that still stand as the operation left them, as they were before it. */
function stillAsLeft(row: Record<string, unknown>, diff: string): Record<string, unknown> {
  const fields = Object.entries(JSON.parse(diff) as Record<string, [unknown, unknown]>);
  return Object.fromEntries(
    fields.filter(([field, [, after]]) => row[field] === after).map(([field, [before]]) => [field, before]),
  );
}
