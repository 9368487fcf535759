import type { Database } from 'better-sqlite3';
import type { OutputOf } from '../../shared/api/index.ts';
import type { StaffId, TaskId, VisitId } from '../../shared/kernel/ids.ts';
import { addDays, type Instant, type PlainDate } from '../../shared/kernel/time.ts';
import type { Role } from '../../shared/staff/permissions.ts';
import { MOST_TASKS, type TaskLine, type TaskView } from '../../shared/tasks/contract.ts';
import type { ClashRule } from '../../shared/worklists/clashes.ts';
import type { QueryContext } from '../engine/handler.ts';
import { prepared } from '../engine/statements.ts';
import { readRecord } from '../engine/unit-of-work.ts';
import { patientSummary } from '../patients/patients.ts';
import { patientRecord } from '../patients/records.ts';
import { clashPairs } from '../worklists/clash-pairs.ts';
import { visitLine } from '../worklists/visit-lists.ts';
import { taskRecord } from './records.ts';

/** What was done longer ago, in milliseconds, is not shown with what was done. */
const CLOSED_MS = 14 * 24 * 3_600_000;
/** Whose a task is: the person's, anybody's of their role, or anybody's. */
const MINE = `(t.staff_id = @staffId OR (t.staff_id IS NULL AND (t.role IS NULL OR t.role = @role)))`;
/** Visits that stand on each other are due on their day, whoever says otherwise or nothing. */
const DUE = `coalesce(t.due_day, CASE t.source WHEN 'overlap' THEN v.day END)`;
const FROM = 'FROM task t LEFT JOIN visit v ON v.id = t.visit_id';
const IN_ORDER = `ORDER BY ${DUE} IS NULL, ${DUE}, t.due_time IS NULL, t.due_time, t.made_at, t.id LIMIT ${MOST_TASKS}`;

const OPEN_OF: Readonly<Record<Exclude<TaskView, 'closed'>, string>> = {
  mine: `SELECT t.id ${FROM} WHERE t.status = 'open' AND ${MINE} ${IN_ORDER}`,
  all: `SELECT t.id ${FROM} WHERE t.status = 'open' ${IN_ORDER}`,
};

/** The tasks of a view. What is to be done for a restricted patient stands in their chart alone. */
export function taskLines(context: QueryContext, view: TaskView): TaskLine[] {
  const { db, now } = context;
  if (view !== 'closed') {
    const whose = view === 'mine' ? whoseOf(context) : {};
    return linesOf(db, prepared(db, OPEN_OF[view]).pluck().all(whose) as TaskId[], hideRestricted);
  }
  const ids = prepared(
    db,
    `SELECT id FROM task WHERE status <> 'open' AND closed_at >= ? ORDER BY closed_at DESC, id LIMIT ${MOST_TASKS}`,
  )
    .pluck()
    .all(now - CLOSED_MS) as TaskId[];
  return linesOf(db, ids, hideRestricted);
}

/** What is open for a patient, whole: the chart was opened for it. */
export function taskLinesOf(db: Database, patientId: string): TaskLine[] {
  const ids = prepared(db, `SELECT t.id ${FROM} WHERE t.patient_id = ? AND t.status = 'open' ${IN_ORDER}`)
    .pluck()
    .all(patientId) as TaskId[];
  return linesOf(db, ids, (line) => line);
}

/** How much of it is whoever asks to do, and how much of that should have been done. */
export function taskCount(context: QueryContext): OutputOf<'tasks.count'> {
  const { db, day } = context;
  return prepared(
    db,
    `SELECT count(*) AS open, coalesce(sum(${DUE} < @day), 0) AS overdue ${FROM} WHERE t.status = 'open' AND ${MINE}`,
  ).get({ ...whoseOf(context), day }) as OutputOf<'tasks.count'>;
}

function whoseOf({ actor }: QueryContext): { staffId: string; role: string } {
  return { staffId: actor?.staffId ?? '', role: actor?.role ?? '' };
}

function hideRestricted(line: TaskLine): TaskLine {
  return line.patient?.restricted === true ? { ...line, title: '', note: '', reason: '' } : line;
}

function linesOf(db: Database, ids: readonly TaskId[], shown: (line: TaskLine) => TaskLine): TaskLine[] {
  return ids.map((id) => {
    const row = readRecord(db, taskRecord, id);
    if (!row) throw new Error('invariant broken: the line just listed');
    const person = row.patientId === null ? undefined : readRecord(db, patientRecord, row.patientId);
    const visits = [row.besideVisitId, row.visitId].flatMap((each) =>
      each === null ? [] : [visitLine(db, each as VisitId)],
    );
    return shown({
      id,
      source: row.source,
      status: row.status,
      title: row.title,
      note: row.note,
      patient: person ? patientSummary(person) : null,
      from: row.waitingId === null ? (row.recallId === null ? null : 'recall') : 'waiting',
      visits,
      clash: row.source === 'overlap' ? clashOf(db, visits) : null,
      staffId: row.staffId as StaffId | null,
      role: row.role as Role | null,
      dueDay: row.dueDay,
      dueTime: row.dueTime,
      madeAt: row.madeAt as Instant,
      madeBy: row.madeBy,
      closedAt: row.closedAt as Instant | null,
      closedBy: row.closedBy,
      reason: row.reason,
    });
  });
}

/** What two visits still have in common, by the rule that the list of them goes by. */
function clashOf(db: Database, visits: TaskLine['visits']): ClashRule | null {
  const [one, two] = visits;
  if (!one || !two) return null;
  const [first, last] = [one.day, two.day].toSorted() as [PlainDate, PlainDate];
  // Far from each other they share nothing.
  if (last > addDays(first, 1)) return null;
  const found = clashPairs(db, first, last).find(({ visitIds }) =>
    [one.id, two.id].every((id) => visitIds.includes(id)),
  );
  return found?.rule ?? null;
}
