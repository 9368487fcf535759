import type { Database } from 'better-sqlite3';
import type { OutputOf } from '../../shared/api/index.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { MOST_QUEUED, type QueuedLine } from '../../shared/sync/desk-contract.ts';
import { prepared } from '../engine/statements.ts';
import { keptOfRecord } from './kept.ts';
import { syncedKind } from './mapped.ts';
import { thingOf } from './thing.ts';

interface QueuedRow {
  readonly recordType: string;
  readonly localId: string;
  readonly state: 'pending' | 'inflight' | 'blocked' | 'dead' | 'paused';
  readonly problem: string | null;
  readonly words: string | null;
  readonly queuedAt: number;
  readonly by: string | null;
}

const COLUMNS = `o.record_type AS recordType, o.local_id AS localId, o.state, o.problem, o.problem_words AS words,
  o.queued_at AS queuedAt, m.display_name AS by`;

/** The statements of this file, for the test that looks at their plans. */
export const QUEUE_SQL = {
  refused: `SELECT ${COLUMNS} FROM outbox o LEFT JOIN staff_member m ON m.id = o.staff_id
    WHERE o.state = 'dead' ORDER BY o.rank, o.sequence LIMIT ${MOST_QUEUED}`,
  /** In the order of their making: the queue's own numbers grow with time. */
  waiting: `SELECT ${COLUMNS} FROM outbox o LEFT JOIN staff_member m ON m.id = o.staff_id
    WHERE o.state <> 'dead' ORDER BY o.sequence LIMIT ${MOST_QUEUED}`,
} as const;

/** What the server does not have as it is here: what it refused, and what waits, as far as a screen holds it. */
export function queueView(db: Database): OutputOf<'sync.queue'> {
  const lines = (sql: string): QueuedLine[] =>
    (prepared(db, sql).all() as QueuedRow[]).map((row) => lineOf(db, row));
  const counts = prepared(
    db,
    `SELECT coalesce(sum(state = 'dead'), 0) AS refused, coalesce(sum(state <> 'dead'), 0) AS waiting FROM outbox`,
  ).get() as OutputOf<'sync.queue'>['counts'];
  return { refused: lines(QUEUE_SQL.refused), waiting: lines(QUEUE_SQL.waiting), counts };
}

function lineOf(db: Database, row: QueuedRow): QueuedLine {
  const thing = thingOf(db, row.recordType, row.localId);
  const resourceType = syncedKind(row.recordType)?.mapping.resourceType;
  return {
    ...thing,
    state: row.state === 'inflight' ? 'pending' : row.state,
    problem: problemOf(row.problem),
    words: thing.patient?.restricted === true ? '' : (row.words ?? ''),
    isNew: resourceType === undefined || keptOfRecord(db, resourceType, row.localId) === undefined,
    queuedAt: row.queuedAt as Instant,
    by: row.by ?? '',
  };
}

const PROBLEMS = [
  'refused',
  'too-large',
  'gone',
  'fails',
  'several',
  'needs-other',
  'kept-here',
  'forbidden',
] as const;

/** Another version of the program may have written a reason that this one does not know. */
function problemOf(problem: string | null): QueuedLine['problem'] {
  return problem === null ? null : (PROBLEMS.find((known) => known === problem) ?? 'unknown');
}

/** What the server refused, whole, as JSON: each record as it would go out, and what was said to it. */
export function refusedAsText(
  db: Database,
  bodyOf: (recordType: string, localId: string) => unknown,
): {
  readonly text: string;
  readonly count: number;
  readonly patientIds: readonly string[];
} {
  const rows = prepared(db, QUEUE_SQL.refused).all() as QueuedRow[];
  const refused = rows.map(({ recordType, localId, problem, words }) => ({
    problem,
    said: words ?? '',
    resource: bodyOf(recordType, localId),
  }));
  const patientIds = rows.flatMap(({ recordType, localId }) => {
    const { patient } = thingOf(db, recordType, localId);
    return patient ? [patient.id] : [];
  });
  return { text: JSON.stringify({ refused }, null, 2), count: rows.length, patientIds };
}
