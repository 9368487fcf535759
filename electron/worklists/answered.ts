import type { Database } from 'better-sqlite3';
import type { Answers } from '../../shared/calendar/contract.ts';
import type { PatientId, RecallId, VisitId, WaitingId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import { patientRecord } from '../patients/records.ts';
import { visitRow } from '../visits/visit-row.ts';
import { recallRecord, waitingRecord } from './records.ts';
import type { recall, waiting } from './tables.ts';

/** Somebody who still waits; refuses a line that is settled, so that two desks do not both book for it. */
export function openWaiting(unit: UnitOfWork, id: WaitingId): typeof waiting.$inferSelect {
  const row = readRecord(unit.db, waitingRecord, id);
  if (row?.status !== 'waiting' && row?.status !== 'offered')
    throw new Refusal(
      'worklists/settled',
      'This line of the list is settled meanwhile. Look at the list again.',
    );
  unit.concerns(row.patientId);
  return row;
}

/** A recall that is open; refuses one that is settled. */
export function openRecall(unit: UnitOfWork, id: RecallId): typeof recall.$inferSelect {
  const row = readRecord(unit.db, recallRecord, id);
  if (row?.status !== 'open')
    throw new Refusal(
      'worklists/settled',
      'This line of the list is settled meanwhile. Look at the list again.',
    );
  unit.concerns(row.patientId);
  return row;
}

/** The note of a line that is changed. Whoever changes a restricted patient's does not see it, so an empty one takes nothing away. */
export function keptNote(
  db: Database,
  { patientId, note }: { readonly patientId: string; readonly note: string },
  written: string,
): string {
  return written === '' && readRecord(db, patientRecord, patientId)?.restricted === true ? note : written;
}

/** Settles what a visit was booked for; refuses when it was for another patient. */
export function settleAnswered(
  unit: UnitOfWork,
  answers: Answers,
  { visitId, patientId }: { readonly visitId: VisitId; readonly patientId: PatientId },
): void {
  const line =
    answers.kind === 'waiting'
      ? openWaiting(unit, answers.id)
      : answers.kind === 'recall'
        ? openRecall(unit, answers.id)
        : visitRow(unit.db, answers.id);
  if (line.patientId !== patientId)
    throw new Refusal(
      'worklists/other-patient',
      'This line of the list is another patient’s. Choose them again.',
    );
  if (answers.kind === 'waiting') unit.change(waitingRecord, answers.id, { status: 'booked', visitId });
  if (answers.kind === 'recall') unit.change(recallRecord, answers.id, { status: 'booked', visitId });
}
