import { z } from 'zod';
import type { RowOf } from '../../engine/records.ts';
import { noteRecord } from '../../patients/records.ts';
import { instantAt, instantText, neededReference } from '../elements.ts';
import { objects, text } from '../reading.ts';
import type { RecordMapping } from '../record-mapping.ts';
import { flag, instant, line, recordId, words } from '../row-fields.ts';

/** A note about a patient: a Communication among the staff. */
export const noteMapping: RecordMapping<RowOf<typeof noteRecord>> = {
  recordType: noteRecord.type,
  resourceType: 'Communication',
  fields: z.object({
    patientId: recordId(),
    text: words(),
    active: flag(),
    createdAt: instant(),
    createdBy: line(),
  }),
  units: [],
  needs: { patientId: 'Patient' },
  toElements: (row, refer) => ({
    status: row.active ? 'completed' : 'entered-in-error',
    category: [{ text: 'Note at the desk' }],
    subject: refer('Patient', row.patientId),
    sent: instantText(row.createdAt),
    payload: [{ contentString: row.text }],
  }),
  fromElements: (resource, _reading, find) => {
    const patientId = find(neededReference(resource, 'subject', 'Patient', 'Communication.subject'));
    const createdAt = instantAt(resource, 'sent', 'Communication.sent');
    const [payload] = objects(resource, 'payload', 'Communication.payload');
    return {
      ...(patientId === null ? {} : { patientId }),
      ...(createdAt === undefined ? {} : { createdAt }),
      text: payload ? text(payload, 'contentString', 'Communication.payload') : '',
      active: text(resource, 'status', 'Communication.status') !== 'entered-in-error',
    };
  },
};
