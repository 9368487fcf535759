import type { Database } from 'better-sqlite3';
import { prepared } from '../engine/statements.ts';
import { readRecord } from '../engine/unit-of-work.ts';
import { type FieldValue, type FieldValues, fromResource } from '../fhir/record-mapping.ts';
import { appointmentTypeRecord } from '../practice/records.ts';
import { hasTypeInUse } from '../practice/settings.ts';
import { hasAdministrator } from '../staff/administration.ts';
import { staffRecord } from '../staff/records.ts';
import { noteDisagreements } from './conflicts.ts';
import { findIn, keptContent, keptOfRecord } from './kept.ts';
import { type SyncedKind, type SyncedRow, syncedKind } from './mapped.ts';
import { differs, only } from './merge.ts';
import { commitSync, type SyncCommit } from './sync-commit.ts';
import type { SyncContext } from './sync-context.ts';

/** A kind of record of which a practice needs one in use. */
interface Needed {
  readonly recordType: string;
  isThere(db: Database): boolean;
  /** What a record says that is in use. */
  readonly inUse: FieldValues;
}

const NEEDED: readonly Needed[] = [
  {
    recordType: staffRecord.type,
    isThere: hasAdministrator,
    inUse: { role: 'administrator', active: true },
  },
  { recordType: appointmentTypeRecord.type, isThere: hasTypeInUse, inUse: { active: true } },
];

/**
 * Two desks may each retire one of the last two administrators, or kinds of visit, and each sees that one is left. Where what
 * came in leaves none, the last one that was retired elsewhere stays in use, everywhere, and a person is told. It is asked once
 * everything is in, because the next page may bring another administrator. Only ever puts into use, so desks that each
 * save another one come to say the same: both.
 */
export function keepNeeded(context: SyncContext): void {
  const missing = NEEDED.filter(({ isThere }) => !isThere(context.core.db));
  if (missing.length === 0) return;
  commitSync(context, 'sync.pull', (commit) => {
    for (const needed of missing) putBack(commit, needed);
  });
}

function putBack(commit: SyncCommit, { recordType, inUse }: Needed): void {
  const { db } = commit.core;
  const synced = syncedKind(recordType);
  const id = synced && lastRetiredElsewhere(db, synced, inUse);
  if (!synced || id === undefined) return;
  const row = readRecord(db, synced.kind, id) as SyncedRow;
  const unit = commit.unitOf(null);
  // The others have to hear of it.
  unit.origin = 'desk';
  unit.change(synced.kind, row.id, inUse);
  const fields = Object.keys(inUse);
  const sides = { base: inUse, mine: inUse, theirs: only(fields, row), stands: 'mine' } as const;
  noteDisagreements(commit, recordType, row, [{ fields, ...sides }], stampOf(db, synced, row.id));
}

/** The record that went out of use last because the server said so; undefined where none did. */
function lastRetiredElsewhere(db: Database, { kind }: SyncedKind, inUse: FieldValues): string | undefined {
  const changes = prepared(
    db,
    `SELECT local_id AS localId, diff, method LIKE 'sync.%' AS isFromElsewhere FROM change_log
     WHERE record_type = ? AND action = 'change' ORDER BY sequence DESC`,
  ).all(kind.type) as { localId: string; diff: string; isFromElsewhere: number }[];
  const isInUse = (row: FieldValues) => !differs(Object.keys(inUse), row, inUse);
  const rows = new Map<string, FieldValues>();
  for (const { localId, diff, isFromElsewhere } of changes) {
    const after = rows.get(localId) ?? (readRecord(db, kind, localId) as SyncedRow);
    const both = Object.entries(JSON.parse(diff) as Record<string, readonly [FieldValue, FieldValue]>);
    const before = { ...after, ...Object.fromEntries(both.map(([field, [was]]) => [field, was])) };
    if (isFromElsewhere === 1 && isInUse(before) && !isInUse(after)) return localId;
    rows.set(localId, before);
  }
  return undefined;
}

/** Who retired it, as the server has it. */
function stampOf(db: Database, { mapping }: SyncedKind, recordId: string) {
  const kept = keptOfRecord(db, mapping.resourceType, recordId);
  const read = kept && fromResource(mapping, keptContent(db, kept), findIn(db));
  return read?.ok ? read.fields.stamp : null;
}
