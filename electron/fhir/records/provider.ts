import { z } from 'zod';
import type { RowOf } from '../../engine/records.ts';
import { providerRecord } from '../../practice/records.ts';
import { practitionerFromFhir } from '../practitioner.ts';
import { flag as flagAt, taken } from '../reading.ts';
import type { RecordMapping } from '../record-mapping.ts';
import { count, flag, line } from '../row-fields.ts';
import { npiFor, npiIn } from './npi.ts';

/** Somebody who sees patients; what their field is, a PractitionerRole tells beside it. */
export const providerMapping: RecordMapping<RowOf<typeof providerRecord>> = {
  recordType: providerRecord.type,
  resourceType: 'Practitioner',
  fields: z.object({
    displayName: line(),
    specialty: line(),
    npi: line(),
    overbook: count(),
    active: flag(),
    position: count(),
  }),
  units: [],
  needs: {},
  toElements: (row) => ({
    identifier: npiFor(row.npi),
    active: row.active,
    // In one line, as on the door: which part of it is the family name is not ours to guess.
    name: [{ text: row.displayName }],
  }),
  fromElements: (resource, reading) => {
    const active = flagAt(resource, 'active', 'Practitioner.active');
    return {
      ...taken(practitionerFromFhir(resource), reading).record,
      npi: npiIn(reading, resource, 'Practitioner.identifier'),
      ...(active === undefined ? {} : { active }),
    };
  },
};
