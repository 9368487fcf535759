import { z } from 'zod';
import { command, query } from '../api/define.ts';
import { coverageSchema } from '../coverage/contract.ts';
import { idSchema, type OperationId, type PatientId, type VisitId } from '../kernel/ids.ts';
import { totalCentsSchema } from '../kernel/money.ts';
import { typedLine } from '../kernel/text.ts';
import { instantSchema, plainDateSchema } from '../kernel/time.ts';
import { duplicateSchema, patientFieldsSchema, patientMatchSchema, patientSchema } from './fields.ts';
import { chartRecords, recordsContract } from './records-contract.ts';

export * from './fields.ts';

export const patientsContract = {
  'patients.search': query({
    summary: 'Find patients as you type: names in any order, birth date, phone, MRN or member ID.',
    input: z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(50) }).strict(),
    output: z.object({ matches: z.array(patientMatchSchema) }),
    access: 'patients.read',
    reads: ['patients', 'coverage'],
    disclosure: 'list',
    asTyped: true,
  }),
  'patients.chart': query({
    summary: 'Everything the desk knows of one patient.',
    input: z.object({ patientId: idSchema<PatientId>() }).strict(),
    output: z.object({
      patient: patientSchema,
      coverages: z.array(coverageSchema),
      ...chartRecords,
      /** What is owed from before today's visits: a prior balance, and copays left open. */
      balanceCents: totalCentsSchema,
      /** What is left of what the patient paid ahead. */
      prepaidCents: totalCentsSchema,
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
          /** The kind of record changed: the patient, or what belongs to them. */
          record: z.enum(['patient', 'contact', 'alert', 'note', 'coverage']),
          /** The MRN of the record it happened to, where that was merged into this one; else empty. */
          mergedMrn: z.string(),
          field: z.string(),
          before: z.string(),
          after: z.string(),
          created: z.boolean(),
        }),
      ),
    }),
    access: 'patients.read',
    reads: ['patients', 'coverage'],
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
    asTyped: true,
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
    output: z.object({ version: z.number().int(), operationId: idSchema<OperationId>() }),
    access: 'patients.write',
    touches: ['patients', 'queue'],
  }),
  ...recordsContract,
};
