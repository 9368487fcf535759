import { DateTime } from 'luxon';
import type { PlainDate } from '../kernel/time.ts';

export const CONSENT_KINDS = [
  'privacy-notice',
  'treatment',
  'billing-release',
  'assignment-of-benefits',
  'financial-policy',
  'own',
] as const;
export type ConsentKind = (typeof CONSENT_KINDS)[number];

export const CONSENT_RENEWALS = ['once', 'yearly', 'each-visit', 'on-new-version'] as const;
export type ConsentRenewal = (typeof CONSENT_RENEWALS)[number];

export const CONSENT_LANGUAGES = ['en', 'es'] as const;
export type ConsentLanguage = (typeof CONSENT_LANGUAGES)[number];

export const SIGNER_RELATIONS = ['self', 'parent', 'guardian', 'proxy', 'emancipated-minor'] as const;
export type SignerRelation = (typeof SIGNER_RELATIONS)[number];

export const SIGNING_METHODS = ['pad', 'touch', 'mouse', 'paper'] as const;
export type SigningMethod = (typeof SIGNING_METHODS)[number];

/** The most numbers of one stroke: four to a point, x and y in pixels, milliseconds, thousandths of pressure. */
export const MOST_STROKE_NUMBERS = 8000;
/** The most numbers of all strokes together: with the picture they fit into one message to the engine. */
export const MOST_SIGNATURE_NUMBERS = 24_000;
/** The most bytes of the picture of a signature. */
export const MOST_SIGNATURE_BYTES = 60 * 1024;

/** Where a patient stands with one text. Only `valid`, and `refused` on the day itself, ask for nothing. */
export const CONSENT_STATES = [
  'valid',
  'never',
  'expired',
  'new-version',
  'refused',
  'revoked',
  'of-age',
] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];

/** A text in force. */
export interface TextInForce {
  readonly seriesId: string;
  readonly version: number;
  readonly renewal: ConsentRenewal;
  readonly required: boolean;
}

/** What was once answered; entries made in error are not among them. */
export interface Answer {
  readonly seriesId: string;
  readonly version: number;
  readonly outcome: 'signed' | 'refused';
  readonly status: 'valid' | 'revoked';
  readonly relation: SignerRelation;
  readonly day: PlainDate;
  readonly visitId: string | null;
  /** Epoch milliseconds. */
  readonly signedAt: number;
}

export interface Asked {
  readonly day: PlainDate;
  /** Null when it is asked outside of a visit. */
  readonly visitId: string | null;
  readonly birthDate: PlainDate;
}

export interface Standing<Text extends TextInForce, Given extends Answer> {
  readonly text: Text;
  readonly state: ConsentState;
  readonly isDue: boolean;
  /** The last day on which the signature still holds; null where no day ends it or there is none. */
  readonly validUntil: PlainDate | null;
  /** The newest answer. */
  readonly last: Given | null;
}

/** Under 18 on the day. Who was born on February 29 is of age on March 1 of a year without that day. */
export function isMinor(birthDate: PlainDate, day: PlainDate): boolean {
  const birthday = `${String(Number(birthDate.slice(0, 4)) + 18).padStart(4, '0')}${birthDate.slice(4)}`;
  return day < birthday;
}

/** Who may sign for a patient. An emancipated minor says so; nobody else signs alone under 18. */
export function mayBeSignedBy(birthDate: PlainDate, day: PlainDate): readonly SignerRelation[] {
  return isMinor(birthDate, day)
    ? ['parent', 'guardian', 'proxy', 'emancipated-minor']
    : ['self', 'guardian', 'proxy'];
}

/** Somebody who may sign, and the language that they read, empty where it is not known. */
export interface Signer {
  readonly name: string;
  readonly relation: SignerRelation;
  readonly language: string;
}

/** Who is known to sign for a patient, the likeliest first: the patient once of age, then parents, guardians and proxies. */
export function signersOf(
  patient: { readonly name: string; readonly language: string; readonly birthDate: PlainDate },
  related: readonly {
    readonly name: string;
    readonly language: string;
    readonly relationship: string;
    readonly isProxy: boolean;
  }[],
  day: PlainDate,
): Signer[] {
  return mayBeSignedBy(patient.birthDate, day).flatMap((relation): Signer[] => {
    if (relation === 'self') return [{ name: patient.name, relation, language: patient.language }];
    return related
      .filter((person) => (relation === 'proxy' ? person.isProxy : person.relationship === relation))
      .map(({ name, language }) => ({ name, relation, language }));
  });
}

/** The last day of a yearly signature: the day before the same date one year on. */
export function lastDayOfYear(day: PlainDate): PlainDate {
  return DateTime.fromISO(day, { zone: 'utc' })
    .plus({ years: 1 })
    .minus({ days: 1 })
    .toFormat('yyyy-MM-dd') as PlainDate;
}

/** Where a patient stands with each text in force, in the order of the texts. The newest answer to a text counts. */
export function consentStandings<Text extends TextInForce, Given extends Answer>(
  texts: readonly Text[],
  answers: readonly Given[],
  asked: Asked,
): Standing<Text, Given>[] {
  return texts.map((text) => {
    const last = newest(answers.filter((answer) => answer.seriesId === text.seriesId));
    if (last === null) return { text, state: 'never', isDue: true, validUntil: null, last };
    const state = stateOf(text, last, asked);
    const isAskedToday = last.day === asked.day || isOfVisit(last, asked);
    return {
      text,
      state,
      // What was refused today was asked today: the effort is documented, and the next visit asks again.
      isDue: state !== 'valid' && !(state === 'refused' && isAskedToday),
      validUntil: state === 'valid' && text.renewal === 'yearly' ? lastDayOfYear(last.day) : null,
      last,
    };
  });
}

/** What has to be asked of the patient now, what is required first. */
export function dueConsents<Text extends TextInForce, Given extends Answer>(
  texts: readonly Text[],
  answers: readonly Given[],
  asked: Asked,
): Standing<Text, Given>[] {
  return consentStandings(texts, answers, asked)
    .filter(({ isDue }) => isDue)
    .sort((one, other) => Number(other.text.required) - Number(one.text.required));
}

function stateOf(text: TextInForce, last: Answer, asked: Asked): ConsentState {
  if (last.status === 'revoked') return 'revoked';
  if (last.outcome === 'refused') return 'refused';
  // What a parent signed for a child binds the child until it is grown.
  const wasSignedForMinor = last.relation !== 'self' && isMinor(asked.birthDate, last.day);
  if (wasSignedForMinor && last.relation !== 'emancipated-minor' && !isMinor(asked.birthDate, asked.day))
    return 'of-age';
  switch (text.renewal) {
    case 'once':
      return 'valid';
    case 'on-new-version':
      return last.version >= text.version ? 'valid' : 'new-version';
    case 'yearly':
      return asked.day <= lastDayOfYear(last.day) ? 'valid' : 'expired';
    case 'each-visit':
      return last.day === asked.day || isOfVisit(last, asked) ? 'valid' : 'expired';
  }
}

function isOfVisit(answer: Answer, asked: Asked): boolean {
  return asked.visitId !== null && answer.visitId === asked.visitId;
}

function newest<Given extends Answer>(answers: readonly Given[]): Given | null {
  return answers.reduce<Given | null>(
    (latest, answer) => (latest === null || answer.signedAt >= latest.signedAt ? answer : latest),
    null,
  );
}
