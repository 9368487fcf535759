import type { RowOf } from '../../engine/records.ts';
import { providerRecord } from '../../practice/records.ts';
import type { CompanionMapping } from '../record-mapping.ts';
import { saysAnything, tidied } from '../tidy.ts';

/** What the field of somebody who sees patients is. For which organization is not said: a provider's row does not name the practice. */
export const providerRole: CompanionMapping<RowOf<typeof providerRecord>> = {
  recordType: providerRecord.type,
  resourceType: 'PractitionerRole',
  isDue: ({ specialty }) => saysAnything(specialty),
  toElements: (row, refer) =>
    tidied({
      active: row.active,
      practitioner: refer('Practitioner', row.id),
      specialty: [{ text: row.specialty }],
    }),
};
