import type { PlainDate } from '../../shared/kernel/time.ts';
import { parseBirthDate } from '../../shared/patients/birth-date.ts';
import type { Patient, PatientFieldName, PatientFields } from '../../shared/patients/contract.ts';
import { formatPhone, readPhone } from '../../shared/patients/phone.ts';
import { currentFormats } from '../strings/use-formats.ts';
import { currentStrings } from '../strings/use-strings.ts';

/** A patient as typed: dates are still text, everything may be wrong. */
export type PatientDraft = Omit<Pick<Patient, PatientFieldName>, 'birthDate' | 'deceasedOn'> & {
  readonly birthDate: string;
  readonly deceasedOn: string;
};
export type FieldErrors = Partial<Record<PatientFieldName, string>>;

/** In the order of the form, which is also the order in which a wrong field is gone to. */
export const FORM_FIELDS = [
  'family',
  'given',
  'middle',
  'suffix',
  'preferredName',
  'birthDate',
  'sex',
  'phone',
  'phoneKind',
  'textConsent',
  'secondPhone',
  'email',
  'addressLine',
  'city',
  'state',
  'postalCode',
  'language',
  'needsInterpreter',
  'deceasedOn',
] as const satisfies readonly PatientFieldName[];

export const EMPTY_DRAFT: PatientDraft = {
  family: '',
  given: '',
  middle: '',
  suffix: '',
  preferredName: '',
  birthDate: '',
  sex: 'unknown',
  phone: '',
  phoneKind: '',
  textConsent: 'unknown',
  secondPhone: '',
  email: '',
  addressLine: '',
  city: '',
  state: '',
  postalCode: '',
  language: 'en',
  needsInterpreter: false,
  deceasedOn: '',
};

/** A patient on file as the form shows them. */
export function draftOf(patient: Patient): PatientDraft {
  const fields = Object.fromEntries(FORM_FIELDS.map((field) => [field, patient[field]])) as Pick<
    Patient,
    PatientFieldName
  >;
  return {
    ...fields,
    birthDate: currentFormats().date(patient.birthDate),
    deceasedOn: patient.deceasedOn === null ? '' : currentFormats().date(patient.deceasedOn),
    phone: formatPhone(patient.phone),
    secondPhone: formatPhone(patient.secondPhone),
  };
}

/** What to fix, by field. Foreign numbers and postal codes pass: visitors have them. */
export function fieldErrors(draft: PatientDraft, today: PlainDate): FieldErrors {
  const { errors, birthDateError } = currentStrings().patients;
  const postal = draft.postalCode.trim();
  const email = draft.email.trim();
  const wrong: readonly (readonly [PatientFieldName, boolean, string])[] = [
    ['family', draft.family.trim() === '', errors.family],
    ['given', draft.given.trim() === '', errors.given],
    ['birthDate', parseBirthDate(draft.birthDate, today).length === 0, birthDateError],
    ['phone', isWrongPhone(draft.phone), errors.phone],
    ['secondPhone', isWrongPhone(draft.secondPhone), errors.phone],
    [
      'deceasedOn',
      draft.deceasedOn.trim() !== '' && dateOf(draft.deceasedOn, today) === undefined,
      errors.deceasedOn,
    ],
    ['email', email !== '' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email), errors.email],
    ['postalCode', /^[\d\s-]+$/.test(postal) && !/^\d{5}(?:-?\d{4})?$/.test(postal), errors.postalCode],
  ];
  return Object.fromEntries(
    wrong.filter(([, isWrong]) => isWrong).map(([field, , message]) => [field, message]),
  );
}

/** The form asks for the whole number, which the engine does not: old ones of seven digits stay as they are. */
function isWrongPhone(typed: string): boolean {
  const phone = typed.trim();
  return phone !== '' && readPhone(phone) === undefined;
}

function dateOf(text: string, today: PlainDate): PlainDate | undefined {
  return parseBirthDate(text, today)[0];
}

/** The fields as the engine takes them, or undefined while something is wrong. */
export function fieldsOf(draft: PatientDraft, today: PlainDate): PatientFields | undefined {
  const birthDate = parseBirthDate(draft.birthDate, today)[0];
  if (birthDate === undefined || Object.keys(fieldErrors(draft, today)).length > 0) return undefined;
  const trimmed = Object.fromEntries(
    Object.entries(draft).map(([field, value]) => [field, typeof value === 'string' ? value.trim() : value]),
  ) as PatientDraft;
  const deceasedOn = trimmed.deceasedOn === '' ? null : (dateOf(trimmed.deceasedOn, today) ?? null);
  return { ...trimmed, birthDate, deceasedOn };
}

/** What has been typed over a patient on file, and what stood there when the typing began. */
export interface EditDraft {
  readonly edits: Partial<PatientDraft>;
  readonly seen: Partial<PatientDraft>;
}

export const NO_EDITS: EditDraft = { edits: {}, seen: {} };

/** Types one field over what is on file; a field typed back to what is there is no edit any more. */
export function typeOver(edit: EditDraft, onFile: PatientDraft, change: Partial<PatientDraft>): EditDraft {
  const edits: Record<string, unknown> = { ...edit.edits };
  const seen: Record<string, unknown> = { ...edit.seen };
  for (const [field, value] of Object.entries(change)) {
    const name = field as PatientFieldName;
    if (onFile[name] === value) {
      delete edits[field];
      delete seen[field];
    } else {
      edits[field] = value;
      if (!(field in seen)) seen[field] = onFile[name];
    }
  }
  return { edits, seen } as EditDraft;
}

/** Fields that somebody else changed since this person began to type in them. */
export function overtakenFields(edit: EditDraft, onFile: PatientDraft): readonly PatientFieldName[] {
  return FORM_FIELDS.filter((field) => field in edit.seen && edit.seen[field] !== onFile[field]);
}

/** The edited fields as the engine takes them; empty when what was typed means what is on file. */
export function changesOf(edit: EditDraft, patient: Patient, fields: PatientFields): Partial<PatientFields> {
  return Object.fromEntries(
    FORM_FIELDS.filter((field) => field in edit.edits && fields[field] !== patient[field]).map((field) => [
      field,
      fields[field],
    ]),
  );
}

/** What the engine found wrong, by field of the form: it names them by their path in the command. */
export function refusedFields(fields: Readonly<Record<string, string>> | undefined): FieldErrors {
  return Object.fromEntries(
    Object.entries(fields ?? {})
      .map(([path, message]) => [path.split('.').at(-1) ?? path, message] as const)
      .filter(([field]) => (FORM_FIELDS as readonly string[]).includes(field)),
  );
}
