import { z } from 'zod';
import { command, query } from '../api/define.ts';
import { coverageSchema } from '../coverage/contract.ts';
import { idSchema, type PatientId, type VisitId } from '../kernel/ids.ts';
import { totalCentsSchema } from '../kernel/money.ts';
import { typedLine } from '../kernel/text.ts';
import { instantSchema, plainDateSchema } from '../kernel/time.ts';
import { isPhone, isPostalCode } from './contact-rules.ts';

export const sexSchema = z.enum(['female', 'male', 'other', 'unknown']);

export const phoneSchema = typedLine(40).refine(
  isPhone,
  'Write all digits, like (970) 555-0148, or leave it empty.',
);

/** What the desk writes down about a person. Every text may be empty but the names. */
export const patientFieldsSchema = z
  .object({
    family: typedLine(80).min(1, 'Write the family name.'),
    given: typedLine(80).min(1, 'Write the first name.'),
    middle: typedLine(80),
    suffix: typedLine(20),
    preferredName: typedLine(80),
    birthDate: plainDateSchema,
    sex: sexSchema,
    phone: phoneSchema,
    email: typedLine(120).refine(
      (text) => text === '' || /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text),
      'Write the e-mail as name@place.com or leave it empty.',
    ),
    addressLine: typedLine(120),
    city: typedLine(80),
    state: typedLine(40),
    postalCode: typedLine(20).refine(isPostalCode, 'Write 5 digits, or 9, like 80537.'),
    /** BCP 47 language tag. */
    language: typedLine(20),
    needsInterpreter: z.boolean(),
  })
  .strict();
export type PatientFields = z.output<typeof patientFieldsSchema>;
export const patientFieldNames = patientFieldsSchema.keyof();
export type PatientFieldName = z.output<typeof patientFieldNames>;

export const patientSchema = patientFieldsSchema.extend({
  // What was written down before there was a rule is shown as it is.
  phone: z.string(),
  postalCode: z.string(),
  id: idSchema<PatientId>(),
  mrn: z.string(),
  /** True for a walk-in of whom only name and birth date are known. */
  provisional: z.boolean(),
  version: z.number().int(),
  demographicsConfirmedAt: instantSchema.nullable(),
  demographicsConfirmedBy: z.string().nullable(),
});
export type Patient = z.output<typeof patientSchema>;

export const alertSchema = z.object({ kind: z.enum(['allergy', 'safety', 'note']), text: z.string() });
export type Alert = z.output<typeof alertSchema>;

/** Which of a patient's data answered the search, so that the list can show it. */
export const matchedFieldSchema = z.enum(['name', 'birthDate', 'phone', 'mrn', 'memberId']);
export type MatchedField = z.output<typeof matchedFieldSchema>;

export const patientSummarySchema = patientSchema.pick({
  id: true,
  mrn: true,
  family: true,
  given: true,
  middle: true,
  suffix: true,
  preferredName: true,
  birthDate: true,
  sex: true,
  phone: true,
  provisional: true,
});
export type PatientSummary = z.output<typeof patientSummarySchema>;

export const patientMatchSchema = patientSummarySchema.extend({
  matched: z.array(matchedFieldSchema),
  /** The member ID that matched, when it was the member ID. */
  memberId: z.string().nullable(),
});
export type PatientMatch = z.output<typeof patientMatchSchema>;

export const duplicateSchema = patientSummarySchema.extend({
  /** 0 to 100, how likely it is the same person. */
  score: z.number().int().min(0).max(100),
  reasons: z.array(
    z.enum([
      'same-name',
      'similar-name',
      'same-birth-date',
      'close-birth-date',
      'same-phone',
      'same-address',
    ]),
  ),
});
export type Duplicate = z.output<typeof duplicateSchema>;

export const patientsContract = {
  'patients.search': query({
    summary: 'Find patients as you type: names in any order, birth date, phone, MRN or member ID.',
    input: z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(50) }).strict(),
    output: z.object({ matches: z.array(patientMatchSchema) }),
    access: 'patients.read',
    reads: ['patients', 'coverage'],
    disclosure: 'list',
  }),
  'patients.chart': query({
    summary: 'Everything the desk knows of one patient.',
    input: z.object({ patientId: idSchema<PatientId>() }).strict(),
    output: z.object({
      patient: patientSchema,
      alerts: z.array(alertSchema),
      coverages: z.array(coverageSchema),
      household: z.array(patientSummarySchema),
      balanceCents: totalCentsSchema,
      visits: z.array(
        z.object({
          id: idSchema<VisitId>(),
          day: plainDateSchema,
          scheduledAt: instantSchema.nullable(),
          providerName: z.string(),
          typeName: z.string(),
          status: z.string(),
        }),
      ),
    }),
    access: 'patients.read',
    reads: ['patients', 'coverage', 'visits', 'cash'],
    disclosure: 'chart',
  }),
  'patients.history': query({
    summary: 'Who changed which field of a patient, when, from what to what; newest first.',
    input: z.object({ patientId: idSchema<PatientId>() }).strict(),
    output: z.object({
      changes: z.array(
        z.object({
          at: instantSchema,
          staffName: z.string(),
          field: z.string(),
          before: z.string(),
          after: z.string(),
          created: z.boolean(),
        }),
      ),
    }),
    access: 'patients.read',
    reads: ['patients'],
    disclosure: 'chart',
  }),
  'patients.likelyDuplicates': query({
    summary: 'People already here who may be the person being registered, most likely first.',
    input: z
      .object({
        family: typedLine(80),
        given: typedLine(80),
        birthDate: plainDateSchema.nullable(),
        phone: typedLine(40),
        addressLine: typedLine(120),
        postalCode: typedLine(20),
        excluding: idSchema<PatientId>().nullable(),
      })
      .strict(),
    output: z.object({ duplicates: z.array(duplicateSchema) }),
    access: 'patients.read',
    reads: ['patients'],
    disclosure: 'list',
  }),
  'patients.register': command({
    summary: 'Register a new patient; answers the MRN.',
    input: z.object({ fields: patientFieldsSchema }).strict(),
    output: z.object({ patientId: idSchema<PatientId>(), mrn: z.string() }),
    access: 'patients.write',
    touches: ['patients', 'queue'],
  }),
  'patients.edit': command({
    summary: 'Change fields of a patient; refused when somebody changed the same patient meanwhile.',
    input: z
      .object({
        patientId: idSchema<PatientId>(),
        version: z.number().int().min(1),
        changes: patientFieldsSchema.partial(),
      })
      .strict(),
    output: z.object({ version: z.number().int() }),
    access: 'patients.write',
    touches: ['patients', 'queue'],
  }),
};
