import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CANDIDATE_SQL } from '../../../electron/patients/duplicates.ts';
import { INDEX_SQL } from '../../../electron/patients/search-index.ts';
import { SOUND_SQL } from '../../../electron/patients/search-loosely.ts';
import { SEARCH_SQL } from '../../../electron/patients/search-rows.ts';
import { openPatientStore, type PatientStore } from '../../support/patient-store.ts';

let store: PatientStore;

beforeAll(() => {
  store = openPatientStore();
});
afterAll(() => {
  store.dispose();
});

function plan(sql: string): string[] {
  const values = (sql.match(/\?/g) ?? []).map(() => 1);
  return (store.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[]).map(
    (row) => row.detail,
  );
}

const hot = Object.entries({ ...SEARCH_SQL, ...INDEX_SQL, sound: SOUND_SQL }).filter(
  ([, sql]) => !sql.startsWith('INSERT'),
);

describe('every statement behind a keystroke reads an index from its place, and sorts nothing but one patient’s cards', () => {
  it.each(hot)('%s', (name, sql) => {
    const details = plan(sql);
    expect(details.length).toBeGreaterThan(0);
    for (const detail of details) {
      if (name === 'memberIds') expect(detail).toMatch(/^(SEARCH|USE TEMP B-TREE FOR)/);
      else if (/^(CO-ROUTINE|SCAN \(subquery)/.test(detail)) expect(name).toMatch(/^count/);
      else expect(detail).toMatch(/^SEARCH \S+ USING (PRIMARY KEY|INTEGER PRIMARY KEY|(COVERING )?INDEX)/);
    }
  });

  it('bounds both ends of a prefix, in the order of the list', () => {
    expect(plan(SEARCH_SQL.longer)).toEqual([
      'SEARCH patient_search_token USING PRIMARY KEY (role=? AND token>? AND token<?)',
    ]);
    expect(plan(SEARCH_SQL.exact)).toEqual([
      'SEARCH patient_search_token USING PRIMARY KEY (role=? AND token=?)',
    ]);
  });

  it.each([
    ['sameName', 'patient_name_key (name_key=?)'],
    ['sameBirthDate', 'patient_birth_date (birth_date=?)'],
    ['samePhone', 'patient_phone_digits (phone_digits=?)'],
    ['sameAddress', 'patient_postal_code (postal_code=? AND address_line=?)'],
  ] as const)('looks up %s on one index', (name, index) => {
    expect(plan(CANDIDATE_SQL[name])).toEqual([`SEARCH patient USING INDEX ${index}`]);
  });

  it('would notice a scan', () => {
    expect(
      plan(`SELECT 1 FROM patient_search_token WHERE token = 'a' OR sort_key = 'b'`).some((detail) =>
        detail.startsWith('SCAN'),
      ),
    ).toBe(true);
  });
});
