import { z } from 'zod';
import { command, query } from '../api/define.ts';
import { idSchema, type OperationId } from '../kernel/ids.ts';
import { typedLine } from '../kernel/text.ts';
import { instantSchema } from '../kernel/time.ts';
import { patientSummarySchema } from '../patients/contract.ts';

/** So many refused records, and so many that wait, are listed; how many there are is told beside. */
export const MOST_QUEUED = 200;
/** So many disagreements are listed, open and decided ones each. */
export const MOST_CONFLICTS = 100;

/** What a record is called in the change log, and its id here. */
const recordSchema = z.object({ recordType: z.string().min(1).max(40), localId: z.string().min(1).max(64) });

const whatSchema = recordSchema.extend({
  /** The patient whose it is; null for what belongs to the practice. */
  patient: patientSummarySchema.nullable(),
  /** When a visit is, or money was taken. */
  at: instantSchema.nullable(),
  amountCents: z.number().int().nullable(),
  /** What it is called, where it has a name of its own, such as a room. */
  name: z.string(),
});
export type SyncedThing = z.output<typeof whatSchema>;

const queuedSchema = whatSchema.extend({
  state: z.enum(['pending', 'blocked', 'dead', 'paused']),
  problem: z
    .enum([
      'refused',
      'too-large',
      'gone',
      'fails',
      'several',
      'needs-other',
      'kept-here',
      'forbidden',
      'unknown',
    ])
    .nullable(),
  /** What the server said, or why somebody keeps it here; empty for a restricted patient. */
  words: z.string(),
  /** The server has never had it. */
  isNew: z.boolean(),
  queuedAt: instantSchema,
  by: z.string(),
});
export type QueuedLine = z.output<typeof queuedSchema>;

const choiceSchema = z.enum(['mine', 'theirs']);

const conflictSchema = whatSchema.extend({
  id: z.string(),
  /** The fields that go together, as the record calls them. */
  fields: z.array(z.string()),
  mineBy: z.string(),
  theirsBy: z.string(),
  /** The other desk; empty for the EHR itself. */
  theirsDesk: z.string(),
  theirsAt: instantSchema.nullable(),
  foundAt: instantSchema,
  settled: z.object({ at: instantSchema, by: z.string(), choice: choiceSchema }).nullable(),
});
export type ConflictLine = z.output<typeof conflictSchema>;

/** A value as it lies in a record; what names another record is that record's name. */
const valueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const nothing = z.object({}).strict();
const EVERYTHING = ['patients', 'coverage', 'visits', 'worklists', 'cash', 'consents', 'pictures'] as const;

export const syncDeskContract = {
  'sync.queue': query({
    summary:
      'What the server does not have as it is here: first what it refused, then what waits, the oldest first.',
    input: nothing,
    output: z.object({
      refused: z.array(queuedSchema),
      waiting: z.array(queuedSchema),
      counts: z.object({ refused: z.number().int(), waiting: z.number().int() }),
    }),
    access: 'patients.read',
    reads: ['queue', 'practice', ...EVERYTHING],
    disclosure: 'list',
  }),
  'sync.conflicts': query({
    summary: 'What two sides said differently: what nobody has decided yet, and what was decided last.',
    input: nothing,
    output: z.object({ open: z.array(conflictSchema), settled: z.array(conflictSchema) }),
    access: 'patients.read',
    reads: ['queue', 'practice', ...EVERYTHING],
    disclosure: 'list',
  }),
  'sync.conflict': query({
    summary:
      'A disagreement side by side: what stood before, what this desk says, what the other side says, what stands.',
    input: z.object({ conflictId: z.string().min(1).max(64) }).strict(),
    output: z.object({
      conflict: conflictSchema,
      values: z.array(
        z.object({
          field: z.string(),
          base: valueSchema,
          mine: valueSchema,
          theirs: valueSchema,
          stands: valueSchema,
        }),
      ),
    }),
    access: 'patients.read',
    reads: ['queue', 'practice', ...EVERYTHING],
    disclosure: 'chart',
  }),
  'sync.settle': command({
    summary: 'Decide a disagreement: what was chosen stands here and goes to everybody.',
    input: z.object({ conflictId: z.string().min(1).max(64), choice: choiceSchema }).strict(),
    output: nothing,
    access: 'patients.write',
    touches: [...EVERYTHING, 'practice', 'staff', 'queue'],
  }),
  'sync.reopen': command({
    summary: 'Take back a decision of today: the disagreement is open again, and what stood before stands.',
    input: z.object({ conflictId: z.string().min(1).max(64) }).strict(),
    output: nothing,
    access: 'patients.write',
    touches: [...EVERYTHING, 'practice', 'staff', 'queue'],
  }),
  'sync.retry': command({
    summary: 'Send again what was refused or is kept here: one record, or all that was refused.',
    input: z.object({ record: recordSchema.strict().nullable() }).strict(),
    output: z.object({ count: z.number().int() }),
    access: 'patients.write',
    touches: ['queue'],
  }),
  'sync.discard': command({
    summary:
      'Give up a change that the server refused: what the server has stands again; what it never had stays on this desk.',
    input: z
      .object({ record: recordSchema.strict(), reason: typedLine(200).min(3, 'Say why, in a few words.') })
      .strict(),
    output: z.object({ stands: z.enum(['as-there', 'kept-here']) }),
    access: 'sync.resolve',
    touches: [...EVERYTHING, 'practice', 'staff', 'queue'],
  }),
  'sync.undoDiscard': command({
    summary: 'Take back that a change was given up today.',
    input: z.object({ operationId: idSchema<OperationId>() }).strict(),
    output: nothing,
    access: 'sync.resolve',
    touches: [...EVERYTHING, 'practice', 'staff', 'queue'],
  }),
  'sync.exportRefused': query({
    summary: 'What the server refused, whole, with what it said, for those who look after the EHR.',
    input: nothing,
    output: z.object({ text: z.string(), count: z.number().int() }),
    access: 'sync.resolve',
    reads: ['queue', ...EVERYTHING],
    disclosure: 'record',
  }),
};
