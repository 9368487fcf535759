/**
 * Time that is kept free is a Basic and no Slot. A Slot has one beginning, one end and one Schedule: our block is the same
 * hours on each of many days by the clock on the wall, may be the whole practice's, and names a provider or a room, not
 * one of their weeks. Said as Slots it would be several resources for one record, under schedules that do not say it.
 */
import { z } from 'zod';
import { timeOfDaySchema } from '../../../shared/practice/hours.ts';
import { blockRecord } from '../../calendar/records.ts';
import type { RowOf } from '../../engine/records.ts';
import { referenceOf } from '../elements.ts';
import type { RecordMapping } from '../record-mapping.ts';
import { day, flag, line, recordId } from '../row-fields.ts';
import { basicCode } from './basic.ts';
import { naming, whoseIs } from './references.ts';

/** Time that is kept free; see above. */
export const blockMapping: RecordMapping<RowOf<typeof blockRecord>> = {
  recordType: blockRecord.type,
  resourceType: 'Basic',
  fields: z.object({
    providerId: recordId().nullable(),
    roomId: recordId().nullable(),
    fromDay: day(),
    untilDay: day(),
    opens: timeOfDaySchema.nullable(),
    closes: timeOfDaySchema.nullable(),
    reason: line(),
    active: flag(),
  }),
  units: [
    ['providerId', 'roomId'],
    ['fromDay', 'untilDay', 'opens', 'closes'],
  ],
  needs: { providerId: 'Practitioner', roomId: 'Location' },
  toElements: (row, refer) => ({
    code: basicCode('block', 'Time kept free'),
    subject: [...naming(refer, 'Practitioner', row.providerId), ...naming(refer, 'Location', row.roomId)][0],
  }),
  fromElements: (resource, _reading, find) => {
    const subject = referenceOf(resource, 'subject', '', 'Basic.subject');
    return subject ? whoseIs([subject], find) : {};
  },
};
