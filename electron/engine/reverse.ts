import type { Database } from 'better-sqlite3';
import type { OperationId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { RecordKind } from './records.ts';
import { prepared } from './statements.ts';
import { readRecord, type UnitOfWork } from './unit-of-work.ts';

/** One line of the change log, as a reversal reads it. */
export interface LoggedChange {
  readonly sequence: number;
  readonly method: string;
  readonly day: string;
  readonly recordType: string;
  readonly localId: string;
  readonly action: 'create' | 'change';
  readonly diff: string;
}

export interface Reversal {
  /** Fields that never go back: a version that went back would let an edit that came too late through. */
  readonly except?: readonly string[];
  /** Whether a field that no longer says what the operation wrote goes back all the same. */
  readonly alsoFrom?: (field: string, value: unknown, written: unknown) => boolean;
}

/** What an operation changed, newest first, so that a record changed twice by it goes back in the right order. */
export function changesOf(db: Database, operationId: string): LoggedChange[] {
  return prepared(
    db,
    'SELECT sequence, method, day, record_type AS recordType, local_id AS localId, action, diff FROM change_log WHERE operation_id = ? ORDER BY sequence DESC',
  ).all(operationId) as LoggedChange[];
}

/**
 * Takes one logged change back as a change of its own; answers how many of its values somebody changed again
 * since, which are theirs and stay.
 */
export function reverseChange(
  unit: UnitOfWork,
  kinds: readonly RecordKind[],
  change: LoggedChange,
  { except = [], alsoFrom = () => false }: Reversal = {},
): number {
  const kind = kinds.find((candidate) => candidate.type === change.recordType);
  if (kind?.undo.kind !== 'reverse') return 0;
  const row = readRecord(unit.db, kind, change.localId) as Record<string, unknown>;
  if (change.action === 'create') {
    const patch = kind.undo.whenCreated(row);
    if (patch && !kind.undo.isOutlived?.(unit.db, row, patch)) unit.change(kind, change.localId, patch);
    return 0;
  }
  const patch: Record<string, unknown> = {};
  const kept: string[] = [];
  for (const [field, [before, after]] of Object.entries(
    JSON.parse(change.diff) as Record<string, [unknown, unknown]>,
  )) {
    if (except.includes(field)) continue;
    if (row[field] === after || alsoFrom(field, row[field], after))
      patch[field] = standingBefore(unit.db, change, field, before);
    else kept.push(field);
  }
  // Judged as the record will be: what it contradicts may lie where it goes to, not where it comes from.
  if (kind.undo.isOutlived?.(unit.db, { ...row, ...patch }, patch)) return Object.keys(patch).length;
  unit.change(kind, change.localId, patch);
  return kept.length;
}

/**
 * The value that a field goes back to. Where the change that wrote it was itself taken back since, though not in this
 * field because a later one lay over it, the value is the one before that: who merged A and then B and takes A apart
 * first must not find A's phone once B is apart, too.
 */
function standingBefore(db: Database, change: LoggedChange, field: string, before: unknown): unknown {
  const earlier = prepared(
    db,
    `SELECT c.diff, EXISTS (SELECT 1 FROM change_log u WHERE u.undoes_operation_id = c.operation_id) AS isUndone
     FROM change_log c WHERE c.record_type = ? AND c.local_id = ? AND c.sequence < ? AND c.action = 'change' ORDER BY c.sequence DESC`,
  ).all(change.recordType, change.localId, change.sequence) as { diff: string; isUndone: number }[];
  let value = before;
  for (const { diff, isUndone } of earlier) {
    const both = (JSON.parse(diff) as Record<string, [unknown, unknown] | undefined>)[field];
    if (both === undefined) continue;
    if (isUndone === 0 || both[1] !== value) break;
    [value] = both;
  }
  return value;
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
  const changes = changesOf(unit.db, operationId);
  const [newest] = changes;
  const isTaken = prepared(unit.db, 'SELECT 1 FROM change_log WHERE undoes_operation_id = ? LIMIT 1').get(
    operationId,
  );
  if (newest === undefined || !methods.includes(newest.method) || newest.day !== unit.day || isTaken)
    throw new Refusal('undo/nothing', 'There is nothing of today left to take back here.');
  unit.undoesOperationId = operationId;
  for (const change of changes) reverseChange(unit, kinds, change);
  return changes.map(({ localId }) => localId);
}
