import { type Patient, type PatientFieldName, patientFieldNames } from './fields.ts';
import { nameKey } from './fold.ts';
import { phoneDigits } from './phone.ts';

/** One field of two records of one person, and whose value is proposed. */
export interface MergeField {
  readonly field: PatientFieldName;
  readonly proposed: 'survivor' | 'duplicate';
}

/** The fields in which two records of one person differ, in the order of the form, with a proposal for each. */
export function differingFields(survivor: Patient, duplicate: Patient): MergeField[] {
  return patientFieldNames.options
    .filter((field) => !isSame(field, survivor, duplicate))
    .map((field) => ({ field, proposed: proposedFor(field, survivor, duplicate) }));
}

/** What is written nowhere says less than anything; else what was confirmed with the patient last. */
function proposedFor(
  field: PatientFieldName,
  survivor: Patient,
  duplicate: Patient,
): 'survivor' | 'duplicate' {
  if (isUnsaid(survivor[field])) return 'duplicate';
  if (isUnsaid(duplicate[field])) return 'survivor';
  // Who they are is the record one keeps; where they live is whichever was asked last.
  if (IDENTITY.has(field)) return 'survivor';
  return (duplicate.demographicsConfirmedAt ?? 0) > (survivor.demographicsConfirmedAt ?? 0)
    ? 'duplicate'
    : 'survivor';
}

const IDENTITY: ReadonlySet<PatientFieldName> = new Set([
  'family',
  'given',
  'middle',
  'suffix',
  'birthDate',
  'sex',
]);

function isUnsaid(value: Patient[PatientFieldName]): boolean {
  return value === '' || value === null || value === 'unknown' || value === false;
}

function isSame(field: PatientFieldName, left: Patient, right: Patient): boolean {
  if (left[field] === right[field]) return true;
  if (field === 'phone' || field === 'secondPhone')
    return phoneDigits(left[field]) === phoneDigits(right[field]);
  return false;
}

/** What makes it doubtful that two records are one person; each is said before the merge. */
export type MergeDoubt = 'other-name' | 'other-birth-date' | 'other-sex';

/** Doubts that two records are one person, from what identifies one. */
export function doubtsOf(survivor: Patient, duplicate: Patient): MergeDoubt[] {
  const doubts: MergeDoubt[] = [];
  if (nameKey(survivor.family, survivor.given) !== nameKey(duplicate.family, duplicate.given))
    doubts.push('other-name');
  if (survivor.birthDate !== duplicate.birthDate) doubts.push('other-birth-date');
  if (survivor.sex !== duplicate.sex && survivor.sex !== 'unknown' && duplicate.sex !== 'unknown')
    doubts.push('other-sex');
  return doubts;
}
