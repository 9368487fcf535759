import { z } from 'zod';
import { RECALL_STATUSES, type RecallStatus } from '../../../shared/worklists/contract.ts';
import type { RowOf } from '../../engine/records.ts';
import { recallRecord } from '../../worklists/records.ts';
import { dayOf, instantAt, instantText, neededReference, referenceOf } from '../elements.ts';
import { objects, own, text } from '../reading.ts';
import type { RecordMapping } from '../record-mapping.ts';
import { day, instant, line, oneOf, recordId } from '../row-fields.ts';
import { saysAnything } from '../tidy.ts';
import { namedIn, naming, recordsAmong } from './references.ts';

const ELEMENT = 'CommunicationRequest';
const STATUSES: Readonly<Record<RecallStatus, string>> = {
  open: 'active',
  booked: 'completed',
  withdrawn: 'revoked',
};
const READ: Readonly<Record<string, RecallStatus>> = {
  ...Object.fromEntries(RECALL_STATUSES.map((status) => [STATUSES[status], status])),
  'entered-in-error': 'withdrawn',
};

/** Somebody who is to be asked to come again around a day: about a kind of visit, by whom, and the visit that came of it. */
export const recallMapping: RecordMapping<RowOf<typeof recallRecord>> = {
  recordType: recallRecord.type,
  resourceType: ELEMENT,
  fields: z.object({
    patientId: recordId(),
    typeId: recordId(),
    providerId: recordId().nullable(),
    dueDay: day(),
    note: line(),
    status: oneOf(RECALL_STATUSES),
    addedAt: instant(),
    addedBy: line(),
    visitId: recordId().nullable(),
  }),
  units: [['status', 'visitId']],
  // Who was booked was booked, whoever dropped it meanwhile.
  lattice: { field: 'status', rank: (value) => Number(value === 'booked') },
  needs: {
    patientId: 'Patient',
    typeId: 'HealthcareService',
    providerId: 'Practitioner',
    visitId: 'Encounter',
  },
  toElements: (row, refer) => ({
    status: STATUSES[row.status],
    category: [{ text: 'Recall' }],
    subject: refer('Patient', row.patientId),
    about: [
      refer('HealthcareService', row.typeId),
      ...naming(refer, 'Practitioner', row.providerId),
      ...naming(refer, 'Appointment', row.visitId),
    ],
    payload: saysAnything(row.note) ? [{ contentString: row.note }] : [],
    occurrenceDateTime: row.dueDay,
    authoredOn: instantText(row.addedAt),
    requester: saysAnything(row.addedBy) ? { display: row.addedBy } : undefined,
  }),
  fromElements: (resource, reading, find) => {
    const patientId = find(neededReference(resource, 'subject', 'Patient', `${ELEMENT}.subject`));
    const about = namedIn(resource, 'about', `${ELEMENT}.about`);
    const one = (type: string) => recordsAmong(about, type, find)[0];
    const typeId = one('HealthcareService');
    const status = own(READ, text(resource, 'status', `${ELEMENT}.status`));
    const dueDay = dayOf(reading, resource, 'occurrenceDateTime', `${ELEMENT}.occurrence`);
    const addedAt = instantAt(resource, 'authoredOn', `${ELEMENT}.authoredOn`);
    const [payload = {}] = objects(resource, 'payload', `${ELEMENT}.payload`);
    return {
      ...(patientId === null ? {} : { patientId }),
      ...(typeId === undefined ? {} : { typeId }),
      providerId: one('Practitioner') ?? null,
      visitId: one('Appointment') ?? null,
      ...(status === undefined ? {} : { status }),
      ...(dueDay === undefined ? {} : { dueDay }),
      ...(addedAt === undefined ? {} : { addedAt }),
      note: text(payload, 'contentString', `${ELEMENT}.payload`),
      addedBy: referenceOf(resource, 'requester', '', `${ELEMENT}.requester`)?.display ?? '',
    };
  },
};
