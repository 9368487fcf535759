import type { Database } from 'better-sqlite3';
import type { ParsedInputOf } from '../../shared/api/index.ts';
import type {
  AppointmentTypeId,
  PatientId,
  ProviderId,
  RoomId,
  SeriesId,
  VisitId,
} from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { clinicDay, type PlainDate } from '../../shared/kernel/time.ts';
import { isStanding } from '../../shared/visits/state-machine.ts';
import { prepared } from '../engine/statements.ts';
import type { UnitOfWork } from '../engine/unit-of-work.ts';
import { patientRow, registerByName } from '../patients/patients.ts';
import { practiceSetting } from '../practice/practice-setting.ts';
import { visitRecord } from '../visits/records.ts';
import { type VisitTableRow, visitRow } from '../visits/visit-row.ts';
import { settleAnswered } from '../worklists/answered.ts';
import { settleConflicts, standingConflicts } from './conflicts.ts';
import { refuseUnknown } from './facts.ts';

interface Placed {
  readonly patientId: PatientId;
  readonly typeId: AppointmentTypeId;
  readonly providerId: ProviderId | null;
  readonly roomId: RoomId | null;
  readonly starts: number;
  readonly minutes: number;
  readonly reason: string;
  readonly overruleReason?: string | undefined;
  readonly seriesId?: SeriesId;
  readonly replacesId?: VisitId | null;
}

/** Books a visit for somebody known, or for somebody of whom just the name is taken down. */
export function book(
  unit: UnitOfWork,
  { who, answers, ...place }: ParsedInputOf<'calendar.book'>,
): { visitId: VisitId; patientId: PatientId } {
  // The row's id, not the one asked by: the old id of a merged record leads to the one that stays.
  const patientId = who.known
    ? (patientRow(unit.db, who.patientId).id as PatientId)
    : registerByName(unit, who);
  unit.concerns(patientId);
  const replacesId = answers?.kind === 'visit' ? answers.id : null;
  const visitId = bookPlaced(unit, { ...place, patientId, replacesId });
  if (answers !== undefined) settleAnswered(unit, answers, { visitId, patientId });
  return { visitId, patientId };
}

/** Books the same visit at several times; where one of them is refused, none is booked. */
export function bookSeries(
  unit: UnitOfWork,
  { patientId: asked, typeId, reason, places }: ParsedInputOf<'calendar.bookSeries'>,
): { seriesId: SeriesId; visitIds: VisitId[] } {
  const patientId = patientRow(unit.db, asked).id as PatientId;
  unit.concerns(patientId);
  const seriesId = unit.newId<SeriesId>();
  const visitIds = places.map((place) => bookPlaced(unit, { ...place, patientId, typeId, reason, seriesId }));
  return { seriesId, visitIds };
}

function bookPlaced(unit: UnitOfWork, { overruleReason, ...placed }: Placed): VisitId {
  refuseUnknown(unit.db, placed);
  const overruled = settleConflicts(unit, { ...placed, visitId: null }, overruleReason);
  const visitId = unit.newId<VisitId>();
  unit.create(visitRecord, {
    id: visitId,
    patientId: placed.patientId,
    providerId: placed.providerId,
    roomId: placed.roomId,
    typeId: placed.typeId,
    day: dayOf(unit, placed.starts),
    scheduledAt: placed.starts,
    minutes: placed.minutes,
    reason: placed.reason,
    status: 'booked',
    statusSince: unit.now,
    walkIn: false,
    bookedAt: unit.now,
    bookedBy: unit.actor.displayName,
    overruledReason: overruled,
    replacesId: placed.replacesId ?? null,
    seriesId: placed.seriesId ?? null,
  });
  return visitId;
}

/** Moves a booking that has not begun; its history stays in the log. */
export function move(
  unit: UnitOfWork,
  { visitId, overruleReason, ...place }: ParsedInputOf<'calendar.move'>,
): { visitId: VisitId } {
  const row = expectedVisit(unit, visitId);
  refuseUnknown(unit.db, place);
  const asked = {
    ...place,
    visitId,
    patientId: row.patientId as PatientId,
    typeId: row.typeId as AppointmentTypeId,
  };
  const overruled = settleConflicts(unit, asked, overruleReason, {
    conflicts: standingConflicts(unit, row),
    reason: row.overruledReason,
  });
  const isAtOtherTime = row.scheduledAt !== place.starts;
  unit.change(visitRecord, visitId, {
    providerId: place.providerId,
    roomId: place.roomId,
    day: dayOf(unit, place.starts),
    scheduledAt: place.starts,
    minutes: place.minutes,
    overruledReason: overruled,
    // The reason of the move before says nothing about this one.
    movedReason: null,
    // Who confirmed, or said how late they will be, spoke of another time.
    ...(isAtOtherTime ? { lateMinutes: null } : {}),
    ...(isAtOtherTime && row.status === 'confirmed'
      ? { status: 'booked' as const, statusSince: unit.now }
      : {}),
  });
  return { visitId };
}

/** Says why a visit stands where it stands now; refuses one that was never moved. */
export function explainMove(
  unit: UnitOfWork,
  { visitId, why }: ParsedInputOf<'calendar.explainMove'>,
): { visitId: VisitId } {
  expectedVisit(unit, visitId);
  if (!wasMoved(unit.db, visitId))
    throw new Refusal('calendar/never-moved', 'This visit stands where it was booked. Nothing was moved.');
  unit.change(visitRecord, visitId, { movedReason: why });
  return { visitId };
}

/** Writes down that somebody will be late, or in time after all. */
export function late(
  unit: UnitOfWork,
  { visitId, minutes }: ParsedInputOf<'calendar.late'>,
): { visitId: VisitId } {
  expectedVisit(unit, visitId);
  unit.change(visitRecord, visitId, { lateMinutes: minutes });
  return { visitId };
}

/** Says why a visit stays although it stands on another one. */
export function keepBoth(
  unit: UnitOfWork,
  { visitId, reason }: ParsedInputOf<'calendar.keepBoth'>,
): { visitId: VisitId } {
  const row = visitRow(unit.db, visitId);
  unit.concerns(row.patientId);
  if (!isStanding(row.status))
    throw new Refusal('calendar/not-standing', 'This visit is over or cancelled, so it stands on nobody.');
  unit.change(visitRecord, visitId, { overruledReason: reason });
  return { visitId };
}

/** A visit that is booked and has not begun; refuses any other. */
export function expectedVisit(unit: UnitOfWork, visitId: VisitId): VisitTableRow {
  const row = visitRow(unit.db, visitId);
  unit.concerns(row.patientId);
  if (row.status !== 'booked' && row.status !== 'confirmed')
    throw new Refusal(
      'calendar/not-movable',
      'Only a visit that is booked and has not begun can be moved. Book another one instead.',
    );
  return row;
}

function wasMoved(db: Database, visitId: VisitId): boolean {
  return (
    prepared(
      db,
      `SELECT 1 FROM change_log WHERE record_type = 'Encounter' AND local_id = ? AND method = 'calendar.move' LIMIT 1`,
    ).get(visitId) !== undefined
  );
}

function dayOf(unit: UnitOfWork, starts: number): PlainDate {
  return clinicDay(starts, practiceSetting(unit.db).zone);
}
