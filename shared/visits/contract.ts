import { z } from 'zod';
import { command, query } from '../api/define.ts';
import { paymentSchema, tenderSchema } from '../cash/contract.ts';
import { coverageFieldsSchema, coverageSchema } from '../coverage/contract.ts';
import {
  type CoverageId,
  idSchema,
  type OperationId,
  type PatientId,
  type ProviderId,
  type RoomId,
  type TenderId,
  type VisitId,
} from '../kernel/ids.ts';
import { centsSchema, totalCentsSchema } from '../kernel/money.ts';
import { typedLine } from '../kernel/text.ts';
import { instantSchema, plainDateSchema } from '../kernel/time.ts';
import { alertSchema, patientSchema, patientSummarySchema, phoneSchema } from '../patients/contract.ts';
import { VISIT_STATUSES } from './state-machine.ts';

/** The things a person can be told apart by at the glass; two different ones are asked for. */
export const identifierSchema = z.enum(['name', 'birth-date', 'phone', 'address', 'photo-id', 'member-id']);
export type Identifier = z.output<typeof identifierSchema>;

/** What still has to happen before the clinician can see the patient. */
export const missingSchema = z.enum(['register', 'demographics', 'coverage', 'copay']);
export type Missing = z.output<typeof missingSchema>;

export const copayOutcomeSchema = z.enum(['taken', 'not-taken', 'none-due']);
export const noCopayReasonSchema = z.enum([
  'no-means-today',
  'will-be-billed',
  'disputed',
  'waived-by-practice',
  'left-before-payment',
]);
export type NoCopayReason = z.output<typeof noCopayReasonSchema>;

export const visitRowSchema = z.object({
  id: idSchema<VisitId>(),
  patient: patientSummarySchema.extend({ needsInterpreter: z.boolean(), language: z.string() }),
  status: z.enum(VISIT_STATUSES),
  statusSince: instantSchema,
  scheduledAt: instantSchema.nullable(),
  minutes: z.number().int(),
  arrivedAt: instantSchema.nullable(),
  walkIn: z.boolean(),
  reason: z.string(),
  providerId: idSchema<ProviderId>().nullable(),
  roomId: idSchema<RoomId>().nullable(),
  typeName: z.string(),
  alerts: z.array(alertSchema),
  /** How many visits of the day carry the same folded name, this one included. */
  namesakesToday: z.number().int(),
  missing: z.array(missingSchema),
  copayCents: centsSchema,
  /** Copay still open plus prior balance still open. */
  dueCents: totalCentsSchema,
  paidCents: totalCentsSchema,
});
export type VisitRow = z.output<typeof visitRowSchema>;

const visitId = z.object({ visitId: idSchema<VisitId>() }).strict();

export const visitsContract = {
  'visits.board': query({
    summary: 'Every visit of the practice’s day, in the order of the board.',
    input: z.object({}).strict(),
    output: z.object({ day: plainDateSchema, rows: z.array(visitRowSchema) }),
    access: 'visits.read',
    reads: ['visits', 'patients', 'coverage', 'cash', 'practice'],
    disclosure: 'list',
  }),
  'visits.panel': query({
    summary: 'One visit with all that check-in and check-out need.',
    input: visitId,
    output: z.object({
      visit: visitRowSchema,
      patient: patientSchema,
      coverages: z.array(coverageSchema),
      namesakes: z.array(patientSummarySchema.extend({ scheduledAt: instantSchema.nullable() })),
      priorBalanceCents: totalCentsSchema,
      identity: z
        .object({ identifiers: z.array(identifierSchema), at: instantSchema, by: z.string() })
        .nullable(),
      coverageChoice: z.enum(['keep', 'replace', 'self-pay']).nullable(),
      copayOutcome: copayOutcomeSchema.nullable(),
      noCopayReason: noCopayReasonSchema.nullable(),
      tenders: z.array(tenderSchema),
      /** The newest move that can still be taken back, until midnight of the practice's day. */
      undoable: z
        .object({
          operationId: idSchema<OperationId>(),
          method: z.string(),
          at: instantSchema,
          by: z.string(),
        })
        .nullable(),
    }),
    access: 'visits.read',
    reads: ['visits', 'patients', 'coverage', 'cash', 'practice'],
    disclosure: 'chart',
  }),
  'visits.move': command({
    summary: 'Move a visit along: confirmed, arrived, in a room, ready to leave, no-show, cancelled.',
    input: z.discriminatedUnion('move', [
      visitId.extend({ move: z.enum(['confirm', 'arrive', 'ready', 'no-show']) }),
      visitId.extend({ move: z.literal('room'), roomId: idSchema<RoomId>() }),
      visitId.extend({
        move: z.literal('cancel'),
        reason: typedLine(200).min(3, 'Say why, in a few words.'),
      }),
    ]),
    output: z.object({ status: z.enum(VISIT_STATUSES) }),
    access: 'visits.move',
    touches: ['visits', 'queue'],
  }),
  'visits.walkIn': command({
    summary:
      'Put somebody without an appointment on the board; a name, a birth date and a reason are enough.',
    input: z
      .object({
        who: z.discriminatedUnion('known', [
          z.object({ known: z.literal(true), patientId: idSchema<PatientId>() }).strict(),
          z
            .object({
              known: z.literal(false),
              family: typedLine(80).min(1, 'Write the family name.'),
              given: typedLine(80).min(1, 'Write the first name.'),
              birthDate: plainDateSchema,
              phone: phoneSchema,
            })
            .strict(),
        ]),
        reason: typedLine(200).min(1, 'Write why they came, in a few words.'),
        providerId: idSchema<ProviderId>().nullable(),
        /** Said on purpose: another visit beside the one that this patient already has today. */
        again: z.boolean().optional(),
      })
      .strict(),
    output: z.object({ visitId: idSchema<VisitId>(), patientId: idSchema<PatientId>() }),
    access: 'visits.check-in',
    touches: ['visits', 'patients', 'queue'],
  }),
  'visits.checkIn': command({
    summary: 'Check a patient in: identity, demographics, coverage and copay in one durable step.',
    input: z
      .object({
        visitId: idSchema<VisitId>(),
        identifiers: z
          .array(identifierSchema)
          .max(6)
          .refine((list) => new Set(list).size >= 2, 'Ask for two different identifiers.'),
        coverage: z.discriminatedUnion('choice', [
          z.object({ choice: z.literal('keep'), coverageId: idSchema<CoverageId>() }).strict(),
          z.object({ choice: z.literal('replace'), fields: coverageFieldsSchema }).strict(),
          z.object({ choice: z.literal('self-pay') }).strict(),
        ]),
        demographicsConfirmed: z.literal(true, 'Confirm name, address and phone with the patient.'),
        copay: z.discriminatedUnion('outcome', [
          z.object({ outcome: z.literal('taken'), payment: paymentSchema }).strict(),
          z.object({ outcome: z.literal('not-taken'), reason: noCopayReasonSchema }).strict(),
          z.object({ outcome: z.literal('none-due') }).strict(),
        ]),
      })
      .strict(),
    output: z.object({
      receipt: z.object({ tenderId: idSchema<TenderId>(), receiptNumber: z.string() }).nullable(),
    }),
    access: 'visits.check-in',
    touches: ['visits', 'patients', 'coverage', 'cash', 'queue'],
  }),
  'visits.checkOut': command({
    summary: 'Check a patient out, with a payment on the balance where one is taken.',
    input: z.object({ visitId: idSchema<VisitId>(), payment: paymentSchema.nullable() }).strict(),
    output: z.object({
      receipt: z.object({ tenderId: idSchema<TenderId>(), receiptNumber: z.string() }).nullable(),
    }),
    access: 'visits.check-in',
    touches: ['visits', 'cash', 'queue'],
  }),
  'visits.assignPatient': command({
    summary: 'Say that a walk-in taken down by name is a patient we already know.',
    input: z.object({ visitId: idSchema<VisitId>(), patientId: idSchema<PatientId>() }).strict(),
    output: z.object({}),
    access: 'visits.check-in',
    touches: ['visits', 'patients', 'queue'],
  }),
  'visits.undo': command({
    summary:
      'Take back the newest move of a visit by compensating entries; a posted payment is voided, never removed.',
    input: z.object({ visitId: idSchema<VisitId>(), operationId: idSchema<OperationId>() }).strict(),
    output: z.object({ status: z.enum(VISIT_STATUSES), voidedReceipts: z.array(z.string()) }),
    access: 'visits.check-in',
    touches: ['visits', 'patients', 'coverage', 'cash', 'queue'],
  }),
};
