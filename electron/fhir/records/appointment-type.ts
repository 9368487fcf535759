import { z } from 'zod';
import { FOR_WHOM, typeRules } from '../../../shared/practice/type-rules.ts';
import type { RowOf } from '../../engine/records.ts';
import { appointmentTypeRecord } from '../../practice/records.ts';
import { text } from '../reading.ts';
import type { RecordMapping } from '../record-mapping.ts';
import { count, flag, json, line, oneOf, recordId } from '../row-fields.ts';

const ELEMENT = 'HealthcareService';
const ids = () => json(z.array(recordId()));

/**
 * A kind of visit. Who sees it and where is a rule of our calendar: the lists stay in the desk's own part. Whether it is in
 * use is told and not read: one kind has to stay in use, and only the practice can see to that.
 */
export const appointmentTypeMapping: RecordMapping<RowOf<typeof appointmentTypeRecord>> = {
  recordType: appointmentTypeRecord.type,
  resourceType: ELEMENT,
  fields: z.object({
    name: line(),
    minutes: count(),
    walkIn: flag(),
    color: typeRules.color,
    bufferMinutes: count(),
    preparation: line(),
    forWhom: oneOf(FOR_WHOM),
    providerIds: ids(),
    roomIds: ids(),
    active: flag(),
    position: count(),
  }),
  units: [],
  needs: {},
  toElements: (row) => ({
    active: row.active,
    name: row.name,
    comment: row.preparation,
    appointmentRequired: !row.walkIn,
  }),
  fromElements: (resource) => {
    const name = text(resource, 'name', `${ELEMENT}.name`);
    return {
      ...(name === '' ? {} : { name }),
      preparation: text(resource, 'comment', `${ELEMENT}.comment`),
    };
  },
};
