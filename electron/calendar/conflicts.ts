import type { Database } from 'better-sqlite3';
import { wholeDay } from '../../shared/calendar/open-hours.ts';
import {
  type BookingAsked,
  CONFLICT_RULES,
  type Conflict,
  type ConflictRule,
  conflictsOf,
  overrulingOf,
} from '../../shared/calendar/rules.ts';
import type { AppointmentTypeId, PatientId, ProviderId, RoomId, VisitId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { clinicDay, type PlainDate } from '../../shared/kernel/time.ts';
import { ROLE_PERMISSIONS } from '../../shared/staff/permissions.ts';
import { prepared } from '../engine/statements.ts';
import type { UnitOfWork } from '../engine/unit-of-work.ts';
import { practiceSetting } from '../practice/practice-setting.ts';
import type { VisitTableRow } from '../visits/visit-row.ts';
import { arrangement, busyBetween, typeFacts } from './facts.ts';

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
    // What is booked may be of a kind that went out of use since.
    type: typeFacts(db, asked.typeId, asked.visitId !== null),
    isNewPatient: asked.patientId === null ? null : isNew(db, asked.patientId, asked.visitId),
  });
}

/** What stands against a visit where it is. */
export function standingConflicts(unit: UnitOfWork, row: VisitTableRow): readonly Conflict[] {
  if (row.scheduledAt === null) return [];
  const { zone } = practiceSetting(unit.db);
  return conflictsNow(
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

/** What stood against a visit where it was, and why it stood there all the same. */
interface Before {
  readonly conflicts: readonly Conflict[];
  readonly reason: string | null;
}

/**
 * Refuses what may not be overruled by this person, or not without a reason; answers the reason for which it stands there. Of a
 * visit that moves, what stood against it before is not asked again: two that are beside each other may stay so.
 */
export function settleConflicts(
  unit: UnitOfWork,
  asked: BookingAsked & { readonly typeId: AppointmentTypeId },
  reason: string | undefined,
  before: Before = { conflicts: [], reason: null },
): string | null {
  const { zone } = practiceSetting(unit.db);
  const all = conflictsNow({ db: unit.db, zone, today: unit.day }, asked);
  const hasStood = ({ rule, visitId }: Conflict): boolean =>
    CONFLICT_RULES[rule] !== 'never' &&
    visitId !== null &&
    before.conflicts.some((each) => each.rule === rule && each.visitId === visitId);
  const conflicts = all.filter((each) => !hasStood(each));
  const needed = overrulingOf(conflicts);
  if (needed === null) return overrulingOf(all) === null ? null : before.reason;
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
