import type { Database } from 'better-sqlite3';
import type { ParsedInputOf } from '../../shared/api/index.ts';
import { wholeDay } from '../../shared/calendar/open-hours.ts';
import {
  type BookingAsked,
  type Conflict,
  type ConflictRule,
  conflictsOf,
  overrulingOf,
} from '../../shared/calendar/rules.ts';
import type { AppointmentTypeId, PatientId, ProviderId, RoomId, VisitId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { clinicDay, type PlainDate } from '../../shared/kernel/time.ts';
import { ROLE_PERMISSIONS } from '../../shared/staff/permissions.ts';
import { isStanding } from '../../shared/visits/state-machine.ts';
import { prepared } from '../engine/statements.ts';
import type { UnitOfWork } from '../engine/unit-of-work.ts';
import { patientRow, registerByName } from '../patients/patients.ts';
import { practiceSetting } from '../practice/practice-setting.ts';
import { visitRecord } from '../visits/records.ts';
import { type VisitTableRow, visitRow } from '../visits/visit-row.ts';
import { arrangement, busyBetween, refuseUnknown, typeFacts } from './facts.ts';

/** What stands against a booking as things are now; the rules are those of the screen. */
export function conflictsNow(
  { db, zone, today }: { readonly db: Database; readonly zone: string; readonly today: PlainDate },
  asked: BookingAsked & { readonly typeId: AppointmentTypeId },
): readonly Conflict[] {
  const day = clinicDay(asked.starts, zone);
  const days = arrangement(db, day, day, zone);
  return conflictsOf(asked, {
    day: wholeDay(day, zone),
    todayStarts: wholeDay(today, zone).starts,
    providerOpen: asked.providerId === null ? null : days.openOf(asked.providerId, day),
    roomOpen: asked.roomId === null ? null : days.roomOpenOf(asked.roomId, day),
    overbook: asked.providerId === null ? 0 : overbookOf(db, asked.providerId),
    blocks: days.blocksOn(day),
    busy: busyBetween(db, day, day),
    type: typeFacts(db, asked.typeId),
    isNewPatient: asked.patientId === null ? null : isNew(db, asked.patientId, asked.visitId),
  });
}

/** Books a visit for somebody known, or for somebody of whom just the name is taken down. */
export function book(
  unit: UnitOfWork,
  { who, typeId, reason, overruleReason, ...place }: ParsedInputOf<'calendar.book'>,
): { visitId: VisitId; patientId: PatientId } {
  // The row's id, not the one asked by: the old id of a merged record leads to the one that stays.
  const patientId = who.known
    ? (patientRow(unit.db, who.patientId).id as PatientId)
    : registerByName(unit, who);
  unit.concerns(patientId);
  refuseUnknown(unit.db, place);
  const overruled = settleConflicts(unit, { ...place, visitId: null, patientId, typeId }, overruleReason);
  const visitId = unit.newId<VisitId>();
  unit.create(visitRecord, {
    id: visitId,
    patientId,
    providerId: place.providerId,
    roomId: place.roomId,
    typeId,
    day: dayOf(unit, place.starts),
    scheduledAt: place.starts,
    minutes: place.minutes,
    reason,
    status: 'booked',
    statusSince: unit.now,
    walkIn: false,
    bookedAt: unit.now,
    bookedBy: unit.actor.displayName,
    overruledReason: overruled,
  });
  return { visitId, patientId };
}

/** Moves a booking that has not begun; its history stays in the log. */
export function move(
  unit: UnitOfWork,
  { visitId, overruleReason, ...place }: ParsedInputOf<'calendar.move'>,
): { visitId: VisitId } {
  const row = visitRow(unit.db, visitId);
  unit.concerns(row.patientId);
  if (row.status !== 'booked' && row.status !== 'confirmed')
    throw new Refusal(
      'calendar/not-movable',
      'Only a visit that is booked and has not begun can be moved. Book another one instead.',
    );
  refuseUnknown(unit.db, place);
  const asked = {
    ...place,
    visitId,
    patientId: row.patientId as PatientId,
    typeId: row.typeId as AppointmentTypeId,
  };
  const overruled = settleConflicts(unit, asked, overruleReason);
  unit.change(visitRecord, visitId, {
    providerId: place.providerId,
    roomId: place.roomId,
    day: dayOf(unit, place.starts),
    scheduledAt: place.starts,
    minutes: place.minutes,
    overruledReason: overruled,
    // Who confirmed, confirmed another time.
    ...(row.scheduledAt === place.starts ? {} : { status: 'booked' as const, statusSince: unit.now }),
  });
  return { visitId };
}

/** Where and whether a visit stands, to tell whether taking something back puts it somewhere else. */
function placeOf({ status, day, scheduledAt, minutes, providerId, roomId }: VisitTableRow): string {
  return JSON.stringify([isStanding(status), day, scheduledAt, minutes, providerId, roomId]);
}

/**
 * Refuses to put a visit back where somebody else has been booked meanwhile: the room is never anybody's twice, and two at
 * once need a reason, which was asked of neither.
 */
export function refuseTakenSince(unit: UnitOfWork, before: VisitTableRow): void {
  const row = visitRow(unit.db, before.id as VisitId);
  if (placeOf(row) === placeOf(before) || !isStanding(row.status) || row.scheduledAt === null) return;
  const { zone } = practiceSetting(unit.db);
  const taken = conflictsNow(
    { db: unit.db, zone, today: unit.day },
    {
      visitId: row.id as VisitId,
      patientId: row.patientId as PatientId,
      providerId: row.providerId as ProviderId | null,
      roomId: row.roomId as RoomId | null,
      typeId: row.typeId as AppointmentTypeId,
      starts: row.scheduledAt,
      minutes: row.minutes,
    },
  ).find(({ rule, visitId }) => {
    if (visitId === null) return false;
    const other = visitRow(unit.db, visitId);
    // Two that came from elsewhere, as with an import, were at once before anybody here booked.
    if (row.bookedAt === null && other.bookedAt === null) return false;
    const lacksReason = row.overruledReason === null && other.overruledReason === null;
    return rule === 'room' || (['patient', 'provider', 'provider-full'].includes(rule) && lacksReason);
  });
  if (taken === undefined) return;
  throw new Refusal(
    'calendar/taken-since',
    'Somebody else has been booked there meanwhile. Move that visit first, or book another time.',
  );
}

/** What to do about each rule; said by the gravest that stands in the way. */
const SENTENCES: Readonly<Record<Exclude<ConflictRule, 'wrong-patient'>, string>> = {
  'over-midnight': 'A visit ends on the day it begins. Choose an earlier time or make it shorter.',
  past: 'This day is over. Choose today or a later day.',
  room: 'The room is taken at this time. Choose another room or another time.',
  patient: 'This patient has another visit at this time. Choose another time, or ask your lead.',
  provider: 'The provider has another visit at this time. Choose another time, or say why both.',
  'provider-full':
    'The provider has no room for another visit at this time. Choose another time, or ask your lead.',
  hours: 'This is outside of the working hours. Choose another time, or ask your lead.',
  block: 'This time is kept free. Choose another time, or ask your lead.',
  'wrong-provider': 'This provider does not see this kind of visit. Choose another one, or ask your lead.',
  'wrong-room': 'This room is not for this kind of visit. Choose another one, or ask your lead.',
  buffer: 'The time before or after this visit is kept free. Choose another time, or say why.',
};

/** Refuses what may not be overruled by this person, or not without a reason; answers the reason where one was needed. */
function settleConflicts(
  unit: UnitOfWork,
  asked: BookingAsked & { readonly typeId: AppointmentTypeId },
  reason: string | undefined,
): string | null {
  const { zone } = practiceSetting(unit.db);
  const conflicts = conflictsNow({ db: unit.db, zone, today: unit.day }, asked);
  const needed = overrulingOf(conflicts);
  if (needed === null) return null;
  const may = ROLE_PERMISSIONS[unit.actor.role].includes('calendar.overrule');
  if (needed === 'never' || (needed === 'lead' && !may) || reason === undefined) {
    const [gravest] = conflicts;
    const rule = gravest === undefined || gravest.rule === 'wrong-patient' ? 'provider' : gravest.rule;
    throw new Refusal(needed === 'never' ? 'calendar/impossible' : 'calendar/conflict', SENTENCES[rule]);
  }
  return reason;
}

function overbookOf(db: Database, providerId: ProviderId): number {
  return (prepared(db, 'SELECT overbook FROM provider WHERE id = ?').pluck().get(providerId) ?? 0) as number;
}

/** Nobody has seen them yet: no visit of theirs was ever checked out. */
function isNew(db: Database, patientId: PatientId, visitId: VisitId | null): boolean {
  return (
    prepared(
      db,
      "SELECT 1 FROM visit WHERE patient_id = ? AND id IS NOT ? AND status = 'checked-out' LIMIT 1",
    ).get(patientId, visitId) === undefined
  );
}

function dayOf(unit: UnitOfWork, starts: number): PlainDate {
  return clinicDay(starts, practiceSetting(unit.db).zone);
}
