import { z } from 'zod';
import { timeOfDaySchema } from '../../../shared/practice/hours.ts';
import { ROLES } from '../../../shared/staff/permissions.ts';
import {
  TASK_SOURCES,
  TASK_STATUSES,
  type TaskSource,
  type TaskStatus,
} from '../../../shared/tasks/contract.ts';
import type { RowOf } from '../../engine/records.ts';
import { taskRecord } from '../../tasks/records.ts';
import { RECORD_SYSTEM } from '../desk-part.ts';
import { codeAt, dayOf, instantAt, instantText, referenceOf } from '../elements.ts';
import { object, objects, own, text, type Unknown } from '../reading.ts';
import type { Find, RecordMapping, Refer } from '../record-mapping.ts';
import { day, instant, line, oneOf, recordId } from '../row-fields.ts';
import { concept, saysAnything } from '../tidy.ts';
import { naming } from './references.ts';

type Row = RowOf<typeof taskRecord>;

const ELEMENT = 'Task';
const SOURCES = 'urn:anteroom:task-source';
const ROLE_CODES = 'urn:anteroom:role';
const WORDS: Readonly<Record<TaskSource, string>> = {
  person: 'Something to do at the desk',
  overlap: 'Two visits were booked onto each other',
  receipt: 'Two payments have the same receipt number',
  mrn: 'Two patients have the same medical record number',
};
const STATUSES: Readonly<Record<TaskStatus, string>> = {
  open: 'requested',
  done: 'completed',
  settled: 'completed',
  cancelled: 'cancelled',
};
const READ: Readonly<Record<string, TaskStatus>> = {
  draft: 'open',
  requested: 'open',
  received: 'open',
  accepted: 'open',
  ready: 'open',
  'in-progress': 'open',
  'on-hold': 'open',
  completed: 'done',
  cancelled: 'cancelled',
  rejected: 'cancelled',
  failed: 'cancelled',
  'entered-in-error': 'cancelled',
};

/** Something that somebody is to do. Who works here is a Person, whom FHIR lets own no Task: they are named by our number. */
export const taskMapping: RecordMapping<Row> = {
  recordType: taskRecord.type,
  resourceType: ELEMENT,
  fields: z.object({
    source: oneOf(TASK_SOURCES),
    title: line(),
    note: line(),
    patientId: recordId().nullable(),
    visitId: recordId().nullable(),
    waitingId: recordId().nullable(),
    recallId: recordId().nullable(),
    besideVisitId: recordId().nullable(),
    staffId: recordId().nullable(),
    role: oneOf(ROLES).nullable(),
    dueDay: day().nullable(),
    dueTime: timeOfDaySchema.nullable(),
    status: oneOf(TASK_STATUSES),
    madeAt: instant(),
    madeBy: line(),
    closedAt: instant().nullable(),
    closedBy: line().nullable(),
    reason: line(),
  }),
  units: [
    ['patientId', 'visitId', 'waitingId', 'recallId', 'besideVisitId'],
    ['staffId', 'role'],
    ['dueDay', 'dueTime'],
    ['status', 'closedAt', 'closedBy', 'reason'],
  ],
  // What was done at one desk was done, whoever wrote what at another one; of two who did it, the later is named.
  latest: ['closedAt'],
  needs: {
    patientId: 'Patient',
    visitId: 'Encounter',
    waitingId: 'Appointment',
    recallId: 'CommunicationRequest',
    besideVisitId: 'Encounter',
    staffId: 'Basic.staff',
  },
  toElements: (row, refer) => ({
    status: STATUSES[row.status],
    statusReason: saysAnything(row.reason) ? { text: row.reason } : undefined,
    intent: 'order',
    code: concept(SOURCES, row.source, WORDS[row.source]),
    description: row.title,
    focus: focusOf(row, refer),
    for: naming(refer, 'Patient', row.patientId)[0],
    executionPeriod: row.closedAt === null ? undefined : { end: instantText(row.closedAt) },
    authoredOn: instantText(row.madeAt),
    requester: saysAnything(row.madeBy) ? { display: row.madeBy } : undefined,
    performerType: row.role === null ? [] : [concept(ROLE_CODES, row.role)],
    owner: row.staffId === null ? undefined : { identifier: { system: RECORD_SYSTEM, value: row.staffId } },
    reasonReference: naming(refer, 'Appointment', row.besideVisitId)[0],
    note: saysAnything(row.note) ? [{ text: row.note }] : [],
    restriction: row.dueDay === null ? undefined : { period: { end: row.dueDay } },
  }),
  fromElements: (resource, reading, find) => {
    const written = codeAt(resource, 'code', `${ELEMENT}.code`);
    const source = TASK_SOURCES.find((each) => each === written);
    const status = own(READ, text(resource, 'status', `${ELEMENT}.status`));
    const madeAt = instantAt(resource, 'authoredOn', `${ELEMENT}.authoredOn`);
    const execution = object(resource, 'executionPeriod', `${ELEMENT}.executionPeriod`) ?? {};
    const restriction = object(resource, 'restriction', `${ELEMENT}.restriction`) ?? {};
    const period = object(restriction, 'period', `${ELEMENT}.restriction`) ?? {};
    const [note = {}] = objects(resource, 'note', `${ELEMENT}.note`);
    const why = object(resource, 'statusReason', `${ELEMENT}.statusReason`) ?? {};
    const [performer] = objects(resource, 'performerType', `${ELEMENT}.performerType`);
    const role = performer && codeAt({ performer }, 'performer', `${ELEMENT}.performerType`);
    return {
      ...(source === undefined ? {} : { source }),
      ...(status === undefined ? {} : { status }),
      ...(madeAt === undefined ? {} : { madeAt }),
      title: text(resource, 'description', `${ELEMENT}.description`),
      note: text(note, 'text', `${ELEMENT}.note`),
      reason: text(why, 'text', `${ELEMENT}.statusReason`),
      patientId: namedAt(resource, 'for', 'Patient', find),
      ...focusIn(resource, find),
      besideVisitId: namedAt(resource, 'reasonReference', 'Appointment', find),
      staffId: ownerIn(resource),
      role: ROLES.find((each) => each === role) ?? null,
      dueDay: dayOf(reading, period, 'end', `${ELEMENT}.restriction`) ?? null,
      closedAt: instantAt(execution, 'end', `${ELEMENT}.executionPeriod`) ?? null,
      closedBy: null,
      madeBy: referenceOf(resource, 'requester', '', `${ELEMENT}.requester`)?.display ?? '',
    };
  },
};

/** What a task came from: a visit and a wish are Appointments both, and the desk's own part says which. */
function focusOf({ visitId, waitingId, recallId }: Row, refer: Refer): Unknown | undefined {
  return [
    ...naming(refer, 'Appointment', visitId ?? waitingId),
    ...naming(refer, 'CommunicationRequest', recallId),
  ][0];
}

function focusIn(resource: Unknown, find: Find): Partial<Row> {
  const nothing = { visitId: null, waitingId: null, recallId: null };
  const focus = referenceOf(resource, 'focus', '', `${ELEMENT}.focus`);
  if (focus?.type === 'Appointment') return { ...nothing, visitId: find(focus) };
  return focus?.type === 'CommunicationRequest' ? { ...nothing, recallId: find(focus) } : nothing;
}

/** Whom of ours it is given to; anybody else whom an EHR names is no one at our desks. */
function ownerIn(resource: Unknown): string | null {
  const owner = referenceOf(resource, 'owner', '', `${ELEMENT}.owner`);
  return owner?.identifier?.system === RECORD_SYSTEM ? owner.identifier.value : null;
}

function namedAt(resource: Unknown, key: string, type: string, find: Find): string | null {
  const named = referenceOf(resource, key, type, `${ELEMENT}.${key}`);
  return named?.type === type ? find(named) : null;
}
