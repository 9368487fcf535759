import type { Database } from 'better-sqlite3';
import type { VisitId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { prepared } from '../engine/statements.ts';
import { type ChangedVisit, noteOverlaps } from '../tasks/overlaps.ts';
import { visitRecord } from '../visits/records.ts';
import { commitSync } from './sync-commit.ts';
import type { SyncContext } from './sync-context.ts';

interface Logged {
  readonly visitId: VisitId;
  readonly diff: string;
  readonly day: PlainDate;
  readonly by: string;
}

/** What of a visit has to do with what it stands on. */
const PLACE = [
  'day',
  'scheduledAt',
  'minutes',
  'providerId',
  'roomId',
  'patientId',
  'status',
  'overruledReason',
];

const MOST_UNMARKED = 1_000;

/**
 * Holds every visit that changed since the last time against what stands beside it, whoever changed it. How far that went
 * is committed with what came of it, so that a crash leaves nothing out.
 */
export function noteChangedVisits(context: SyncContext): void {
  const { db } = context.core;
  const mark = (prepared(db, 'SELECT sequence FROM overlap_mark').pluck().get() ?? 0) as number;
  const last = (prepared(db, 'SELECT max(sequence) FROM change_log').pluck().get() ?? 0) as number;
  if (last <= mark) return;
  const changed = visitsChangedSince(db, mark, last);
  // Nobody waits for a mark that only goes past what is no visit.
  if (changed.length === 0 && last - mark < MOST_UNMARKED) return;
  commitSync(context, 'sync.pull', ({ unitOf }) => {
    const unit = unitOf(null);
    // What comes of it is this desk's to tell, though nobody sits at it.
    unit.origin = 'desk';
    if (changed.length > 0) noteOverlaps(unit, changed);
    prepared(
      db,
      `INSERT INTO overlap_mark (id, sequence) VALUES (1, ?)
       ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence`,
    ).run(last);
  });
}

function visitsChangedSince(db: Database, mark: number, last: number): ChangedVisit[] {
  const rows = prepared(
    db,
    `SELECT c.local_id AS visitId, c.diff, v.day, coalesce(m.display_name, '') AS by
     FROM change_log c JOIN visit v ON v.id = c.local_id LEFT JOIN staff_member m ON m.id = c.staff_id
     WHERE c.sequence > ? AND c.sequence <= ? AND c.record_type = '${visitRecord.type}' ORDER BY c.sequence`,
  ).all(mark, last) as Logged[];
  const changed = new Map<VisitId, ChangedVisit>();
  for (const { visitId, diff, day, by } of rows) {
    const fields = JSON.parse(diff) as Readonly<Record<string, readonly [unknown, unknown] | undefined>>;
    if (!PLACE.some((field) => fields[field] !== undefined)) continue;
    const before = fields['day']?.[0];
    const days = [day, ...(typeof before === 'string' ? [before as PlainDate] : [])];
    changed.set(visitId, { visitId, days: [...(changed.get(visitId)?.days ?? []), ...days], by });
  }
  return [...changed.values()];
}
