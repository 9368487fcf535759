import { z } from 'zod';
import { preferencesSchema } from '../../../shared/staff/staff-contract.ts';
import type { RowOf } from '../../engine/records.ts';
import { preferenceRecord } from '../../staff/records.ts';
import type { RecordMapping } from '../record-mapping.ts';
import { basicCode } from './basic.ts';

const { density, textSize, theme, language } = preferencesSchema.shape;

/** How somebody likes the desk; it follows them from desk to desk. Its id is the person's own. */
export const preferenceMapping: RecordMapping<RowOf<typeof preferenceRecord>> = {
  recordType: preferenceRecord.type,
  resourceType: 'Basic',
  fields: z.object({ density, textSize, theme, clock: z.literal([12, 24]), language }),
  units: [],
  needs: { id: 'Basic.staff' },
  toElements: () => ({ code: basicCode('preference', 'How somebody likes the desk') }),
  fromElements: () => ({}),
};
