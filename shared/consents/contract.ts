import { z } from 'zod';
import { command, query } from '../api/define.ts';
import {
  type ConsentTextId,
  idSchema,
  type OperationId,
  type PatientId,
  type SignatureId,
  type VisitId,
} from '../kernel/ids.ts';
import { typedLine } from '../kernel/text.ts';
import { instantSchema, plainDateSchema } from '../kernel/time.ts';
import { base64Schema } from '../pictures/contract.ts';
import {
  CONSENT_KINDS,
  CONSENT_LANGUAGES,
  CONSENT_RENEWALS,
  CONSENT_STATES,
  MOST_SIGNATURE_BYTES,
  MOST_SIGNATURE_NUMBERS,
  MOST_STROKE_NUMBERS,
  SIGNER_RELATIONS,
  SIGNING_METHODS,
} from './rules.ts';

export const consentKindSchema = z.enum(CONSENT_KINDS);
export const consentRenewalSchema = z.enum(CONSENT_RENEWALS);
export const consentLanguageSchema = z.enum(CONSENT_LANGUAGES);
export const signerRelationSchema = z.enum(SIGNER_RELATIONS);
export const signingMethodSchema = z.enum(SIGNING_METHODS);
const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, 'This is not the hash of a text.');
/** A series is a chain of versions; its id is of the same form as every other. */
const seriesIdSchema = idSchema<string>();

/** Plain text: an empty line parts paragraphs, a line that begins with `# ` is a heading. */
const bodySchema = z
  .string()
  .max(20_000, { abort: true })
  .trim()
  .min(1, 'Write what the patient is asked to sign.')
  .overwrite((text) => text.toWellFormed().replaceAll(/\r\n?/g, '\n'));

const wordingFieldsSchema = z
  .object({ title: typedLine(120).min(1, 'Write a title.'), body: bodySchema })
  .strict();
export type WordingFields = z.output<typeof wordingFieldsSchema>;

const wordingSchema = z.object({
  textId: idSchema<ConsentTextId>(),
  language: consentLanguageSchema,
  title: z.string(),
  body: z.string(),
  sha256: hashSchema,
});

/** One version of a text with its wordings, Spanish and English. */
export const consentVersionSchema = z.object({
  seriesId: seriesIdSchema,
  kind: consentKindSchema,
  version: z.number().int(),
  renewal: consentRenewalSchema,
  required: z.boolean(),
  publishedAt: instantSchema,
  publishedBy: z.string(),
  retiredAt: instantSchema.nullable(),
  /** True: the words are those that ship with the desk, which the practice's counsel has to read. For staff only. */
  isSample: z.boolean(),
  wordings: z.array(wordingSchema),
});
export type ConsentVersion = z.output<typeof consentVersionSchema>;

export const signatureSchema = z.object({
  id: idSchema<SignatureId>(),
  seriesId: seriesIdSchema,
  title: z.string(),
  version: z.number().int(),
  language: consentLanguageSchema,
  outcome: z.enum(['signed', 'refused']),
  status: z.enum(['valid', 'revoked']),
  signerName: z.string(),
  relation: signerRelationSchema,
  method: signingMethodSchema.nullable(),
  refusalReason: z.string().nullable(),
  day: plainDateSchema,
  signedAt: instantSchema,
  visitId: idSchema<VisitId>().nullable(),
  witness: z.string(),
  revokedAt: instantSchema.nullable(),
  revokedBy: z.string().nullable(),
  revokeReason: z.string().nullable(),
});
export type ConsentSignature = z.output<typeof signatureSchema>;

export const consentStandingSchema = z.object({
  seriesId: seriesIdSchema,
  kind: consentKindSchema,
  version: z.number().int(),
  renewal: consentRenewalSchema,
  required: z.boolean(),
  titles: z.record(consentLanguageSchema, z.string()),
  state: z.enum(CONSENT_STATES),
  isDue: z.boolean(),
  validUntil: plainDateSchema.nullable(),
  /** The newest answer. */
  signatureId: idSchema<SignatureId>().nullable(),
  signedOn: plainDateSchema.nullable(),
});
export type ConsentStanding = z.output<typeof consentStandingSchema>;

const answered = z.object({ signatureId: idSchema<SignatureId>() });
const whoAndWhat = {
  patientId: idSchema<PatientId>(),
  /** Null when it is signed outside of a visit. */
  visitId: idSchema<VisitId>().nullable(),
  textId: idSchema<ConsentTextId>(),
  /** Of the words that were on the screen; refused when the engine has other words under this id. */
  textHash: hashSchema,
  signerName: typedLine(120).min(1, 'Write who signs.'),
  relation: signerRelationSchema,
} as const;
const reason = typedLine(240).min(3, 'Write the reason in a few words.');

export const consentsContract = {
  'consents.texts': query({
    summary: 'Every version of every text, in force or not, newest first.',
    input: z.object({}).strict(),
    output: z.object({ versions: z.array(consentVersionSchema) }),
    access: 'patients.read',
    reads: ['consents'],
    disclosure: 'none',
  }),
  'consents.publish': command({
    summary: 'Put a text in force, in both languages. What was signed before keeps its own words.',
    input: z
      .object({
        /** Null for a new text. */
        seriesId: seriesIdSchema.nullable(),
        kind: consentKindSchema,
        renewal: consentRenewalSchema,
        required: z.boolean(),
        en: wordingFieldsSchema,
        es: wordingFieldsSchema,
      })
      .strict(),
    output: z.object({ seriesId: seriesIdSchema, version: z.number().int() }),
    access: 'practice.configure',
    touches: ['consents', 'queue'],
  }),
  'consents.publishDefaults': command({
    summary: 'Put the sample texts that ship with the desk in force, where the practice has none yet.',
    input: z.object({}).strict(),
    output: z.object({ published: z.number().int() }),
    access: 'practice.configure',
    touches: ['consents', 'queue'],
  }),
  'consents.retire': command({
    summary: 'Ask a text of nobody any more.',
    input: z.object({ seriesId: seriesIdSchema }).strict(),
    output: z.object({}),
    access: 'practice.configure',
    touches: ['consents', 'queue'],
  }),
  'consents.undoText': command({
    summary: 'Take back publishing or retiring a text.',
    input: z.object({ operationId: idSchema<OperationId>() }).strict(),
    output: z.object({}),
    access: 'practice.configure',
    touches: ['consents', 'queue'],
  }),
  'consents.ofPatient': query({
    summary: 'Where a patient stands with every text, what is due now, and everything signed so far.',
    input: z.object({ patientId: idSchema<PatientId>(), visitId: idSchema<VisitId>().nullable() }).strict(),
    output: z.object({
      patientName: z.string(),
      /** The language to begin in. */
      language: consentLanguageSchema,
      isMinor: z.boolean(),
      relations: z.array(signerRelationSchema),
      /** Who is known to sign for the patient, the likeliest first. */
      signers: z.array(z.object({ name: z.string(), relation: signerRelationSchema })),
      standings: z.array(consentStandingSchema),
      signatures: z.array(signatureSchema),
    }),
    access: 'patients.read',
    reads: ['consents', 'patients'],
    disclosure: 'chart',
  }),
  'consents.wording': query({
    summary: 'The words of a text in force, in every language it has.',
    input: z.object({ seriesId: seriesIdSchema }).strict(),
    output: consentVersionSchema,
    access: 'patients.read',
    reads: ['consents'],
    disclosure: 'none',
  }),
  'consents.sign': command({
    summary: 'Keep a signature under one exact text.',
    input: z
      .object({
        ...whoAndWhat,
        method: signingMethodSchema,
        /** Each stroke a row of numbers, four to a point; none for a signature on paper. */
        strokes: z
          .array(z.array(z.number().int().min(-100_000).max(10_000_000)).max(MOST_STROKE_NUMBERS))
          .max(400)
          .refine(
            (strokes) => strokes.flat().length <= MOST_SIGNATURE_NUMBERS,
            'Clear it and sign once more.',
          ),
        /** PNG in base64; empty for a signature on paper. */
        image: base64Schema(MOST_SIGNATURE_BYTES),
      })
      .strict(),
    output: answered,
    access: 'patients.write',
    touches: ['consents', 'pictures', 'queue'],
  }),
  'consents.refuse': command({
    summary:
      'Write down that somebody was asked to sign and did not, and why: the documented good-faith effort.',
    input: z.object({ ...whoAndWhat, reason }).strict(),
    output: answered,
    access: 'patients.write',
    touches: ['consents', 'queue'],
  }),
  'consents.revoke': command({
    summary: 'Write down that a consent was withdrawn. The signature stays as it was.',
    input: z.object({ signatureId: idSchema<SignatureId>(), reason }).strict(),
    output: z.object({}),
    access: 'patients.write',
    touches: ['consents', 'queue'],
  }),
  'consents.undo': command({
    summary: 'Take back signing, refusing or revoking of today.',
    input: z.object({ operationId: idSchema<OperationId>() }).strict(),
    output: z.object({}),
    access: 'patients.write',
    touches: ['consents', 'queue'],
  }),
  'consents.document': query({
    summary: 'A signed text with its signature, to be looked at or printed.',
    input: z.object({ signatureId: idSchema<SignatureId>() }).strict(),
    output: z.object({
      practiceName: z.string(),
      patientName: z.string(),
      birthDate: plainDateSchema,
      mrn: z.string(),
      signature: signatureSchema,
      body: z.string(),
      /** Of the words; the engine has just made it anew and found it the same. */
      sha256: hashSchema,
      /** PNG in base64, or null where nothing was drawn. */
      image: z.string().nullable(),
    }),
    access: 'patients.read',
    reads: ['consents', 'patients', 'practice'],
    disclosure: 'chart',
  }),
} as const;
