import { z } from 'zod';
import { FEDERAL_HOLIDAYS } from '../../../shared/calendar/holidays.ts';
import { hoursSchema } from '../../../shared/practice/hours.ts';
import { isZone } from '../../../shared/practice/zones.ts';
import type { RowOf } from '../../engine/records.ts';
import { practiceRecord } from '../../practice/records.ts';
import { organizationName } from '../organization.ts';
import { objects, text, texts, type Unknown } from '../reading.ts';
import type { RecordMapping } from '../record-mapping.ts';
import { count, json, line, oneOf, words } from '../row-fields.ts';
import { telecomOf } from '../telecom.ts';
import { concept, saysAnything } from '../tidy.ts';
import { npiFor, npiIn } from './npi.ts';

const ELEMENT = 'Organization';
const TYPES = 'http://terminology.hl7.org/CodeSystem/organization-type';

/** The practice itself. Whether it is a demo is a matter of each store, and nobody's to tell. */
export const practiceMapping: RecordMapping<RowOf<typeof practiceRecord>> = {
  recordType: practiceRecord.type,
  resourceType: ELEMENT,
  fields: z.object({
    name: line(),
    phone: line(),
    address: words(),
    zone: line().refine(isZone),
    idleLockMinutes: count().min(1).max(60),
    npi: line(),
    hours: json(hoursSchema),
    paper: oneOf(['letter', 'a4']),
    holidays: json(z.array(z.enum(FEDERAL_HOLIDAYS))),
  }),
  units: [],
  needs: {},
  toElements: (row) => {
    const lines = row.address.split('\n').filter(saysAnything);
    return {
      identifier: npiFor(row.npi),
      type: [concept(TYPES, 'prov', 'Healthcare Provider')],
      name: row.name,
      telecom: saysAnything(row.phone) ? [{ system: 'phone', value: row.phone, use: 'work' }] : [],
      address: lines.length === 0 ? [] : [{ use: 'work', line: lines }],
    };
  },
  fromElements: (resource, reading) => {
    const name = organizationName(reading, resource);
    const address = addressIn(resource);
    const { phone } = telecomOf(reading, resource, `${ELEMENT}.telecom`);
    return {
      ...(name === '' ? {} : { name }),
      npi: npiIn(reading, resource, `${ELEMENT}.identifier`),
      ...(phone === '' ? {} : { phone }),
      ...(address === '' ? {} : { address }),
    };
  },
  derived: (row) => ({ demo: row.demo ?? false }),
};

/** The lines as they are printed; where an EHR split the town off, it is the last of them. */
function addressIn(resource: Unknown): string {
  const element = `${ELEMENT}.address`;
  const [address] = objects(resource, 'address', element).filter((each) => each['use'] !== 'old');
  if (!address) return '';
  const part = (key: string) => text(address, key, element);
  const place = [part('city'), `${part('state')} ${part('postalCode')}`.trim()].filter(saysAnything);
  return [...texts(address, 'line', `${element}.line`), place.join(', ')].filter(saysAnything).join('\n');
}
