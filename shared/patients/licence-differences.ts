import type { Licence, LicenceField } from './aamva.ts';
import type { PatientFields } from './fields.ts';
import { foldLetters } from './fold.ts';

/** One field in which a licence says something else than the chart. */
export interface LicenceDifference {
  readonly field: LicenceField;
  readonly onFile: string;
  readonly onCard: string;
  /** The card may not say all of it: ask before taking it. */
  readonly isUncertain: boolean;
}

export type ComparedFields = Pick<PatientFields, LicenceField>;

const COMPARED: readonly LicenceField[] = [
  'family',
  'given',
  'middle',
  'suffix',
  'birthDate',
  'sex',
  'addressLine',
  'city',
  'state',
  'postalCode',
];

/**
 * Where a licence and a chart differ in what they mean: capitals, accents, points and a ZIP code without its last four
 * are no difference, and what the card leaves open is none either.
 */
export function licenceDifferences(licence: Licence, onFile: ComparedFields): LicenceDifference[] {
  return COMPARED.filter((field) => !isSame(field, licence, onFile)).map((field) => ({
    field,
    onFile: onFile[field],
    onCard: licence[field],
    isUncertain: isUncertain(licence, field),
  }));
}

function isSame(field: LicenceField, licence: Licence, onFile: ComparedFields): boolean {
  const said = licence[field];
  const known = onFile[field];
  if (said === '' || (field === 'sex' && said === 'unknown')) return true;
  if (field === 'postalCode') return firstFive(known) === firstFive(said);
  const [card, chart] = [plain(said), plain(known)];
  // A name that was cut goes on where the card has no room.
  return card === chart || (isUncertain(licence, field) && chart.startsWith(card));
}

function isUncertain(licence: Licence, field: LicenceField): boolean {
  return (licence.uncertain as readonly string[]).includes(field);
}

function plain(text: string): string {
  return foldLetters(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The ZIP code without what was added to it; a Canadian code whole. */
function firstFive(code: string): string {
  return /^\d{5}/.exec(code)?.[0] ?? code.toUpperCase().replace(/\s/g, '');
}
