import type { Database } from 'better-sqlite3';
import type { PatientId } from '../../shared/kernel/ids.ts';
import type { Duplicate, PatientSummary } from '../../shared/patients/contract.ts';
import {
  type ComparedPerson,
  closeBirthDates,
  DUPLICATE_WARNING_SCORE,
  duplicateScore,
} from '../../shared/patients/duplicates.ts';
import { nameKey } from '../../shared/patients/fold.ts';
import { phoneDigits } from '../../shared/patients/phone.ts';
import { prepared } from '../engine/statements.ts';
import { masked } from './patients.ts';

export interface DuplicateInput extends ComparedPerson {
  /** The patient being edited, who is no duplicate of themselves. */
  readonly excluding: PatientId | null;
}

type CandidateRow = Omit<PatientSummary, 'provisional' | 'restricted'> &
  ComparedPerson & { readonly provisional: number; readonly restricted: number };

const MOST_SHOWN = 8;
/** Of each index; a phone number shared by more people is an institution's. */
const MOST_READ = 200;
const SELECT = `SELECT id, mrn, family, given, middle, suffix, preferred_name AS preferredName, birth_date AS birthDate, sex, phone, provisional, restricted, deceased_on AS deceasedOn,
  address_line AS addressLine, postal_code AS postalCode FROM patient`;

/** The look-ups of people worth comparing, each on one index, for the tests that look at their plans. */
export const CANDIDATE_SQL = {
  sameName: `${SELECT} WHERE name_key = ? AND active = 1 LIMIT ${MOST_READ}`,
  sameBirthDate: `${SELECT} WHERE birth_date = ? AND active = 1 LIMIT ${MOST_READ}`,
  samePhone: `${SELECT} WHERE phone_digits = ? AND active = 1 LIMIT ${MOST_READ}`,
  sameAddress: `${SELECT} WHERE postal_code = ? AND address_line = ? AND active = 1 LIMIT ${MOST_READ}`,
} as const;

/** People here who may be the one being written down, most likely first; none below the warning score. */
export function likelyDuplicates(db: Database, input: DuplicateInput): Duplicate[] {
  return candidates(db, input)
    .map((row) => ({ row, ...duplicateScore(input, row) }))
    .filter(({ row, score }) => score >= DUPLICATE_WARNING_SCORE && row.id !== input.excluding)
    .sort((left, right) => right.score - left.score || (left.row.mrn < right.row.mrn ? -1 : 1))
    .slice(0, MOST_SHOWN)
    .map(({ row: { addressLine: _line, postalCode: _code, ...row }, score, reasons }) => ({
      ...masked({ ...row, provisional: row.provisional === 1, restricted: row.restricted === 1 }),
      score,
      reasons,
    }));
}

function candidates(db: Database, input: DuplicateInput): CandidateRow[] {
  const found = new Map<string, CandidateRow>();
  const add = (sql: string, ...values: string[]) => {
    for (const row of prepared(db, sql).all(...values) as CandidateRow[]) found.set(row.id, row);
  };
  add(CANDIDATE_SQL.sameName, nameKey(input.family, input.given));
  add(CANDIDATE_SQL.sameName, nameKey(input.given, input.family));
  const dates = input.birthDate === null ? [] : [input.birthDate, ...closeBirthDates(input.birthDate)];
  for (const date of dates) add(CANDIDATE_SQL.sameBirthDate, date);
  const digits = phoneDigits(input.phone);
  if (digits !== '') add(CANDIDATE_SQL.samePhone, digits);
  if (input.addressLine !== '') add(CANDIDATE_SQL.sameAddress, input.postalCode, input.addressLine);
  return [...found.values()];
}
