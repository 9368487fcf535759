import type { Database } from 'better-sqlite3';
import type { ParsedInputOf } from '../../shared/api/index.ts';
import type { PatientId, StaffId, TaskId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { TaskFrom } from '../../shared/tasks/contract.ts';
import { prepared } from '../engine/statements.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import { patientRow } from '../patients/patients.ts';
import { patientRecord } from '../patients/records.ts';
import { visitRow } from '../visits/visit-row.ts';
import { openRecall, openWaiting } from '../worklists/answered.ts';
import { taskRecord } from './records.ts';
import type { task } from './tables.ts';

type TaskRow = typeof task.$inferSelect;
type Origin = Pick<TaskRow, 'patientId' | 'visitId' | 'waitingId' | 'recallId'>;

const NOWHERE: Origin = { patientId: null, visitId: null, waitingId: null, recallId: null };

/** Writes down what somebody is to do, or changes it while it is open. */
export function saveTask(
  unit: UnitOfWork,
  { id, from, fields }: ParsedInputOf<'tasks.save'>,
): { id: TaskId } {
  const row = id === null ? undefined : openTask(unit, id);
  refuseNobody(unit.db, fields.staffId, row?.staffId ?? null);
  const origin = from === null ? {} : originOf(unit, from);
  if (row && id !== null) {
    // Two visits that stand on each other are what the task is about, and stay it.
    const moved = row.source === 'person' ? origin : {};
    const title = kept(unit.db, row, 'title', fields.title);
    if (row.source === 'person') refuseEmpty(title);
    unit.change(taskRecord, id, {
      ...fields,
      title,
      note: kept(unit.db, row, 'note', fields.note),
      ...moved,
    });
    return { id };
  }
  refuseEmpty(fields.title);
  const made = unit.newId<TaskId>();
  unit.create(taskRecord, {
    id: made,
    source: 'person',
    ...fields,
    ...NOWHERE,
    ...origin,
    besideVisitId: null,
    status: 'open',
    madeAt: unit.now,
    madeBy: unit.actor.displayName,
    closedAt: null,
    closedBy: null,
    reason: '',
  });
  return { id: made };
}

/** Closes an open task as done, or as dropped for a reason. */
export function closeTask(unit: UnitOfWork, id: TaskId, status: 'done' | 'cancelled', reason = ''): void {
  openTask(unit, id);
  unit.change(taskRecord, id, {
    status,
    closedAt: unit.now,
    closedBy: unit.actor.displayName,
    reason,
  });
}

/** Puts a task that is over back on the list. */
export function reopenTask(unit: UnitOfWork, id: TaskId): void {
  const row = taskRow(unit, id);
  if (row.status === 'open')
    throw new Refusal('tasks/open', 'This task is on the list already. Look at the list again.');
  unit.change(taskRecord, id, { status: 'open', closedAt: null, closedBy: null, reason: '' });
}

function openTask(unit: UnitOfWork, id: TaskId): TaskRow {
  const row = taskRow(unit, id);
  if (row.status !== 'open')
    throw new Refusal('tasks/closed', 'This task is done or dropped meanwhile. Look at the list again.');
  return row;
}

function taskRow(unit: UnitOfWork, id: TaskId): TaskRow {
  const row = readRecord(unit.db, taskRecord, id);
  if (!row) throw new Refusal('tasks/unknown', 'This task is not here any more. Look at the list again.');
  if (row.patientId !== null) unit.concerns(row.patientId);
  return row;
}

/** What a task comes from, and whom that is about. */
function originOf(unit: UnitOfWork, from: TaskFrom): Origin {
  const origin = originIn(unit, from);
  if (origin.patientId !== null) unit.concerns(origin.patientId);
  return origin;
}

function originIn(unit: UnitOfWork, from: TaskFrom): Origin {
  switch (from.kind) {
    case 'patient':
      return { ...NOWHERE, patientId: patientRow(unit.db, from.id).id as PatientId };
    case 'visit':
      return { ...NOWHERE, patientId: visitRow(unit.db, from.id).patientId, visitId: from.id };
    case 'waiting':
      return { ...NOWHERE, patientId: openWaiting(unit, from.id).patientId, waitingId: from.id };
    case 'recall':
      return { ...NOWHERE, patientId: openRecall(unit, from.id).patientId, recallId: from.id };
  }
}

/** Refuses a person who is not there, or who has left; what was theirs before may stay theirs. */
function refuseNobody(db: Database, staffId: StaffId | null, before: string | null): void {
  if (staffId === null || staffId === before) return;
  const isHere = prepared(db, 'SELECT 1 FROM staff_member WHERE id = ? AND active = 1').get(staffId);
  if (isHere === undefined)
    throw new Refusal('tasks/unknown-person', 'This person does not work here. Choose somebody of the list.');
}

function refuseEmpty(title: string): void {
  if (title === '') throw new Refusal('tasks/says-nothing', 'Write what is to be done.');
}

/** Whoever changes a task about a restricted patient does not see its words, so an empty one takes nothing away. */
function kept(db: Database, row: TaskRow, field: 'title' | 'note', written: string): string {
  if (written !== '' || row.patientId === null) return written;
  return readRecord(db, patientRecord, row.patientId)?.restricted === true ? row[field] : written;
}
