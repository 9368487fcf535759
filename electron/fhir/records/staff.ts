import { z } from 'zod';
import { ROLES } from '../../../shared/staff/permissions.ts';
import type { RowOf } from '../../engine/records.ts';
import { staffRecord } from '../../staff/records.ts';
import type { RecordMapping } from '../record-mapping.ts';
import { count, flag, line, oneOf } from '../row-fields.ts';

/**
 * Somebody who works here, as a Person: their preferences are a Basic under the same id, and a server knows a record by its
 * type and id. Who may do what is the practice's to say: nothing is read from what an EHR may change.
 */
export const staffMapping: RecordMapping<RowOf<typeof staffRecord>> = {
  recordType: staffRecord.type,
  resourceType: 'Person',
  fields: z.object({
    displayName: line(),
    initials: line(),
    role: oneOf(ROLES),
    active: flag(),
    position: count(),
  }),
  units: [['role', 'active']],
  needs: {},
  toElements: (row) => ({ active: row.active, name: [{ text: row.displayName }] }),
  fromElements: () => ({}),
};
