import type { Database } from 'better-sqlite3';
import type { ParsedInputOf } from '../../shared/api/index.ts';
import type { AppointmentTypeId, PatientId, ProviderId, WaitingId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { MOST_LINES, type WaitingLine } from '../../shared/worklists/contract.ts';
import { byTurn } from '../../shared/worklists/wishes.ts';
import { refuseUnknown, typeFacts } from '../calendar/facts.ts';
import { prepared } from '../engine/statements.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import { patientRow, patientSummary } from '../patients/patients.ts';
import { patientRecord } from '../patients/records.ts';
import { keptNote, openWaiting } from './answered.ts';
import { callsAbout } from './calls.ts';
import { waitingRecord } from './records.ts';

/** Everybody who waits, in the order in which they are asked; who has not been settled after their last day is still there. */
export function waitingLines(db: Database): WaitingLine[] {
  const ids = prepared(
    db,
    `SELECT id FROM waiting WHERE status IN ('waiting', 'offered') ORDER BY is_urgent DESC, added_at LIMIT ${MOST_LINES}`,
  )
    .pluck()
    .all() as WaitingId[];
  return ids.map((id) => lineOf(db, id)).toSorted(byTurn);
}

function lineOf(db: Database, id: WaitingId): WaitingLine {
  const row = readRecord(db, waitingRecord, id);
  const person = row && readRecord(db, patientRecord, row.patientId);
  if (!row || !person) throw new Error('invariant broken: the line just listed');
  const { opens, closes, fromDay, untilDay, isUrgent, note, status, addedBy } = row;
  return {
    id,
    patient: patientSummary(person),
    typeId: row.typeId as AppointmentTypeId,
    providerIds: JSON.parse(row.providerIds) as ProviderId[],
    weekdays: JSON.parse(row.weekdays) as number[],
    opens,
    closes,
    fromDay,
    untilDay,
    isUrgent,
    note: person.restricted ? '' : note,
    status,
    addedAt: row.addedAt as Instant,
    addedBy,
    offered:
      row.offeredStarts === null
        ? null
        : {
            starts: row.offeredStarts as Instant,
            providerId: row.offeredProviderId as ProviderId | null,
            at: row.offeredAt as Instant,
          },
    calls: callsAbout(db, 'waiting', id, person),
  };
}

/** Puts somebody on the wait list, once for a kind of visit, or changes what they would take. */
export function saveWaiting(
  unit: UnitOfWork,
  { id, patientId: asked, wish }: ParsedInputOf<'worklists.saveWaiting'>,
): { id: WaitingId } {
  typeFacts(unit.db, wish.typeId);
  for (const providerId of wish.providerIds) refuseUnknown(unit.db, { providerId, roomId: null });
  const patientId = patientRow(unit.db, asked).id as PatientId;
  unit.concerns(patientId);
  const { providerIds, weekdays, ...plain } = wish;
  const fields = {
    ...plain,
    providerIds: JSON.stringify(providerIds),
    weekdays: JSON.stringify(weekdays.toSorted()),
  };
  if (id !== null) {
    const row = openWaiting(unit, id);
    if (row.patientId !== patientId)
      throw new Refusal(
        'worklists/other-patient',
        'This line of the list is another patient’s. Choose them again.',
      );
    unit.change(waitingRecord, id, { ...fields, note: keptNote(unit.db, row, wish.note) });
    return { id };
  }
  const isThere = prepared(
    unit.db,
    `SELECT 1 FROM waiting WHERE patient_id = ? AND type_id = ? AND status IN ('waiting', 'offered')`,
  ).get(patientId, wish.typeId);
  if (isThere !== undefined)
    throw new Refusal(
      'worklists/waits-already',
      'This patient waits for this kind of visit already. Change that line of the list.',
    );
  const made = unit.newId<WaitingId>();
  unit.create(waitingRecord, {
    id: made,
    patientId,
    ...fields,
    status: 'waiting',
    addedAt: unit.now,
    addedBy: unit.actor.displayName,
    offeredStarts: null,
    offeredProviderId: null,
    offeredAt: null,
    visitId: null,
  });
  return { id: made };
}

/** Writes down what was offered. */
export function offer(
  unit: UnitOfWork,
  { id, starts, providerId }: ParsedInputOf<'worklists.offer'>,
): Record<never, never> {
  openWaiting(unit, id);
  refuseUnknown(unit.db, { providerId, roomId: null });
  unit.change(waitingRecord, id, {
    status: 'offered',
    offeredStarts: starts,
    offeredProviderId: providerId,
    offeredAt: unit.now,
  });
  return {};
}
