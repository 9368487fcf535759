import { DateTime } from 'luxon';
import { clinicDay, type Instant, isPlainDate, type PlainDate } from '../../shared/kernel/time.ts';
import {
  type ForeignReference,
  identifiersOf,
  instantIn,
  isPartialDate,
  neededReference,
  referenceIn,
  referenceOf,
  wordsOf,
} from './elements.ts';
import {
  firstOf,
  fitting,
  type Mapping,
  mapping,
  object,
  objects,
  own,
  type Reading,
  refuse,
  text,
  type Unknown,
} from './reading.ts';

/** A visit that is over, in the desk's words. */
export interface VisitMapping {
  readonly day: PlainDate;
  readonly scheduledAt: Instant | null;
  readonly minutes: number;
  readonly reason: string;
  readonly status: 'checked-out' | 'cancelled';
  readonly statusSince: Instant;
}

export interface EncounterFields {
  readonly record: VisitMapping;
  readonly patient: ForeignReference;
  readonly provider: ForeignReference | null;
  readonly room: ForeignReference | null;
  /** The appointments that led to it. */
  readonly appointments: readonly ForeignReference[];
  /** What kind of visit it was, in the source's words; empty where it does not say. */
  readonly typeName: string;
}

/** Where and when a visit that is over is told. */
export interface VisitPlace {
  readonly today: PlainDate;
  /** IANA zone of the practice. */
  readonly zone: string;
}

const MOST_MINUTES = 24 * 60;
const STATUSES: Readonly<Record<string, VisitMapping['status']>> = {
  finished: 'checked-out',
  cancelled: 'cancelled',
};
const STATUSES_TO_COME = [
  'planned',
  'arrived',
  'triaged',
  'in-progress',
  'onleave',
  'unknown',
  'entered-in-error',
];

/** Reads a FHIR R4 Encounter of unknown form; only one that is over is a visit of the past. */
export function encounterFromFhir(resource: Unknown, { today, zone }: VisitPlace): Mapping<EncounterFields> {
  return mapping((reading) => {
    const status = text(resource, 'status', 'Encounter.status');
    if (status === '') return refuse('missing', 'Encounter.status');
    if (STATUSES_TO_COME.includes(status)) return refuse('not-past', 'Encounter.status');
    const kept = own(STATUSES, status);
    if (!kept) return refuse('unknown-code', 'Encounter.status');
    const patient = neededReference(resource, 'subject', 'Patient', 'Encounter.subject');
    const when = whenOf(reading, resource, zone);
    if (when.day > today) return refuse('future-date', 'Encounter.period');
    return {
      fields: {
        patient,
        ...whoAndWhere(resource),
        appointments: appointmentsOf(resource),
        typeName: typeOf(reading, resource),
        record: { ...when, reason: reasonOf(reading, resource), status: kept },
      },
      identifiers: identifiersOf(reading, resource, 'Encounter.identifier'),
    };
  });
}

type When = Pick<VisitMapping, 'day' | 'scheduledAt' | 'minutes' | 'statusSince'>;

function whenOf(reading: Reading, resource: Unknown, zone: string): When {
  const element = 'Encounter.period';
  const period = object(resource, 'period', element);
  const start = period ? text(period, 'start', element) : '';
  if (start === '') return refuse('missing', element);
  if (isPartialDate(start)) return refuse('partial-date', element);
  if (isPlainDate(start)) {
    const begins = DateTime.fromISO(start, { zone }).toMillis() as Instant;
    return { day: start, scheduledAt: null, minutes: 0, statusSince: begins };
  }
  const begins = instantIn(start);
  if (begins === undefined) return refuse('no-such-date', element);
  const end = period ? text(period, 'end', element) : '';
  const ends = end === '' ? undefined : instantIn(end);
  if (end !== '' && (ends === undefined || ends < begins))
    reading.leaveOut('no-such-date', 'Encounter.period.end');
  const last = ends === undefined || ends < begins ? begins : ends;
  const minutes = Math.min(MOST_MINUTES, Math.round((last - begins) / 60_000));
  return { day: clinicDay(begins, zone), scheduledAt: begins, minutes, statusSince: last };
}

function whoAndWhere(resource: Unknown): Pick<EncounterFields, 'provider' | 'room'> {
  const people = objects(resource, 'participant', 'Encounter.participant').flatMap((each) => {
    const who = referenceOf(each, 'individual', 'Practitioner', 'Encounter.participant.individual');
    return who?.type === 'Practitioner' ? [who] : [];
  });
  const places = objects(resource, 'location', 'Encounter.location').flatMap((each) => {
    const place = object(each, 'location', 'Encounter.location.location');
    const where = place && referenceIn(place, 'Location', 'Encounter.location.location');
    return where ? [where] : [];
  });
  return { provider: people[0] ?? null, room: places[0] ?? null };
}

function appointmentsOf(resource: Unknown): readonly ForeignReference[] {
  return objects(resource, 'appointment', 'Encounter.appointment').flatMap((each) => {
    const reference = referenceIn(each, 'Appointment', 'Encounter.appointment');
    return reference ? [reference] : [];
  });
}

function typeOf(reading: Reading, resource: Unknown): string {
  const named = objects(resource, 'type', 'Encounter.type').map((each) => wordsOf(each, 'Encounter.type'));
  return fitting(reading, firstOf(named) ?? '', 60, 'Encounter.type');
}

function reasonOf(reading: Reading, resource: Unknown): string {
  const named = objects(resource, 'reasonCode', 'Encounter.reasonCode').map((each) =>
    wordsOf(each, 'Encounter.reasonCode'),
  );
  return fitting(reading, firstOf(named) ?? '', 200, 'Encounter.reasonCode');
}
