import { z } from 'zod';
import { idSchema, type PatientId, type PictureId } from '../kernel/ids.ts';
import { typedLine } from '../kernel/text.ts';
import { instantSchema, plainDateSchema } from '../kernel/time.ts';
import { isPhone, isPostalCode } from './contact-rules.ts';

export const sexSchema = z.enum(['female', 'male', 'other', 'unknown']);

export const phoneSchema = typedLine(40).refine(
  isPhone,
  'Write all digits, like (970) 555-0148, or leave it empty.',
);

export const PHONE_KINDS = ['', 'mobile', 'home', 'work'] as const;
export const TEXT_CONSENTS = ['unknown', 'yes', 'no'] as const;

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
    // Each of these may be left out: nobody has said yet.
    secondPhone: phoneSchema.optional(),
    phoneKind: z.enum(PHONE_KINDS).optional(),
    /** Whether text messages may be sent to the first number (TCPA: asked, not guessed). */
    textConsent: z.enum(TEXT_CONSENTS).optional(),
    deceasedOn: plainDateSchema.nullable().optional(),
  })
  .strict();
export type PatientFields = z.output<typeof patientFieldsSchema>;
export const patientFieldNames = patientFieldsSchema.keyof();
export type PatientFieldName = z.output<typeof patientFieldNames>;

export const patientSchema = patientFieldsSchema.extend({
  // What was written down before there was a rule is shown as it is.
  phone: z.string(),
  postalCode: z.string(),
  secondPhone: z.string(),
  phoneKind: z.enum(PHONE_KINDS),
  textConsent: z.enum(TEXT_CONSENTS),
  deceasedOn: plainDateSchema.nullable(),
  /** Opened only with a reason; lists then show no more than name, birth date and MRN. */
  restricted: z.boolean(),
  photoId: idSchema<PictureId>().nullable(),
  id: idSchema<PatientId>(),
  mrn: z.string(),
  /** True for a walk-in of whom only name and birth date are known. */
  provisional: z.boolean(),
  version: z.number().int(),
  demographicsConfirmedAt: instantSchema.nullable(),
  demographicsConfirmedBy: z.string().nullable(),
});
export type Patient = z.output<typeof patientSchema>;

export const ALERT_KINDS = ['allergy', 'safety', 'note'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];
export const alertSchema = z.object({ kind: z.enum(ALERT_KINDS), text: z.string() });
export type Alert = z.output<typeof alertSchema>;

export const RELATIONSHIPS = [
  'parent',
  'guardian',
  'spouse',
  'partner',
  'child',
  'sibling',
  'grandparent',
  'relative',
  'friend',
  'caregiver',
  'other',
] as const;
export type Relationship = (typeof RELATIONSHIPS)[number];

/** Which of a patient's data answered the search, so that the list can show it. */
export const matchedFieldSchema = z.enum([
  'name',
  'birthDate',
  'phone',
  'mrn',
  'memberId',
  'formerName',
  'nickname',
  'soundsLike',
]);
export type MatchedField = z.output<typeof matchedFieldSchema>;

/** Whom a visit is for: a patient known here, or somebody of whom just the name is taken down. */
export const someoneSchema = z.discriminatedUnion('known', [
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
]);

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
  restricted: true,
  deceasedOn: true,
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
