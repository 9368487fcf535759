import { z } from 'zod';
import { query } from '../api/define.ts';
import { idSchema, type PatientId, type StaffId } from '../kernel/ids.ts';
import { instantSchema, plainDateSchema } from '../kernel/time.ts';
import { roleSchema } from '../staff/permissions.ts';

/** What a row of the audit is about, as an auditor asks for it. */
export const AUDIT_KINDS = ['chart', 'list', 'change', 'session', 'refused', 'outside'] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

/** What `verify` may find. The words for people are made from these. */
export const FINDING_CODES = [
  'row-edited',
  'row-missing',
  'row-out-of-order',
  'cut-off',
  'counter-changed',
  'checkpoint-broken',
  'checkpoint-missing',
  'checkpoint-disagrees',
  'index-differs',
  'guard-missing',
  'operation-incomplete',
  'record-differs',
  'receipt-missing',
  'reference-broken',
  'file-damaged',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

const sequenceSchema = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const auditPatientSchema = z.object({
  patientId: idSchema<PatientId>(),
  name: z.string(),
  mrn: z.string(),
});
export type AuditPatient = z.output<typeof auditPatientSchema>;

export const auditRowSchema = z.object({
  sequence: z.number().int(),
  at: instantSchema,
  kind: z.enum(AUDIT_KINDS),
  /** Empty where nobody was signed in. */
  staffName: z.string(),
  role: roleSchema.nullable(),
  deskName: z.string(),
  /** How it came, where it was not a window of the desk. */
  via: z.literal('cli').nullable(),
  method: z.string(),
  outcome: z.string(),
  /** Whom it concerns; the first few where a list showed many. */
  patients: z.array(auditPatientSchema),
  patientCount: z.number().int(),
  /** What was searched for, where it was a search. */
  asked: z.string(),
});
export type AuditRow = z.output<typeof auditRowSchema>;

export const findingSchema = z.object({
  code: z.enum(FINDING_CODES),
  /** The table it was found in; empty where it is the file. */
  table: z.string(),
  /** The number of the row; null where it is no one row. */
  row: z.number().int().nullable(),
  /** One sentence that names no patient. */
  words: z.string(),
});
export type Finding = z.output<typeof findingSchema>;

const headSchema = z.object({ sequence: z.number().int(), hash: z.string() });

export const auditContract = {
  'audit.list': query({
    summary:
      'Who did or saw what, newest first: everything, or of one patient, one person, some days, one kind.',
    input: z
      .object({
        patientId: idSchema<PatientId>().nullable(),
        staffId: idSchema<StaffId>().nullable(),
        /** The practice's days, both included. */
        from: plainDateSchema.nullable(),
        to: plainDateSchema.nullable(),
        kind: z.enum(AUDIT_KINDS).nullable(),
        /** From the last answer: the rows older than this one. */
        before: sequenceSchema.nullable(),
        limit: z.number().int().min(1).max(200),
      })
      .strict(),
    output: z.object({ rows: z.array(auditRowSchema), next: z.number().int().nullable() }),
    access: 'audit.read',
    reads: [],
    disclosure: 'list',
  }),
  'audit.entry': query({
    summary: 'One row of the audit whole: everybody it concerns and what was changed.',
    input: z.object({ sequence: sequenceSchema }).strict(),
    output: z.object({
      row: auditRowSchema,
      patients: z.array(auditPatientSchema),
      changes: z.array(
        z.object({ record: z.string(), field: z.string(), before: z.string(), after: z.string() }),
      ),
      hash: z.string(),
    }),
    access: 'audit.read',
    reads: [],
    disclosure: 'list',
  }),
  'audit.findPatients': query({
    summary: 'Find the patient whose audit is asked for.',
    input: z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(20) }).strict(),
    output: z.object({ matches: z.array(auditPatientSchema.extend({ birthDate: plainDateSchema })) }),
    access: 'audit.read',
    reads: ['patients'],
    disclosure: 'list',
    asTyped: true,
  }),
  'audit.people': query({
    summary: 'Everybody who ever had a sign-in here, to ask the audit about.',
    input: z.object({}).strict(),
    output: z.object({
      staff: z.array(z.object({ staffId: idSchema<StaffId>(), displayName: z.string() })),
    }),
    access: 'audit.read',
    reads: ['staff'],
    disclosure: 'none',
  }),
  'audit.verify': query({
    summary: 'Prove that no row of the journals and the ledger was edited, removed or put in another order.',
    input: z.object({}).strict(),
    output: z.object({
      findings: z.array(findingSchema),
      checked: z.object({
        audit: z.number().int(),
        changes: z.number().int(),
        checkpoints: z.number().int(),
        receipts: z.number().int(),
        records: z.number().int(),
      }),
    }),
    access: 'audit.read',
    reads: [],
    disclosure: 'record',
  }),
  'audit.heads': query({
    summary:
      'How far the journals are, to be compared with what was printed or told before. No patient data.',
    input: z.object({}).strict(),
    output: z.object({
      audit: headSchema,
      changes: headSchema,
      checkpoint: z.object({ number: z.number().int(), day: plainDateSchema }).nullable(),
      waiting: z.number().int(),
      migrations: z.number().int(),
      now: instantSchema,
      zone: z.string(),
      demo: z.boolean(),
    }),
    access: 'anyone',
    reads: [],
    disclosure: 'none',
  }),
};
