import { z } from 'zod';
import { clinicDay } from '../../../shared/kernel/time.ts';
import {
  accidentSchema,
  companionSchema,
  copayOutcomeSchema,
  coverageChoiceSchema,
  noCopayReasonSchema,
} from '../../../shared/visits/contract.ts';
import { VISIT_STATUSES, type VisitStatus } from '../../../shared/visits/state-machine.ts';
import type { RowOf } from '../../engine/records.ts';
import { visitRecord } from '../../visits/records.ts';
import { appointmentFromFhir } from '../appointment.ts';
import { type ForeignReference, instantAt, instantText } from '../elements.ts';
import { taken, type Unknown } from '../reading.ts';
import type { FieldValue, Find, RecordMapping, Refer } from '../record-mapping.ts';
import { count, day, flag, instant, LAST_INSTANT, line, money, oneOf, recordId } from '../row-fields.ts';
import { concept } from '../tidy.ts';
import { recordsAmong } from './references.ts';

type Row = RowOf<typeof visitRecord>;

const ELEMENT = 'Appointment';
const REASONS = 'http://terminology.hl7.org/CodeSystem/v2-0276';
const MINUTE_MS = 60_000;
/** Nothing goes on longer than a day. */
const MOST_MINUTES = 24 * 60;

/** What FHIR calls each status; it knows fewer, and the desk's own part says the rest. */
const STATUSES: Readonly<Record<VisitStatus, string>> = {
  booked: 'booked',
  confirmed: 'booked',
  arrived: 'arrived',
  'checked-in': 'checked-in',
  'with-clinician': 'checked-in',
  'ready-to-leave': 'checked-in',
  'checked-out': 'fulfilled',
  'no-show': 'noshow',
  cancelled: 'cancelled',
};

/** Somebody who was seen is no no-show, whoever wrote that down; of two who were seen, the one further on is. */
const SURENESS: Readonly<Record<VisitStatus, number>> = {
  booked: 0,
  confirmed: 1,
  'no-show': 2,
  cancelled: 2,
  arrived: 3,
  'checked-in': 4,
  'with-clinician': 5,
  'ready-to-leave': 6,
  'checked-out': 7,
};

/** A visit, from its booking to its end: an Appointment. What becomes of it is told as an Encounter, too. */
export const visitMapping: RecordMapping<Row> = {
  recordType: visitRecord.type,
  resourceType: ELEMENT,
  fields: z.object({
    patientId: recordId(),
    providerId: recordId().nullable(),
    roomId: recordId().nullable(),
    typeId: recordId(),
    day: day(),
    scheduledAt: instant().nullable(),
    minutes: count().max(MOST_MINUTES),
    reason: line(),
    status: oneOf(VISIT_STATUSES),
    statusSince: instant(),
    arrivedAt: instant().nullable(),
    checkedInAt: instant().nullable(),
    walkIn: flag(),
    identifiers: line().nullable(),
    identifiedAt: instant().nullable(),
    identifiedBy: line().nullable(),
    demographicsConfirmedAt: instant().nullable(),
    coverageChoice: coverageChoiceSchema.nullable(),
    coverageId: recordId().nullable(),
    copayOutcome: copayOutcomeSchema.nullable(),
    noCopayReason: noCopayReasonSchema.nullable(),
    cancelReason: line().nullable(),
    supervisingProviderId: recordId().nullable(),
    accident: accidentSchema.exclude(['none']).nullable(),
    accidentDate: day().nullable(),
    accidentState: line().nullable(),
    companionName: line().nullable(),
    companionRelation: companionSchema.shape.relation.nullable(),
    copayCents: money().nullable(),
    authorizationId: recordId().nullable(),
    formsLaterReason: line().nullable(),
    bookedAt: instant().nullable(),
    bookedBy: line().nullable(),
    overruledReason: line().nullable(),
    movedReason: line().nullable(),
    replacesId: recordId().nullable(),
    seriesId: recordId().nullable(),
    lateMinutes: count().nullable(),
  }),
  units: [
    // Half of one place and half of another is nobody's appointment.
    ['day', 'scheduledAt', 'minutes', 'providerId', 'roomId', 'overruledReason', 'movedReason'],
    ['status', 'statusSince', 'arrivedAt', 'checkedInAt', 'cancelReason'],
    ['identifiers', 'identifiedAt', 'identifiedBy'],
    ['coverageChoice', 'coverageId'],
    ['copayOutcome', 'noCopayReason'],
    ['accident', 'accidentDate', 'accidentState'],
    ['companionName', 'companionRelation'],
  ],
  latest: ['identifiedAt', 'demographicsConfirmedAt'],
  lattice: {
    field: 'status',
    rank: (value: FieldValue) => SURENESS[value as VisitStatus] ?? 0,
  },
  needs: {
    patientId: 'Patient',
    providerId: 'Practitioner',
    supervisingProviderId: 'Practitioner',
    roomId: 'Location',
    typeId: 'HealthcareService',
    coverageId: 'Coverage',
    authorizationId: 'ServiceRequest',
  },
  toElements: (row, refer) => {
    // Who walks in begins when they come.
    const starts = row.scheduledAt ?? row.arrivedAt ?? row.statusSince;
    const ends = Math.min(starts + row.minutes * MINUTE_MS, LAST_INSTANT);
    return {
      status: STATUSES[row.status],
      cancelationReason:
        row.status === 'cancelled' || row.status === 'no-show' ? { text: row.cancelReason } : undefined,
      appointmentType: row.walkIn
        ? concept(REASONS, 'WALKIN', 'A previously unscheduled walk-in visit')
        : undefined,
      description: row.reason,
      start: instantText(starts),
      end: instantText(ends),
      minutesDuration: row.minutes > 0 ? row.minutes : undefined,
      created: row.bookedAt === null ? undefined : instantText(row.bookedAt),
      participant: participantsOf(row, refer),
    };
  },
  fromElements: (resource, reading, find) => {
    // The day of a visit with a time follows from it; see `derived`. Its time is the same in every zone.
    const { status, cancelReason, when, reason, actors } = taken(
      appointmentFromFhir(resource, 'UTC'),
      reading,
    );
    const bookedAt = instantAt(resource, 'created', `${ELEMENT}.created`);
    return {
      status,
      reason,
      ...(bookedAt === undefined ? {} : { bookedAt }),
      ...(cancelReason === '' ? {} : { cancelReason }),
      ...(when === null ? {} : { scheduledAt: when.starts }),
      ...(when?.minutes == null ? {} : { minutes: when.minutes }),
      ...actorsOf(actors, find),
    };
  },
  derived: (row, zone) => ({
    ...(row.scheduledAt === null ? {} : { day: clinicDay(row.scheduledAt, zone) }),
    ...momentsOf(row),
  }),
};

/** Whom an EHR wrote down as here came when they were expected, as far as it tells; our own desks say when. */
function momentsOf({ status, arrivedAt, checkedInAt, scheduledAt, statusSince }: Row): Partial<Row> {
  const since = scheduledAt ?? statusSince;
  const isHere = SURENESS[status] >= SURENESS.arrived && status !== 'checked-out';
  const isCheckedIn = SURENESS[status] >= SURENESS['checked-in'];
  return {
    ...(isHere && arrivedAt === null ? { arrivedAt: since, statusSince: since } : {}),
    ...(isCheckedIn ? { checkedInAt: checkedInAt ?? since } : {}),
  };
}

/** Everybody and everything that takes part. */
function participantsOf(row: Row, refer: Refer): readonly Unknown[] {
  const taking = (resourceType: string, id: string | null, status = 'accepted') =>
    id === null ? [] : [{ actor: refer(resourceType, id), status }];
  return [
    ...taking('Patient', row.patientId, row.status === 'booked' ? 'needs-action' : 'accepted'),
    ...taking('Practitioner', row.providerId),
    ...taking('Location', row.roomId),
    ...taking('HealthcareService', row.typeId),
  ];
}

function actorsOf(actors: readonly ForeignReference[], find: Find): Partial<Row> {
  const one = (type: string) => recordsAmong(actors, type, find)[0];
  const [patientId, typeId, providerId] = [one('Patient'), one('HealthcareService'), one('Practitioner')];
  // A role, or somebody of whom the type is not said, may be the provider that we know.
  const mayBeProvider = actors.some(({ type }) => type === 'PractitionerRole' || type === '');
  return {
    ...(patientId === undefined ? {} : { patientId }),
    ...(typeId === undefined ? {} : { typeId }),
    ...(providerId === undefined && mayBeProvider ? {} : { providerId: providerId ?? null }),
    roomId: one('Location') ?? null,
  };
}
