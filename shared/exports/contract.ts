import { z } from 'zod';
import { query } from '../api/define.ts';
import { idSchema, type ProviderId } from '../kernel/ids.ts';
import { plainDateSchema } from '../kernel/time.ts';

/** The most rows of one answer. */
export const MOST_EXPORT_ROWS = 1_000;

/** Whose visits leave as a calendar file, of which days, and whether it says who comes. */
export const calendarFileSchema = z
  .object({
    providerId: idSchema<ProviderId>(),
    fromDay: plainDateSchema,
    untilDay: plainDateSchema,
    withNames: z.boolean(),
    /** The language of the words in it. */
    language: z.enum(['en', 'es']),
  })
  .strict();

export const exportsContract = {
  'exports.tables': query({
    summary: 'What an export holds: the tables and how many rows each has.',
    input: z.object({}).strict(),
    output: z.object({ tables: z.array(z.object({ name: z.string(), rows: z.number().int() })) }),
    access: 'practice.export',
    reads: [],
    disclosure: 'none',
  }),
  'exports.rows': query({
    summary: 'The next rows of one table, as they lie in the store; binary content as base64.',
    input: z
      .object({
        table: z.string().max(60),
        /** From the last answer; 0 at first. */
        after: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
        limit: z.number().int().min(1).max(MOST_EXPORT_ROWS),
      })
      .strict(),
    output: z.object({
      rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
      /** Null when these were the last. */
      next: z.number().int().nullable(),
    }),
    access: 'practice.export',
    reads: [],
    disclosure: 'record',
  }),
  'exports.calendar': query({
    summary:
      'A provider’s visits of some days as a calendar file (RFC 5545); nobody is named unless asked for.',
    input: calendarFileSchema,
    output: z.object({ text: z.string(), visits: z.number().int() }),
    access: 'practice.export',
    reads: ['visits', 'patients', 'practice'],
    disclosure: 'record',
  }),
};
