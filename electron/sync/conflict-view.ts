import type { Database } from 'better-sqlite3';
import type { OutputOf } from '../../shared/api/index.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { type ConflictLine, MOST_CONFLICTS } from '../../shared/sync/desk-contract.ts';
import { prepared } from '../engine/statements.ts';
import { readRecord } from '../engine/unit-of-work.ts';
import type { FieldValues } from '../fhir/record-mapping.ts';
import { type SyncedRow, syncedKind } from './mapped.ts';
import { spokenValue, thingOf } from './thing.ts';

/** A disagreement as it lies in the store. */
export interface StoredConflict {
  readonly id: string;
  readonly recordType: string;
  readonly localId: string;
  readonly fields: readonly string[];
  readonly base: FieldValues;
  readonly mine: FieldValues;
  readonly theirs: FieldValues;
  readonly mineBy: string;
  readonly theirsBy: string;
  readonly theirsDesk: string;
  readonly theirsAt: number | null;
  readonly foundAt: number;
  readonly settledAt: number | null;
  readonly settledBy: string | null;
  readonly choice: 'mine' | 'theirs' | null;
}

const COLUMNS = `c.id, c.record_type AS recordType, c.local_id AS localId, c.fields, c.base, c.mine, c.theirs, c.mine_by AS mineBy,
  c.theirs_by AS theirsBy, coalesce(d.name, '') AS theirsDesk, c.theirs_at AS theirsAt, c.found_at AS foundAt,
  c.settled_at AS settledAt, c.settled_by AS settledBy, c.choice`;
const FROM = 'FROM sync_conflict c LEFT JOIN desk d ON d.id = c.theirs_desk';

/** The statements of this file, for the test that looks at their plans. */
export const CONFLICT_SQL = {
  open: `SELECT ${COLUMNS} ${FROM} WHERE c.settled_at IS NULL ORDER BY c.found_at LIMIT ${MOST_CONFLICTS}`,
  settled: `SELECT ${COLUMNS} ${FROM} WHERE c.settled_at IS NOT NULL ORDER BY c.settled_at DESC LIMIT ${MOST_CONFLICTS}`,
  one: `SELECT ${COLUMNS} ${FROM} WHERE c.id = ?`,
} as const;

/** What nobody has decided yet, the oldest first, and what was decided last. */
export function conflictsView(db: Database): OutputOf<'sync.conflicts'> {
  const lines = (sql: string): ConflictLine[] =>
    prepared(db, sql)
      .all()
      .map((row) => lineOf(db, stored(row)));
  return { open: lines(CONFLICT_SQL.open), settled: lines(CONFLICT_SQL.settled) };
}

/** A disagreement field by field. Throws a Refusal where there is none under this id. */
export function conflictView(db: Database, conflictId: string): OutputOf<'sync.conflict'> {
  const conflict = storedConflict(db, conflictId);
  const { base, mine, theirs, fields } = conflict;
  const stands = recordNow(db, conflict) ?? ({} as FieldValues);
  const said = (side: FieldValues, field: string) => spokenValue(db, field, side[field]);
  return {
    conflict: lineOf(db, conflict),
    values: fields.map((field) => ({
      field,
      base: said(base, field),
      mine: said(mine, field),
      theirs: said(theirs, field),
      stands: said(stands, field),
    })),
  };
}

/** Reads a disagreement whole. Throws a Refusal where there is none under this id. */
export function storedConflict(db: Database, conflictId: string): StoredConflict {
  const row = prepared(db, CONFLICT_SQL.one).get(conflictId);
  if (row === undefined)
    throw new Refusal('sync/no-conflict', 'This is not open any more. Look at the list again.');
  return stored(row);
}

/** The record of a disagreement as it is now. */
export function recordNow(
  db: Database,
  { recordType, localId }: Pick<StoredConflict, 'recordType' | 'localId'>,
): SyncedRow | undefined {
  const synced = syncedKind(recordType);
  return synced && (readRecord(db, synced.kind, localId) as SyncedRow | undefined);
}

function stored(row: unknown): StoredConflict {
  const { fields, base, mine, theirs, ...rest } = row as Record<
    'fields' | 'base' | 'mine' | 'theirs',
    string
  >;
  return {
    ...(rest as unknown as StoredConflict),
    fields: JSON.parse(fields) as string[],
    base: JSON.parse(base) as FieldValues,
    mine: JSON.parse(mine) as FieldValues,
    theirs: JSON.parse(theirs) as FieldValues,
  };
}

function lineOf(db: Database, conflict: StoredConflict): ConflictLine {
  const { id, recordType, localId, mine, theirs, settledAt, settledBy, choice } = conflict;
  const { mineBy, theirsBy, theirsDesk, theirsAt, foundAt } = conflict;
  return {
    ...thingOf(db, recordType, localId),
    id,
    // What both say alike is no part of the question.
    fields: conflict.fields.filter((field) => mine[field] !== theirs[field]),
    mineBy,
    theirsBy,
    theirsDesk,
    theirsAt: theirsAt as Instant | null,
    foundAt: foundAt as Instant,
    settled:
      settledAt === null || choice === null
        ? null
        : { at: settledAt as Instant, by: settledBy ?? '', choice },
  };
}
