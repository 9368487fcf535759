import { z } from 'zod';
import { type CoverageId, idSchema } from '../kernel/ids.ts';
import { centsSchema } from '../kernel/money.ts';
import { typedLine } from '../kernel/text.ts';
import { instantSchema, plainDateSchema } from '../kernel/time.ts';

/** What is typed from an insurance card. */
export const coverageFieldsSchema = z
  .object({
    payerName: typedLine(80).min(1, 'Write the insurer’s name as on the card.'),
    planName: typedLine(80),
    memberId: typedLine(40).min(1, 'Write the member ID as on the card.'),
    groupNumber: typedLine(40),
    copayCents: centsSchema
      .refine((amount) => amount >= 0, 'A copay cannot be less than nothing.')
      .nullable(),
  })
  .strict();
export type CoverageFields = z.output<typeof coverageFieldsSchema>;

export const coverageSchema = coverageFieldsSchema.extend({
  id: idSchema<CoverageId>(),
  priority: z.number().int(),
  status: z.enum(['active', 'ended', 'entered-in-error']),
  startsOn: plainDateSchema.nullable(),
  endsOn: plainDateSchema.nullable(),
  confirmedAt: instantSchema.nullable(),
});
export type Coverage = z.output<typeof coverageSchema>;
