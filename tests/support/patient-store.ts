import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { indexPatient } from '../../electron/patients/search-index.ts';
import { migrate, readMigrations } from '../../electron/store/migrate.ts';
import { openStore } from '../../electron/store/open.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { PatientFields } from '../../shared/patients/contract.ts';
import { nameKey } from '../../shared/patients/fold.ts';
import { phoneDigits } from '../../shared/patients/phone.ts';

export interface PatientStore {
  readonly db: Database;
  /** Writes a patient row and indexes it; answers the id. */
  add(
    fields: Partial<PatientFields>,
    more?: { readonly mrn?: string; readonly memberIds?: readonly string[]; readonly active?: boolean },
  ): string;
  dispose(): void;
}

const NOBODY: PatientFields = {
  family: 'Nobody',
  given: 'Here',
  middle: '',
  suffix: '',
  preferredName: '',
  birthDate: '1900-01-01' as PlainDate,
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

/** A real encrypted store with the tables of the practice and nobody in it. */
export function openPatientStore(): PatientStore {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-test-'));
  const db = openStore({ file: join(folder, 'desk.db'), key: Buffer.alloc(32, 0x3c), create: true });
  migrate(db, readMigrations(join(import.meta.dirname, '..', '..', 'migrations')), 0);
  let count = 0;
  return {
    db,
    add(fields, { mrn, memberIds = [], active = true } = {}) {
      count += 1;
      const person = { ...NOBODY, ...fields };
      const id = `019a0000-0000-7000-8000-${String(count).padStart(12, '0')}`;
      const row = {
        ...person,
        id,
        mrn: mrn ?? String(500_000 + count),
        phoneDigits: phoneDigits(person.phone),
        active,
      };
      db.prepare(
        `INSERT INTO patient (id, mrn, family, given, middle, suffix, preferred_name, birth_date, sex, phone, email, address_line, city, state,
           postal_code, language, needs_interpreter, provisional, active, name_key, phone_digits, version, demographics_confirmed_at,
           demographics_confirmed_by, created_at)
         VALUES (@id, @mrn, @family, @given, @middle, @suffix, @preferredName, @birthDate, @sex, @phone, @email, @addressLine, @city, @state,
           @postalCode, @language, 0, 0, @active, @nameKey, @phoneDigits, 1, NULL, NULL, 0)`,
      ).run({
        ...row,
        needsInterpreter: 0,
        active: active ? 1 : 0,
        nameKey: nameKey(person.family, person.given),
      });
      for (const memberId of memberIds) addCoverage(db, id, memberId);
      indexPatient(db, row);
      return id;
    },
    dispose() {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Writes an active coverage of a patient, without indexing it. */
export function addCoverage(db: Database, patientId: string, memberId: string): void {
  const { count } = db.prepare('SELECT count(*) AS count FROM coverage').get() as { count: number };
  db.prepare(
    `INSERT INTO coverage (id, patient_id, priority, status, payer_name, plan_name, member_id, group_number, copay_cents, starts_on, ends_on, confirmed_at)
     VALUES (?, ?, 1, 'active', 'Payer', 'Plan', ?, '', NULL, NULL, NULL, NULL)`,
  ).run(`019a0000-00c0-7000-8000-${String(count).padStart(12, '0')}`, patientId, memberId);
}
