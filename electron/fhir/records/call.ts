import { z } from 'zod';
import { CALL_OUTCOMES } from '../../../shared/worklists/contract.ts';
import type { RowOf } from '../../engine/records.ts';
import { callRecord } from '../../worklists/records.ts';
import { codeAt, instantAt, instantText, neededReference, referenceOf } from '../elements.ts';
import { object, objects, text, type Unknown } from '../reading.ts';
import type { Find, RecordMapping, Refer } from '../record-mapping.ts';
import { flag, instant, line, oneOf, recordId } from '../row-fields.ts';
import { concept, saysAnything } from '../tidy.ts';
import { naming } from './references.ts';

type Row = RowOf<typeof callRecord>;

const ELEMENT = 'Task';
const CALLS = 'urn:anteroom:call';
const OUTCOMES = 'urn:anteroom:call-outcome';
/** What a call is about, and as what the server has that: a visit and a wish are Appointments both. */
const ABOUT = [
  { code: 'visit', words: 'Call about a visit', field: 'visitId', resourceType: 'Appointment' },
  { code: 'waiting', words: 'Call about a free time', field: 'waitingId', resourceType: 'Appointment' },
  { code: 'recall', words: 'Call to come again', field: 'recallId', resourceType: 'CommunicationRequest' },
] as const;

/** A call that was made: a Task that is done. */
export const callMapping: RecordMapping<Row> = {
  recordType: callRecord.type,
  resourceType: ELEMENT,
  fields: z.object({
    patientId: recordId(),
    visitId: recordId().nullable(),
    waitingId: recordId().nullable(),
    recallId: recordId().nullable(),
    outcome: oneOf(CALL_OUTCOMES),
    note: line(),
    at: instant(),
    by: line(),
    active: flag(),
  }),
  units: [['visitId', 'waitingId', 'recallId']],
  needs: {
    patientId: 'Patient',
    visitId: 'Encounter',
    waitingId: 'Appointment',
    recallId: 'CommunicationRequest',
  },
  toElements: (row, refer) => ({
    ...aboutOf(row, refer),
    status: row.active ? 'completed' : 'entered-in-error',
    businessStatus: concept(OUTCOMES, row.outcome),
    intent: 'order',
    for: refer('Patient', row.patientId),
    executionPeriod: { start: instantText(row.at), end: instantText(row.at) },
    owner: saysAnything(row.by) ? { display: row.by } : undefined,
    note: saysAnything(row.note) ? [{ text: row.note }] : [],
  }),
  fromElements: (resource, _reading, find) => {
    const patientId = find(neededReference(resource, 'for', 'Patient', `${ELEMENT}.for`));
    const written = codeAt(resource, 'businessStatus', `${ELEMENT}.businessStatus`);
    const outcome = CALL_OUTCOMES.find((each) => each === written);
    const period = object(resource, 'executionPeriod', `${ELEMENT}.executionPeriod`) ?? {};
    const at = instantAt(period, 'start', `${ELEMENT}.executionPeriod`);
    const [note = {}] = objects(resource, 'note', `${ELEMENT}.note`);
    return {
      ...aboutIn(resource, find),
      ...(patientId === null ? {} : { patientId }),
      ...(outcome === undefined ? {} : { outcome }),
      ...(at === undefined ? {} : { at }),
      active: text(resource, 'status', `${ELEMENT}.status`) !== 'entered-in-error',
      by: referenceOf(resource, 'owner', '', `${ELEMENT}.owner`)?.display ?? '',
      note: text(note, 'text', `${ELEMENT}.note`),
    };
  },
};

function aboutOf(row: Row, refer: Refer): Unknown {
  const about = ABOUT.find(({ field }) => row[field] !== null);
  if (!about) return {};
  const [focus] = naming(refer, about.resourceType, row[about.field]);
  return { code: concept(CALLS, about.code, about.words), focus };
}

function aboutIn(resource: Unknown, find: Find): Partial<Row> {
  const code = codeAt(resource, 'code', `${ELEMENT}.code`);
  const about = ABOUT.find((each) => each.code === code);
  const focus = about && referenceOf(resource, 'focus', about.resourceType, `${ELEMENT}.focus`);
  const id = focus && find(focus);
  if (!about || !id) return {};
  return { visitId: null, waitingId: null, recallId: null, [about.field]: id };
}
