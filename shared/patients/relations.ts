import { z } from 'zod';
import { idSchema, type PatientId, type RelatedPersonId } from '../kernel/ids.ts';
import { typedLine } from '../kernel/text.ts';
import { daysBetween, type PlainDate } from '../kernel/time.ts';
import { phoneSchema, RELATIONSHIPS, type Relationship } from './fields.ts';
import { CARD_NUMBER_PROBLEM, holdsCardNumber } from './free-text.ts';

/** What the desk writes down about somebody who belongs to a patient. */
export const relatedFieldsSchema = z
  .object({
    /** Their own record when they are a patient here; their name and numbers are then read from it. */
    relatedPatientId: idSchema<PatientId>().nullable(),
    name: typedLine(160).min(1, 'Write the name.'),
    relationship: z.enum(RELATIONSHIPS),
    phone: phoneSchema,
    email: typedLine(120).refine(
      (text) => text === '' || /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text),
      'Write the e-mail as name@place.com or leave it empty.',
    ),
    address: typedLine(240).refine((text) => !holdsCardNumber(text), CARD_NUMBER_PROBLEM),
    /** BCP 47 language tag. */
    language: typedLine(20),
    needsInterpreter: z.boolean(),
    isGuarantor: z.boolean(),
    isProxy: z.boolean(),
    isEmergency: z.boolean(),
  })
  .strict();
export type RelatedFields = z.output<typeof relatedFieldsSchema>;

export const relatedPersonSchema = relatedFieldsSchema.extend({
  // Shown as it was written down, whenever that was.
  phone: z.string(),
  email: z.string(),
  address: z.string(),
  id: idSchema<RelatedPersonId>(),
});
export type RelatedPerson = z.output<typeof relatedPersonSchema>;

/** Who pays what the patient owes: the patient, or one of the related people. */
export type Guarantor =
  | { readonly kind: 'self' }
  | { readonly kind: 'related'; readonly id: RelatedPersonId };

const ADULT_YEARS = 18;
/** Who usually answers for a child where nobody was named, first the most usual. */
const ANSWER_FOR_A_CHILD: readonly Relationship[] = ['parent', 'guardian', 'grandparent'];

/** Whether somebody is not yet of age on a day. */
export function isMinor(birthDate: PlainDate, today: PlainDate): boolean {
  const birthday = `${Number(birthDate.slice(0, 4)) + ADULT_YEARS}${birthDate.slice(4)}`;
  return today < birthday && daysBetween(birthDate, today) >= 0;
}

/**
 * Who pays: the person named as guarantor; else a child's first parent, guardian or grandparent; else the patient.
 * Undefined for a child of whom nobody is written down: then somebody has to be asked.
 */
export function guarantorOf(
  birthDate: PlainDate,
  today: PlainDate,
  related: readonly Pick<RelatedPerson, 'id' | 'relationship' | 'isGuarantor'>[],
): Guarantor | undefined {
  const named = related.find((person) => person.isGuarantor);
  if (named) return { kind: 'related', id: named.id };
  if (!isMinor(birthDate, today)) return { kind: 'self' };
  for (const relationship of ANSWER_FOR_A_CHILD) {
    const usual = related.find((person) => person.relationship === relationship);
    if (usual) return { kind: 'related', id: usual.id };
  }
  return undefined;
}
