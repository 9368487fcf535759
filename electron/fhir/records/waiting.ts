import { z } from 'zod';
import { timeOfDaySchema } from '../../../shared/practice/hours.ts';
import { WAITING_STATUSES, type WaitingStatus } from '../../../shared/worklists/contract.ts';
import type { RowOf } from '../../engine/records.ts';
import { waitingRecord } from '../../worklists/records.ts';
import { appointmentFromFhir } from '../appointment.ts';
import { dayOf, instantAt, instantText } from '../elements.ts';
import { amount, objects, type Reading, taken, text, type Unknown } from '../reading.ts';
import type { RecordMapping } from '../record-mapping.ts';
import { day, flag, instant, json, line, oneOf, recordId } from '../row-fields.ts';
import { dayPeriod } from '../tidy.ts';
import { namedIn, naming, recordsAmong } from './references.ts';

const ELEMENT = 'Appointment';
/** Of iCalendar, as FHIR has it: 1 is the most urgent, 5 neither. */
const URGENT = 1;
const NOT_URGENT = 5;

/** Why somebody waits no more, in words. */
const ENDED: Partial<Readonly<Record<WaitingStatus, string>>> = {
  booked: 'A visit was booked',
  withdrawn: 'Not wanted any more',
  expired: 'The time is over',
};

/** Somebody who waits for a free time: an Appointment on the wait list, which begins nowhere. The visit that comes of it is another one. */
export const waitingMapping: RecordMapping<RowOf<typeof waitingRecord>> = {
  recordType: waitingRecord.type,
  resourceType: ELEMENT,
  fields: z.object({
    patientId: recordId(),
    typeId: recordId(),
    providerIds: json(z.array(recordId())),
    weekdays: json(z.array(z.number().int().min(1).max(7))),
    opens: timeOfDaySchema.nullable(),
    closes: timeOfDaySchema.nullable(),
    fromDay: day(),
    untilDay: day(),
    isUrgent: flag(),
    note: line(),
    status: oneOf(WAITING_STATUSES),
    addedAt: instant(),
    addedBy: line(),
    offeredStarts: instant().nullable(),
    offeredProviderId: recordId().nullable(),
    offeredAt: instant().nullable(),
    visitId: recordId().nullable(),
  }),
  units: [
    ['providerIds', 'weekdays', 'opens', 'closes', 'fromDay', 'untilDay'],
    ['status', 'offeredStarts', 'offeredProviderId', 'offeredAt', 'visitId'],
  ],
  // Who was booked was booked, whatever was offered or given up meanwhile.
  lattice: { field: 'status', rank: (value) => Number(value === 'booked') },
  needs: {
    patientId: 'Patient',
    typeId: 'HealthcareService',
    offeredProviderId: 'Practitioner',
    visitId: 'Encounter',
  },
  toElements: (row, refer) => {
    const ended = ENDED[row.status];
    const wished = JSON.parse(row.providerIds) as readonly string[];
    const actors = [
      refer('Patient', row.patientId),
      refer('HealthcareService', row.typeId),
      ...wished.map((id) => refer('Practitioner', id)),
    ];
    return {
      status: ended === undefined ? 'waitlist' : 'cancelled',
      cancelationReason: { text: ended },
      priority: row.isUrgent ? URGENT : undefined,
      supportingInformation: naming(refer, ELEMENT, row.visitId),
      created: instantText(row.addedAt),
      comment: row.note,
      participant: actors.map((actor) => ({ actor, status: 'needs-action' })),
      requestedPeriod: [dayPeriod(row.fromDay, row.untilDay)],
    };
  },
  fromElements: (resource, reading, find) => {
    const { actors } = taken(appointmentFromFhir(resource, 'UTC'), reading);
    const [patientId, typeId] = ['Patient', 'HealthcareService'].map(
      (type) => recordsAmong(actors, type, find)[0],
    );
    const [visitId = null] = recordsAmong(
      namedIn(resource, 'supportingInformation', `${ELEMENT}.supportingInformation`),
      ELEMENT,
      find,
    );
    const addedAt = instantAt(resource, 'created', `${ELEMENT}.created`);
    return {
      ...statusIn(reading, resource),
      ...periodIn(reading, resource),
      ...(patientId === undefined ? {} : { patientId }),
      ...(typeId === undefined ? {} : { typeId }),
      ...(addedAt === undefined ? {} : { addedAt }),
      providerIds: JSON.stringify(recordsAmong(actors, 'Practitioner', find)),
      isUrgent: (amount(resource, 'priority', `${ELEMENT}.priority`) ?? NOT_URGENT) < NOT_URGENT,
      note: text(resource, 'comment', `${ELEMENT}.comment`),
      visitId,
    };
  },
};

/** Who was given a time elsewhere still waits here until somebody looks: the desk has no visit that came of it. */
function statusIn(reading: Reading, resource: Unknown): { readonly status?: WaitingStatus } {
  const status = text(resource, 'status', `${ELEMENT}.status`);
  if (status === 'waitlist') return { status: 'waiting' };
  if (status === 'cancelled' || status === 'entered-in-error') return { status: 'withdrawn' };
  reading.leaveOut('unknown-code', `${ELEMENT}.status`);
  return {};
}

function periodIn(reading: Reading, resource: Unknown) {
  const element = `${ELEMENT}.requestedPeriod`;
  const [period = {}] = objects(resource, 'requestedPeriod', element);
  const fromDay = dayOf(reading, period, 'start', element);
  const untilDay = dayOf(reading, period, 'end', element);
  return { ...(fromDay === undefined ? {} : { fromDay }), ...(untilDay === undefined ? {} : { untilDay }) };
}
