import { z } from 'zod';
import { command, query } from '../api/define.ts';
import {
  type AuthorizationId,
  type CoverageId,
  type EligibilityId,
  idSchema,
  type OperationId,
  type PatientId,
  type PictureId,
  type VisitId,
} from '../kernel/ids.ts';
import { centsSchema } from '../kernel/money.ts';
import { typedLine } from '../kernel/text.ts';
import { instantSchema, plainDateSchema } from '../kernel/time.ts';

export const COVERAGE_KINDS = ['medical', 'auto', 'work-injury', 'other'] as const;
export type CoverageKind = (typeof COVERAGE_KINDS)[number];
export const RELATIONS_TO_SUBSCRIBER = ['self', 'spouse', 'child', 'other'] as const;
export type RelationToSubscriber = (typeof RELATIONS_TO_SUBSCRIBER)[number];

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
    kind: z.enum(COVERAGE_KINDS),
    /** Empty when the patient is the subscriber. */
    subscriberName: typedLine(120),
    subscriberBirthDate: plainDateSchema.nullable(),
    relation: z.enum(RELATIONS_TO_SUBSCRIBER),
    /** The first and the last day on which it holds; null where nobody knows. */
    startsOn: plainDateSchema.nullable(),
    endsOn: plainDateSchema.nullable(),
    frontPictureId: idSchema<PictureId>().nullable(),
    backPictureId: idSchema<PictureId>().nullable(),
    /** The plan pays only with a referral or an authorization. */
    needsAuthorization: z.boolean(),
  })
  .strict();
export type CoverageFields = z.output<typeof coverageFieldsSchema>;

/** A card as it is added: what stands on every card, and the rest where it is known. */
export const newCoverageSchema = coverageFieldsSchema.extend({
  kind: coverageFieldsSchema.shape.kind.default('medical'),
  subscriberName: coverageFieldsSchema.shape.subscriberName.default(''),
  subscriberBirthDate: coverageFieldsSchema.shape.subscriberBirthDate.default(null),
  relation: coverageFieldsSchema.shape.relation.default('self'),
  startsOn: coverageFieldsSchema.shape.startsOn.default(null),
  endsOn: coverageFieldsSchema.shape.endsOn.default(null),
  frontPictureId: coverageFieldsSchema.shape.frontPictureId.default(null),
  backPictureId: coverageFieldsSchema.shape.backPictureId.default(null),
  needsAuthorization: coverageFieldsSchema.shape.needsAuthorization.default(false),
});
export type NewCoverage = z.output<typeof newCoverageSchema>;

export const coverageSchema = coverageFieldsSchema.extend({
  id: idSchema<CoverageId>(),
  priority: z.number().int(),
  status: z.enum(['active', 'ended', 'entered-in-error']),
  confirmedAt: instantSchema.nullable(),
  version: z.number().int(),
});
export type Coverage = z.output<typeof coverageSchema>;

export const ELIGIBILITY_RESULTS = ['active', 'inactive', 'unknown', 'not-checked'] as const;
export type EligibilityResult = (typeof ELIGIBILITY_RESULTS)[number];
export const ELIGIBILITY_WAYS = ['portal', 'phone', 'card', 'offline'] as const;
export type EligibilityWay = (typeof ELIGIBILITY_WAYS)[number];

/** What the insurer said when it was asked, or that nobody could be asked. */
export const eligibilityAnswerSchema = z
  .object({
    result: z.enum(ELIGIBILITY_RESULTS),
    how: z.enum(ELIGIBILITY_WAYS),
    /** The copay as the insurer told it; null when it told none. */
    copayCents: centsSchema
      .refine((amount) => amount >= 0, 'A copay cannot be less than nothing.')
      .nullable(),
    note: typedLine(200),
    /** Why the patient is seen all the same after a no. */
    overrideReason: typedLine(200),
  })
  .strict();
export type EligibilityAnswer = z.output<typeof eligibilityAnswerSchema>;

export const eligibilityCheckSchema = eligibilityAnswerSchema.extend({
  id: idSchema<EligibilityId>(),
  visitId: idSchema<VisitId>(),
  coverageId: idSchema<CoverageId>().nullable(),
  checkedAt: instantSchema,
  checkedBy: z.string(),
});
export type EligibilityCheck = z.output<typeof eligibilityCheckSchema>;

export const AUTHORIZATION_KINDS = ['referral', 'authorization'] as const;

/** A referral or a prior authorization, as it stands on the letter. */
export const authorizationFieldsSchema = z
  .object({
    kind: z.enum(AUTHORIZATION_KINDS),
    number: typedLine(40).min(1, 'Write the number as on the letter.'),
    /** Who gave it: the insurer, or the referring practice. */
    issuedBy: typedLine(80),
    /** Visits that were approved; null when it tells no number. */
    unitsApproved: z.number().int().min(1).max(999).nullable(),
    /** Visits used before this desk counted, or elsewhere. */
    unitsUsedBefore: z.number().int().min(0).max(999),
    startsOn: plainDateSchema.nullable(),
    expiresOn: plainDateSchema.nullable(),
    coverageId: idSchema<CoverageId>().nullable(),
    note: typedLine(200),
  })
  .strict();
export type AuthorizationFields = z.output<typeof authorizationFieldsSchema>;

export const authorizationSchema = authorizationFieldsSchema.extend({
  id: idSchema<AuthorizationId>(),
  /** Used before and by the visits of this desk, each one unit. */
  unitsUsed: z.number().int(),
  version: z.number().int(),
});
export type Authorization = z.output<typeof authorizationSchema>;

const patient = { patientId: idSchema<PatientId>() } as const;
const oneCoverage = {
  coverageId: idSchema<CoverageId>(),
  /** The version that was on the screen. */
  version: z.number().int().min(1),
} as const;
const changed = z.object({ version: z.number().int() });

export const coverageContract = {
  'coverage.ofPatient': query({
    summary: 'All coverage of a patient, what the insurers said, and the referrals and authorizations.',
    input: z.object(patient).strict(),
    output: z.object({
      coverages: z.array(coverageSchema),
      eligibility: z.array(eligibilityCheckSchema),
      authorizations: z.array(authorizationSchema),
    }),
    access: 'patients.read',
    reads: ['coverage', 'visits', 'patients'],
    disclosure: 'chart',
  }),
  'coverage.add': command({
    summary: 'Add a coverage after those in force; three ordinary ones at most.',
    input: z.object({ ...patient, fields: newCoverageSchema }).strict(),
    output: z.object({ coverageId: idSchema<CoverageId>() }),
    access: 'patients.write',
    touches: ['coverage', 'patients', 'queue'],
  }),
  'coverage.edit': command({
    summary: 'Correct a coverage; refused when somebody changed it meanwhile.',
    input: z.object({ ...oneCoverage, changes: coverageFieldsSchema.partial() }).strict(),
    output: changed,
    access: 'patients.write',
    touches: ['coverage', 'patients', 'queue'],
  }),
  'coverage.end': command({
    summary: 'Say on which day a coverage ended; after that day it is not in force.',
    input: z.object({ ...oneCoverage, endsOn: plainDateSchema }).strict(),
    output: changed,
    access: 'patients.write',
    touches: ['coverage', 'patients', 'queue'],
  }),
  'coverage.reorder': command({
    summary: 'Say which coverage is billed first, second and third.',
    input: z.object({ ...patient, order: z.array(idSchema<CoverageId>()).min(1).max(9) }).strict(),
    output: z.object({}),
    access: 'patients.write',
    touches: ['coverage', 'patients', 'queue'],
  }),
  'coverage.enteredInError': command({
    summary: 'Say that a coverage was never this patient’s; it leaves every list and stays in the history.',
    input: z.object(oneCoverage).strict(),
    output: changed,
    access: 'patients.write',
    touches: ['coverage', 'patients', 'queue'],
  }),
  'coverage.undo': command({
    summary: 'Take back one change of today to a coverage or an authorization.',
    input: z.object({ operationId: idSchema<OperationId>() }).strict(),
    output: z.object({}),
    access: 'patients.write',
    touches: ['coverage', 'patients', 'queue'],
  }),
  'coverage.recordEligibility': command({
    summary: 'Write down what the insurer said of a visit; an earlier answer stays beside it.',
    input: z
      .object({
        visitId: idSchema<VisitId>(),
        coverageId: idSchema<CoverageId>().nullable(),
        answer: eligibilityAnswerSchema,
      })
      .strict(),
    output: z.object({ eligibilityId: idSchema<EligibilityId>() }),
    access: 'visits.check-in',
    touches: ['coverage', 'queue'],
  }),
  'coverage.addAuthorization': command({
    summary: 'Write down a referral or a prior authorization.',
    input: z.object({ ...patient, fields: authorizationFieldsSchema }).strict(),
    output: z.object({ authorizationId: idSchema<AuthorizationId>() }),
    access: 'patients.write',
    touches: ['coverage', 'queue'],
  }),
  'coverage.editAuthorization': command({
    summary: 'Correct a referral or an authorization; refused when somebody changed it meanwhile.',
    input: z
      .object({
        authorizationId: idSchema<AuthorizationId>(),
        version: z.number().int().min(1),
        changes: authorizationFieldsSchema.partial(),
      })
      .strict(),
    output: changed,
    access: 'patients.write',
    touches: ['coverage', 'queue'],
  }),
  'coverage.removeAuthorization': command({
    summary: 'Say that a referral or an authorization was written down in error.',
    input: z
      .object({ authorizationId: idSchema<AuthorizationId>(), version: z.number().int().min(1) })
      .strict(),
    output: z.object({}),
    access: 'patients.write',
    touches: ['coverage', 'queue'],
  }),
};
