import type { PlainDate } from '../../shared/kernel/time.ts';
import { parseBirthDate } from '../../shared/patients/birth-date.ts';
import type { Patient, PatientFieldName, PatientFields } from '../../shared/patients/contract.ts';
import { phoneDigits } from '../../shared/patients/phone.ts';
import { currentFormats } from '../strings/use-formats.ts';
import { currentStrings } from '../strings/use-strings.ts';
import { formatPhone } from './patient-text.ts';

/** A patient as typed: the birth date is still text, everything may be wrong. */
export type PatientDraft = Omit<PatientFields, 'birthDate'> & { readonly birthDate: string };
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
  'email',
  'addressLine',
  'city',
  'state',
  'postalCode',
  'language',
  'needsInterpreter',
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
  email: '',
  addressLine: '',
  city: '',
  state: '',
  postalCode: '',
  language: 'en',
  needsInterpreter: false,
};

/** A patient on file as the form shows them. */
export function draftOf(patient: Patient): PatientDraft {
  const { id: _id, mrn: _mrn, provisional: _provisional, version: _version, ...rest } = patient;
  const { demographicsConfirmedAt: _at, demographicsConfirmedBy: _by, ...fields } = rest;
  return {
    ...fields,
    birthDate: currentFormats().date(patient.birthDate),
    phone: formatPhone(patient.phone),
  };
}

/** What to fix, by field. Foreign numbers and postal codes pass: visitors have them. */
export function fieldErrors(draft: PatientDraft, today: PlainDate): FieldErrors {
  const { errors, birthDateError } = currentStrings().patients;
  const phone = draft.phone.trim();
  const postal = draft.postalCode.trim();
  const email = draft.email.trim();
  const wrong: readonly (readonly [PatientFieldName, boolean, string])[] = [
    ['family', draft.family.trim() === '', errors.family],
    ['given', draft.given.trim() === '', errors.given],
    ['birthDate', parseBirthDate(draft.birthDate, today).length === 0, birthDateError],
    ['phone', phone !== '' && !phone.startsWith('+') && phoneDigits(phone).length !== 10, errors.phone],
    ['email', email !== '' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email), errors.email],
    ['postalCode', /^[\d\s-]+$/.test(postal) && !/^\d{5}(?:-?\d{4})?$/.test(postal), errors.postalCode],
  ];
  return Object.fromEntries(
    wrong.filter(([, isWrong]) => isWrong).map(([field, , message]) => [field, message]),
  );
}

/** The fields as the engine takes them, or undefined while something is wrong. */
export function fieldsOf(draft: PatientDraft, today: PlainDate): PatientFields | undefined {
  const birthDate = parseBirthDate(draft.birthDate, today)[0];
  if (birthDate === undefined || Object.keys(fieldErrors(draft, today)).length > 0) return undefined;
  const trimmed = Object.fromEntries(
    Object.entries(draft).map(([field, value]) => [field, typeof value === 'string' ? value.trim() : value]),
  ) as PatientDraft;
  return { ...trimmed, birthDate };
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
