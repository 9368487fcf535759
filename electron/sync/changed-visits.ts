import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { VisitId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { prepared } from '../engine/statements.ts';
import { type ChangedVisit, daysToLookAt, noteOverlaps } from '../tasks/overlaps.ts';
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
/** So much of the log is read at once that nobody who types notices it: a first pull logs every visit there is. */
const LOG_AT_ONCE = 1_000;

/**
 * Holds every visit that changed since the last time against what stands beside it, whoever changed it, a day at a time. How
 * far that went is written down once all of it is done: after a crash it is done again, and comes to the same.
 */
export async function noteChangedVisits(context: SyncContext): Promise<void> {
  const { core } = context;
  const { db } = core;
  const mark = (prepared(db, 'SELECT sequence FROM overlap_mark').pluck().get() ?? 0) as number;
  const last = (prepared(db, 'SELECT max(sequence) FROM change_log').pluck().get() ?? 0) as number;
  if (last <= mark) return;
  const changed = await visitsChangedSince(db, mark, last);
  // Nobody waits for a mark that only goes past what is no visit.
  if (changed.size === 0 && last - mark < MOST_UNMARKED) return;
  for (const day of daysToLookAt([...changed.values()], core.dayOf(core.now()))) {
    await core.typing.rests();
    commitSync(context, 'sync.pull', ({ unitOf }) => {
      const unit = unitOf(null);
      // What comes of it is this desk's to tell, though nobody sits at it.
      unit.origin = 'desk';
      noteOverlaps(unit, day, (visitId) => changed.get(visitId)?.by);
    });
    await setImmediate();
  }
  core.refetchable(() => {
    prepared(
      db,
      `INSERT INTO overlap_mark (id, sequence) VALUES (1, ?)
       ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence`,
    ).run(last);
  });
}

async function visitsChangedSince(
  db: Database,
  mark: number,
  last: number,
): Promise<ReadonlyMap<VisitId, ChangedVisit>> {
  const changed = new Map<VisitId, ChangedVisit>();
  for (let after = mark; after < last; after += LOG_AT_ONCE) {
    if (after > mark) await setImmediate();
    for (const { visitId, diff, day, by } of loggedVisits(db, after, Math.min(after + LOG_AT_ONCE, last))) {
      const fields = JSON.parse(diff) as Readonly<Record<string, readonly [unknown, unknown] | undefined>>;
      if (!PLACE.some((field) => fields[field] !== undefined)) continue;
      const before = fields['day']?.[0];
      const days = [day, ...(typeof before === 'string' ? [before as PlainDate] : [])];
      changed.set(visitId, { days: [...(changed.get(visitId)?.days ?? []), ...days], by });
    }
  }
  return changed;
}

function loggedVisits(db: Database, after: number, until: number): readonly Logged[] {
  return prepared(
    db,
    `SELECT c.local_id AS visitId, c.diff, v.day, coalesce(m.display_name, '') AS by
     FROM change_log c JOIN visit v ON v.id = c.local_id LEFT JOIN staff_member m ON m.id = c.staff_id
     WHERE c.sequence > ? AND c.sequence <= ? AND c.record_type = '${visitRecord.type}' ORDER BY c.sequence`,
  ).all(after, until) as Logged[];
}
