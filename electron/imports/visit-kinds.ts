import type { AppointmentTypeId } from '../../shared/kernel/ids.ts';
import { prepared } from '../engine/statements.ts';
import type { UnitOfWork } from '../engine/unit-of-work.ts';
import { appointmentTypeRecord } from '../practice/records.ts';

/** What a visit is called whose kind the practice does not have. */
const OTHER_TYPE = 'Past visit';

/** A kind of visit of the practice. */
interface VisitKind {
  readonly id: string;
  readonly minutes: number;
}

/** The practice's own kind of visit of that name, one in use before one that is not. */
export function kindNamed({ db }: UnitOfWork, name: string): VisitKind | undefined {
  return prepared(
    db,
    'SELECT id, minutes FROM appointment_type WHERE name = ? COLLATE NOCASE ORDER BY active DESC, position LIMIT 1',
  ).get(name) as VisitKind | undefined;
}

/** What is booked where nobody says what: the first kind of the list that takes an appointment. */
export function firstKind(unit: UnitOfWork): VisitKind {
  const first = prepared(
    unit.db,
    'SELECT id, minutes FROM appointment_type WHERE active = 1 AND walk_in = 0 ORDER BY position LIMIT 1',
  ).get() as VisitKind | undefined;
  return first ?? otherKind(unit);
}

/** The one for all kinds that the practice does not have, made when it is first needed. */
export function otherKind(unit: UnitOfWork): VisitKind {
  const known = kindNamed(unit, OTHER_TYPE);
  if (known !== undefined) return known;
  const made = { id: unit.newId<AppointmentTypeId>(), minutes: 20 };
  const position = prepared(unit.db, 'SELECT coalesce(max(position), 0) + 1 FROM appointment_type')
    .pluck()
    .get() as number;
  unit.create(appointmentTypeRecord, { ...made, name: OTHER_TYPE, walkIn: false, active: false, position });
  return made;
}
