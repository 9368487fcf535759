import { z } from 'zod';
import { command, query } from '../api/define.ts';
import { instantSchema } from '../kernel/time.ts';
import { syncDeskContract } from './desk-contract.ts';
import { serverContract } from './server-contract.ts';

/** Why a desk was given a new identity: its store was found on another PC, away from what lay beside it, older than it had been, or used twice. */
export const COPY_CAUSES = ['other-machine', 'carried-off', 'changes-lost', 'another-copy'] as const;
export type CopyCause = (typeof COPY_CAUSES)[number];

/** How the last full comparison with the server went. */
const comparisonSchema = z.object({
  at: instantSchema,
  /** Everything was compared; not all of it could be; or so much seemed gone that nothing was believed. */
  end: z.enum(['whole', 'partly', 'suspicious']),
  /** What had not come here, and was fetched. */
  missed: z.number().int(),
  /** Records of ours that the server deleted, and of which it has several: a person decides. */
  gone: z.number().int(),
  several: z.number().int(),
  /** How many of what it had the server did not show, where that was too much to be believed. */
  hidden: z.number().int(),
});
export type Comparison = z.output<typeof comparisonSchema>;

export const syncContract = {
  ...serverContract,
  ...syncDeskContract,
  'sync.compare': command({
    summary: 'Hold everything that is here against everything that the server has, now and not in the night.',
    input: z.object({}).strict(),
    output: z.object({
      end: z.enum([
        'whole',
        'partly',
        'suspicious',
        'paused',
        'offline',
        'unauthorized',
        'stopped',
        'not-connected',
      ]),
      lastComparison: comparisonSchema.nullable(),
    }),
    access: 'sync.resolve',
    touches: ['queue'],
  }),
  'sync.state': query({
    summary: 'How it stands with the practice’s server, and how much waits for it.',
    input: z.object({}).strict(),
    output: z.object({
      connection: z.enum(['not-connected', 'connecting', 'online', 'offline', 'refused']),
      /** Since when it is so; null where nothing was tried yet. */
      since: instantSchema.nullable(),
      /** When everything was last here and there alike. */
      lastWholeAt: instantSchema.nullable(),
      /** How far the server's clock is ahead of this PC's, in milliseconds; null while nobody knows. */
      clockOffsetMs: z.number().nullable(),
      /** Records that the server has not seen as they are now. */
      waiting: z.number().int(),
      oldestWaitingAt: instantSchema.nullable(),
      /** Those of them that the server will not take. */
      dead: z.number().int(),
      /** Fields of which two sides say different things, and nobody has decided. */
      conflicts: z.number().int(),
      /** Changes that were said to be saved and are not in the store any more. */
      lostChanges: z.number().int(),
      /** What is being fetched, while that takes more than a moment. */
      fetching: z
        .object({
          resourceType: z.string(),
          received: z.number().int(),
          /** How many there are in all; null where the server does not say it. */
          total: z.number().int().nullable(),
          secondsLeft: z.number().int().nullable(),
        })
        .nullable(),
      /** For a week: this PC turned out to be a copy, and is another desk since. */
      renewed: z
        .object({
          cause: z.enum(COPY_CAUSES),
          at: instantSchema,
          /** What the desk was called, and what it is called now. */
          formerName: z.string(),
          name: z.string(),
          receiptPrefix: z.string(),
        })
        .nullable(),
      /** Somebody has pulled this desk's plug; in a demo practice alone. */
      isUnplugged: z.boolean(),
      /** Null before the first. */
      lastComparison: comparisonSchema.nullable(),
    }),
    access: 'signed-in',
    reads: ['queue'],
    disclosure: 'none',
  }),
};
