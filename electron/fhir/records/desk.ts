import { z } from 'zod';
import type { RowOf } from '../../engine/records.ts';
import { deskRecord } from '../../practice/records.ts';
import type { RecordMapping } from '../record-mapping.ts';
import { line } from '../row-fields.ts';
import { basicCode } from './basic.ts';

/** A reception PC, so that its receipts are known by their numbers everywhere; its printer stays its own. */
export const deskMapping: RecordMapping<RowOf<typeof deskRecord>> = {
  recordType: deskRecord.type,
  resourceType: 'Basic',
  fields: z.object({ name: line(), receiptPrefix: line() }),
  units: [],
  needs: {},
  toElements: () => ({ code: basicCode('desk', 'Reception desk') }),
  fromElements: () => ({}),
};
