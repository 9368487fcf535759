import { z } from 'zod';
import type { RowOf } from '../../engine/records.ts';
import { roomRecord } from '../../practice/records.ts';
import { locationFromFhir } from '../location.ts';
import { taken, text } from '../reading.ts';
import type { RecordMapping } from '../record-mapping.ts';
import { count, flag, line } from '../row-fields.ts';
import { concept } from '../tidy.ts';

const TYPES = 'http://terminology.hl7.org/CodeSystem/location-physical-type';

/** A room in which patients are seen. */
export const roomMapping: RecordMapping<RowOf<typeof roomRecord>> = {
  recordType: roomRecord.type,
  resourceType: 'Location',
  fields: z.object({ name: line(), active: flag(), position: count() }),
  units: [],
  needs: {},
  toElements: (row) => ({
    status: row.active ? 'active' : 'inactive',
    name: row.name,
    mode: 'instance',
    physicalType: concept(TYPES, 'ro', 'Room'),
  }),
  fromElements: (resource, reading) => {
    const status = text(resource, 'status', 'Location.status');
    return {
      ...taken(locationFromFhir(resource), reading).room,
      ...(status === '' ? {} : { active: status === 'active' }),
    };
  },
};
