import type { Database } from 'better-sqlite3';
import type { ParsedInputOf } from '../../shared/api/index.ts';
import type { AppointmentTypeId, PatientId, ProviderId, RecallId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { MOST_LINES, type RecallLine } from '../../shared/worklists/contract.ts';
import { refuseUnknown, typeFacts } from '../calendar/facts.ts';
import { prepared } from '../engine/statements.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import { patientRow, patientSummary } from '../patients/patients.ts';
import { patientRecord } from '../patients/records.ts';
import { keptNote, openRecall } from './answered.ts';
import { callsAbout } from './calls.ts';
import { recallRecord } from './records.ts';

/** Who is to come again by a day, the longest due first. */
export function recallLines(db: Database, untilDay: PlainDate): RecallLine[] {
  const ids = prepared(
    db,
    `SELECT id FROM recall WHERE status = 'open' AND due_day <= ? ORDER BY due_day, added_at LIMIT ${MOST_LINES}`,
  )
    .pluck()
    .all(untilDay) as RecallId[];
  return ids.map((id) => {
    const row = readRecord(db, recallRecord, id);
    const person = row && readRecord(db, patientRecord, row.patientId);
    if (!row || !person) throw new Error('invariant broken: the line just listed');
    return {
      id,
      patient: patientSummary(person),
      typeId: row.typeId as AppointmentTypeId,
      providerId: row.providerId as ProviderId | null,
      dueDay: row.dueDay,
      note: person.restricted ? '' : row.note,
      addedBy: row.addedBy,
      calls: callsAbout(db, 'recall', id, person),
    };
  });
}

/** Writes down that somebody is to come again, or changes when and for what. */
export function saveRecall(
  unit: UnitOfWork,
  { id, patientId: asked, fields }: ParsedInputOf<'worklists.saveRecall'>,
): { id: RecallId } {
  typeFacts(unit.db, fields.typeId);
  refuseUnknown(unit.db, { providerId: fields.providerId, roomId: null });
  const patientId = patientRow(unit.db, asked).id as PatientId;
  unit.concerns(patientId);
  if (id !== null) {
    const row = openRecall(unit, id);
    if (row.patientId !== patientId)
      throw new Refusal(
        'worklists/other-patient',
        'This line of the list is another patient’s. Choose them again.',
      );
    unit.change(recallRecord, id, { ...fields, note: keptNote(unit.db, row, fields.note) });
    return { id };
  }
  const made = unit.newId<RecallId>();
  unit.create(recallRecord, {
    id: made,
    patientId,
    ...fields,
    status: 'open',
    addedAt: unit.now,
    addedBy: unit.actor.displayName,
    visitId: null,
  });
  return { id: made };
}
