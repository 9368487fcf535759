import { z } from 'zod';
import { command, query } from '../api/define.ts';
import { paymentSchema, tenderSchema } from '../cash/contract.ts';
import {
  authorizationSchema,
  coverageSchema,
  eligibilityAnswerSchema,
  eligibilityCheckSchema,
  newCoverageSchema,
} from '../coverage/contract.ts';
import {
  type AuthorizationId,
  type CoverageId,
  idSchema,
  type OperationId,
  type PatientId,
  type ProviderId,
  type RoomId,
  type StaffId,
  type TenderId,
  type VisitId,
} from '../kernel/ids.ts';
import { centsSchema, totalCentsSchema } from '../kernel/money.ts';
import { typedLine } from '../kernel/text.ts';
import { instantSchema, plainDateSchema } from '../kernel/time.ts';
import { alertSchema, patientSchema, patientSummarySchema, someoneSchema } from '../patients/contract.ts';
import { relatedPersonSchema } from '../patients/relations.ts';
import { VISIT_STATUSES } from './state-machine.ts';

/** The things a person can be told apart by at the glass; two different ones are asked for. */
export const identifierSchema = z.enum(['name', 'birth-date', 'phone', 'address', 'photo-id', 'member-id']);
export type Identifier = z.output<typeof identifierSchema>;

/** What still has to happen before the clinician can see the patient. */
export const missingSchema = z.enum([
  'register',
  'demographics',
  'coverage',
  'authorization',
  'forms',
  'copay',
]);
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

export const coverageChoiceSchema = z.enum(['keep', 'replace', 'add', 'case', 'self-pay']);
export type CoverageChoice = z.output<typeof coverageChoiceSchema>;

/** Whether an accident brought the patient here; the claim asks for it (CMS-1500, item 10). */
export const accidentSchema = z.enum(['none', 'auto', 'work', 'other']);
export type Accident = z.output<typeof accidentSchema>;

/** Who is with a child; `alone` says that nobody is. */
export const companionSchema = z
  .object({
    name: typedLine(120),
    relation: z.enum([
      'parent',
      'guardian',
      'grandparent',
      'sibling',
      'relative',
      'caregiver',
      'other',
      'alone',
    ]),
  })
  .strict()
  .refine(({ name, relation }) => relation === 'alone' || name !== '', 'Write who is with the child.');
export type Companion = z.output<typeof companionSchema>;

/** What the desk corrects about the visit itself while it checks somebody in; what is left out stays. */
export const visitDetailsSchema = z
  .object({
    providerId: idSchema<ProviderId>().nullable().optional(),
    supervisingProviderId: idSchema<ProviderId>().nullable().optional(),
    roomId: idSchema<RoomId>().nullable().optional(),
    reason: typedLine(200).optional(),
    accident: accidentSchema.optional(),
    accidentDate: plainDateSchema.nullable().optional(),
    /** Two letters, as the claim of an auto accident needs it. */
    accidentState: typedLine(2).optional(),
  })
  .strict();

const receiptSchema = z.object({ tenderId: idSchema<TenderId>(), receiptNumber: z.string() });

/** More entries than this for one check-in are a slip of the finger. */
const MOST_PAYMENTS = 6;

export const visitRowSchema = z.object({
  id: idSchema<VisitId>(),
  patient: patientSummarySchema.extend({ needsInterpreter: z.boolean(), language: z.string() }),
  status: z.enum(VISIT_STATUSES),
  statusSince: instantSchema,
  scheduledAt: instantSchema.nullable(),
  /** By how much they said they will be late. */
  lateMinutes: z.number().int().nullable(),
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
    reads: ['visits', 'patients', 'coverage', 'cash', 'consents', 'practice'],
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
      coverageChoice: coverageChoiceSchema.nullable(),
      /** The coverage of this visit as chosen; null until check-in and for self-pay. */
      coverageId: idSchema<CoverageId>().nullable(),
      companion: z.object({ name: z.string(), relation: companionSchema.shape.relation }).nullable(),
      /** Who is known to come with a child, the likeliest first. */
      companions: z.array(z.object({ name: z.string(), relation: companionSchema.shape.relation })),
      isChild: z.boolean(),
      /** Who belongs to the patient: who pays, who decides, who is called in an emergency. */
      related: z.array(relatedPersonSchema),
      details: z.object({
        supervisingProviderId: idSchema<ProviderId>().nullable(),
        accident: accidentSchema,
        accidentDate: plainDateSchema.nullable(),
        accidentState: z.string(),
      }),
      eligibility: z.array(eligibilityCheckSchema),
      authorizations: z.array(authorizationSchema),
      authorizationId: idSchema<AuthorizationId>().nullable(),
      formsLaterReason: z.string().nullable(),
      /** What the patient paid ahead, voids taken off. */
      prepaidCents: totalCentsSchema,
      copayOutcome: copayOutcomeSchema.nullable(),
      noCopayReason: noCopayReasonSchema.nullable(),
      tenders: z.array(tenderSchema),
      /** The newest move that can still be taken back, until midnight of the practice's day. */
      undoable: z
        .object({
          operationId: idSchema<OperationId>(),
          method: z.string(),
          at: instantSchema,
          staffId: idSchema<StaffId>(),
          by: z.string(),
        })
        .nullable(),
    }),
    access: 'visits.read',
    reads: ['visits', 'patients', 'coverage', 'cash', 'consents', 'practice'],
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
        /** Said on purpose: every payment of the visit that stands is voided with it, all or none. */
        giveBack: z.boolean().optional(),
      }),
    ]),
    output: z.object({ status: z.enum(VISIT_STATUSES) }),
    access: 'visits.move',
    touches: ['visits', 'cash', 'queue'],
  }),
  'visits.walkIn': command({
    summary:
      'Put somebody without an appointment on the board; a name, a birth date and a reason are enough.',
    input: z
      .object({
        who: someoneSchema,
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
    summary:
      'Check a patient in: identity, visit, demographics, coverage, forms and money in one durable step.',
    input: z
      .object({
        visitId: idSchema<VisitId>(),
        identifiers: z
          .array(identifierSchema)
          .max(6)
          .refine((list) => new Set(list).size >= 2, 'Ask for two different identifiers.'),
        companion: companionSchema.optional(),
        visit: visitDetailsSchema.optional(),
        coverage: z.discriminatedUnion('choice', [
          z.object({ choice: z.literal('keep'), coverageId: idSchema<CoverageId>() }).strict(),
          z.object({ choice: z.literal('replace'), fields: newCoverageSchema }).strict(),
          /** The one in force is kept, and this one is billed after it. */
          z
            .object({
              choice: z.literal('add'),
              coverageId: idSchema<CoverageId>(),
              fields: newCoverageSchema,
            })
            .strict(),
          /** A policy that pays for the accident alone; ordinary coverage stays as it is. */
          z.object({ choice: z.literal('case'), fields: newCoverageSchema }).strict(),
          z.object({ choice: z.literal('self-pay') }).strict(),
        ]),
        /** What the insurer said just now; left out when nobody asked. */
        eligibility: eligibilityAnswerSchema.optional(),
        /** The referral or authorization of which this visit uses a unit. */
        authorizationId: idSchema<AuthorizationId>().nullable().optional(),
        /** Said on purpose: required forms are signed later, and why. */
        formsLater: typedLine(200).min(3, 'Say why, in a few words.').optional(),
        demographicsConfirmed: z.literal(true, 'Confirm name, address and phone with the patient.'),
        copay: z.discriminatedUnion('outcome', [
          z.object({ outcome: z.literal('taken'), payment: paymentSchema }).strict(),
          z.object({ outcome: z.literal('not-taken'), reason: noCopayReasonSchema }).strict(),
          z.object({ outcome: z.literal('none-due') }).strict(),
        ]),
        /** Beside it: the copay in a second tender, the prior balance, money paid ahead. */
        morePayments: z.array(paymentSchema).max(MOST_PAYMENTS).optional(),
      })
      .strict(),
    output: z.object({
      /** The first of the receipts. */
      receipt: receiptSchema.nullable(),
      receipts: z.array(receiptSchema),
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
    input: z
      .object({
        visitId: idSchema<VisitId>(),
        patientId: idSchema<PatientId>(),
        /** Said on purpose: this is another visit beside the one that the patient already has today. */
        again: z.boolean().optional(),
      })
      .strict(),
    output: z.object({}),
    access: 'visits.check-in',
    touches: ['visits', 'patients', 'queue'],
  }),
  'visits.undo': command({
    summary:
      'Take back the newest move of a visit by compensating entries; a posted payment is voided, never removed.',
    input: z.object({ visitId: idSchema<VisitId>(), operationId: idSchema<OperationId>() }).strict(),
    output: z.object({
      status: z.enum(VISIT_STATUSES),
      voidedReceipts: z.array(z.string()),
      /** Of a cancellation: what was paid for the visit today and given back with it, and is not taken again by this. */
      staysVoidCents: totalCentsSchema,
    }),
    access: 'visits.check-in',
    touches: ['visits', 'patients', 'coverage', 'cash', 'worklists', 'queue'],
  }),
};
