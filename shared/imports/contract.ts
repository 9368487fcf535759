import { z } from 'zod';
import { command, query } from '../api/define.ts';
import { type ImportRunId, idSchema } from '../kernel/ids.ts';
import { typedLine } from '../kernel/text.ts';
import { instantSchema } from '../kernel/time.ts';
import { IMPORT_PROBLEM_CODES, UNREADABLE_CODES } from './problems.ts';

/** The largest resource taken over, in characters: about a megabyte. A longer line is reported and left where it is. */
export const LONGEST_RESOURCE = 1_000_000;
/** The most lines of one batch, which is one transaction. */
export const MOST_LINES = 500;
/** The most characters of one batch, all lines together. */
export const MOST_BATCH_CHARACTERS = 8_000_000;
/** The most problems of one run that are kept to be listed; further ones are only counted. */
export const MOST_PROBLEMS = 10_000;
/** How many waiting resources one call of `imports.finish` looks at. */
export const FINISH_STEP = 500;

const count = z.number().int().min(0);

/** What became of the lines of a run so far. */
export const importCountsSchema = z.object({
  /** Resources that were not here before. */
  created: count,
  /** Resources whose content changed since they were last imported. */
  changed: count,
  /** Resources that are here just so: nothing was written. */
  unchanged: count,
  /** Lines that were not taken over; each is listed with its number and the reason. */
  bad: count,
  /** Resources of kinds that the desk has no use for. */
  skipped: count,
  /** Resources that wait for another one which they refer to. */
  waiting: count,
  /** Fields that the desk changed since the last import, and which therefore stayed as the desk has them. */
  keptFields: count,
});
export type ImportCounts = z.output<typeof importCountsSchema>;

const positionSchema = z.object({
  /** The number of the line to go on with, from 1. */
  nextLine: z.number().int().min(1),
  /** Where that line begins, in bytes from the start of the file. */
  nextByte: count,
});

const runSchema = importCountsSchema.extend({
  runId: idSchema<ImportRunId>(),
  source: z.string(),
  format: z.enum(['ndjson', 'bundle']),
  /** Bytes of the file. */
  size: count,
  nextLine: z.number().int().min(1),
  nextByte: count,
  startedAt: instantSchema,
  startedBy: z.string(),
  finishedAt: instantSchema.nullable(),
});
export type ImportRun = z.output<typeof runSchema>;

export const importsContract = {
  'imports.begin': command({
    summary: 'Begin taking over a file of FHIR resources, or go on with one that was interrupted.',
    input: z
      .object({
        /** Which EHR the file comes from. Resources are told apart by source, type and id. */
        source: typedLine(80).min(1, 'Say which system the file comes from.'),
        /** SHA-256 of what tells this file from another one; never its name, which may hold a patient's. */
        fingerprint: z.string().regex(/^[0-9a-f]{64}$/, 'This is not a SHA-256.'),
        size: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
        format: z.enum(['ndjson', 'bundle']),
      })
      .strict(),
    output: positionSchema.extend({ runId: idSchema<ImportRunId>(), resumed: z.boolean() }),
    access: 'practice.import',
    touches: ['imports'],
  }),
  'imports.batch': command({
    summary: 'Take over the next lines of a file; one transaction. The same lines again write nothing.',
    input: z
      .object({
        runId: idSchema<ImportRunId>(),
        /** Number of the first line here. */
        fromLine: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
        /** Where the line after the last one here begins, in bytes. */
        toByte: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
        /** One resource a line, as the file has it; an empty line is passed over. */
        lines: z
          .array(z.string().max(LONGEST_RESOURCE))
          .max(MOST_LINES)
          .refine(
            (lines) => lines.reduce((sum, line) => sum + line.length, 0) <= MOST_BATCH_CHARACTERS,
            'These are too many lines for one step.',
          ),
        /** Lines that could not even be read; their place in `lines` is empty. */
        unreadable: z
          .array(
            z
              .object({
                line: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
                code: z.enum(UNREADABLE_CODES),
              })
              .strict(),
          )
          .max(MOST_LINES),
      })
      .strict(),
    output: importCountsSchema.extend(positionSchema.shape),
    access: 'practice.import',
    touches: ['imports', 'patients', 'coverage', 'visits', 'practice'],
  }),
  'imports.finish': command({
    summary: 'Take over what waited for another resource, step by step, and report what is still missing.',
    input: z
      .object({
        runId: idSchema<ImportRunId>(),
        /** From the last answer; 0 at first. */
        after: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
      })
      .strict(),
    output: z.object({
      /** Null when the run is finished; else what to call again with. */
      after: z.number().int().min(0).nullable(),
      run: runSchema,
    }),
    access: 'practice.import',
    touches: ['imports', 'patients', 'coverage', 'visits', 'practice'],
  }),
  'imports.status': query({
    summary: 'The last imports: what came in, what did not, and which were interrupted.',
    input: z.object({ limit: z.number().int().min(1).max(100) }).strict(),
    output: z.object({ runs: z.array(runSchema) }),
    access: 'practice.import',
    reads: ['imports'],
    disclosure: 'none',
  }),
  'imports.problems': query({
    summary:
      'The lines of an import that were not taken over, or not wholly, and why; in the order of the file.',
    input: z
      .object({
        runId: idSchema<ImportRunId>(),
        afterLine: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
        limit: z.number().int().min(1).max(1_000),
      })
      .strict(),
    output: z.object({
      problems: z.array(
        z.object({
          line: z.number().int(),
          code: z.enum(IMPORT_PROBLEM_CODES),
          /** Which element of the resource, `Patient.birthDate`; never what is in it. */
          element: z.string(),
          /** True when the line was not taken over; false when only that element was left out. */
          refused: z.boolean(),
        }),
      ),
    }),
    access: 'practice.import',
    reads: ['imports'],
    disclosure: 'none',
  }),
};
