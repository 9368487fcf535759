import { z } from 'zod';
import { versionSchema } from '../../../shared/practice/version.ts';
import type { RowOf } from '../../engine/records.ts';
import { policyRecord } from '../../practice/records.ts';
import type { RecordMapping } from '../record-mapping.ts';
import { basicCode } from './basic.ts';

/** What the practice asks of its desks; its id is the practice's own. Nothing of it is for an EHR to say. */
export const policyMapping: RecordMapping<RowOf<typeof policyRecord>> = {
  recordType: policyRecord.type,
  resourceType: 'Basic',
  fields: z.object({ minimumVersion: versionSchema, sendsAudit: z.boolean() }),
  units: [],
  needs: { id: 'Organization' },
  toElements: () => ({ code: basicCode('policy', 'What the practice asks of its desks') }),
  // Of a policy from before there was a choice.
  fromElements: () => ({ sendsAudit: false }),
};
