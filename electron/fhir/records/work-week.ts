import { z } from 'zod';
import { hoursSchema } from '../../../shared/practice/hours.ts';
import { workWeekRecord } from '../../calendar/records.ts';
import type { RowOf } from '../../engine/records.ts';
import { dayOf } from '../elements.ts';
import { flag as flagAt, object } from '../reading.ts';
import type { RecordMapping } from '../record-mapping.ts';
import { day, flag, json, recordId } from '../row-fields.ts';
import { dayPeriod } from '../tidy.ts';
import { namedIn, naming, whoseIs } from './references.ts';

const ELEMENT = 'Schedule';

/** The week of a provider or a room from one day on. Which hours of it are open FHIR says by slots, one by one: we keep the rule. */
export const workWeekMapping: RecordMapping<RowOf<typeof workWeekRecord>> = {
  recordType: workWeekRecord.type,
  resourceType: ELEMENT,
  fields: z.object({
    providerId: recordId().nullable(),
    roomId: recordId().nullable(),
    fromDay: day(),
    untilDay: day().nullable(),
    hours: json(hoursSchema),
    active: flag(),
  }),
  units: [
    ['providerId', 'roomId'],
    ['fromDay', 'untilDay'],
  ],
  needs: { providerId: 'Practitioner', roomId: 'Location' },
  toElements: (row, refer) => {
    const whose = [
      ...naming(refer, 'Practitioner', row.providerId),
      ...naming(refer, 'Location', row.roomId),
    ];
    return {
      active: row.active,
      // FHIR asks for somebody; the week of the whole practice names no record.
      actor: whose.length === 0 ? [{ display: 'The practice' }] : whose,
      planningHorizon: dayPeriod(row.fromDay, row.untilDay),
    };
  },
  fromElements: (resource, reading, find) => {
    const element = `${ELEMENT}.planningHorizon`;
    const horizon = object(resource, 'planningHorizon', element) ?? {};
    const active = flagAt(resource, 'active', `${ELEMENT}.active`);
    const fromDay = dayOf(reading, horizon, 'start', element);
    return {
      ...whoseIs(namedIn(resource, 'actor', `${ELEMENT}.actor`), find),
      ...(active === undefined ? {} : { active }),
      ...(fromDay === undefined ? {} : { fromDay }),
      untilDay: dayOf(reading, horizon, 'end', element) ?? null,
    };
  },
};
