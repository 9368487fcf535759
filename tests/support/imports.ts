import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { importPath } from '../../electron/imports/import-path.ts';
import type { OutputOf } from '../../shared/api/index.ts';
import type { ImportRun } from '../../shared/imports/contract.ts';
import { operationId, type TestDesk } from './practice.ts';

export type Resource = Record<string, unknown> & { readonly resourceType: string; readonly id: string };
export type LineProblem = OutputOf<'imports.problems'>['problems'][number];

/** A whole patient; give what the test is about. */
export function fhirPatient(id: string, changes: Record<string, unknown> = {}): Resource {
  return {
    resourceType: 'Patient',
    id,
    identifier: [{ system: 'http://ehr.example.org/person', value: id }],
    name: [{ use: 'official', family: `Family-${id}`, given: ['Given'] }],
    gender: 'female',
    birthDate: '1980-01-02',
    telecom: [{ system: 'phone', value: '970-555-0123', use: 'home' }],
    address: [{ line: ['1 River Street'], city: 'Loveland', state: 'CO', postalCode: '80537' }],
    ...changes,
  };
}

export const fhirCoverage = (
  id: string,
  patient: string,
  changes: Record<string, unknown> = {},
): Resource => ({
  resourceType: 'Coverage',
  id,
  status: 'active',
  beneficiary: { reference: `Patient/${patient}` },
  payor: [{ display: 'Blue Ridge PPO' }],
  subscriberId: `M-${id}`,
  order: 1,
  ...changes,
});

export const fhirEncounter = (
  id: string,
  patient: string,
  changes: Record<string, unknown> = {},
): Resource => ({
  resourceType: 'Encounter',
  id,
  status: 'finished',
  class: { code: 'AMB' },
  subject: { reference: `Patient/${patient}` },
  period: { start: '2025-11-03T09:00:00-07:00', end: '2025-11-03T09:20:00-07:00' },
  reasonCode: [{ text: 'cough' }],
  ...changes,
});

/** Booked for March 12, 2026 at 10:00 with the practitioner d1; give what the test is about. */
export const fhirAppointment = (
  id: string,
  patient: string,
  changes: Record<string, unknown> = {},
): Resource => ({
  resourceType: 'Appointment',
  id,
  status: 'booked',
  start: '2026-03-12T10:00:00-06:00',
  end: '2026-03-12T10:30:00-06:00',
  description: 'cough',
  participant: [
    { actor: { reference: `Patient/${patient}` }, status: 'accepted' },
    { actor: { reference: 'Practitioner/d1' }, status: 'accepted' },
  ],
  ...changes,
});

/** A folder of its own for the files of one test. */
export function importFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-import-'));
  return {
    folder,
    /** Writes a file: text or bytes as they are, resources one a line. */
    write: (name: string, content: string | Buffer | readonly unknown[]): string => {
      const path = join(folder, name);
      const lines = (each: unknown) => (typeof each === 'string' ? each : JSON.stringify(each));
      writeFileSync(
        path,
        Array.isArray(content) ? content.map(lines).join('\n') : (content as string | Buffer),
      );
      return path;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Takes a file or folder over; answers the last run and every problem of all of them. */
export async function importInto(
  desk: TestDesk,
  path: string,
  source = 'ehr',
): Promise<{
  readonly run: ImportRun;
  readonly runs: readonly ImportRun[];
  readonly problems: readonly LineProblem[];
}> {
  const runs: ImportRun[] = [];
  const problems: LineProblem[] = [];
  const files = importPath({
    path,
    source,
    call: (method, input) => desk.tell(method, input as never, operationId()) as never,
  });
  for await (const { run } of files) {
    runs.push(run);
    problems.push(
      ...(await desk.ask('imports.problems', { runId: run.runId, afterLine: 0, limit: 1_000 })).problems,
    );
  }
  const run = runs.at(-1);
  if (!run) throw new Error('nothing was imported');
  return { run, runs, problems };
}

/** The records of the practice by what they say, without the ids that every store makes anew. */
export function recordsBySaying(db: Database): Record<string, readonly unknown[]> {
  return {
    patients: db
      .prepare(
        `SELECT family, given, middle, birth_date, sex, phone, phone_e164, email, address_line, city, state, postal_code, language, active, deceased_on, name_key FROM patient ORDER BY family, given, birth_date`,
      )
      .all(),
    coverages: db
      .prepare(
        'SELECT p.family, c.payer_name, c.member_id, c.priority, c.status, c.starts_on FROM coverage c JOIN patient p ON p.id = c.patient_id ORDER BY c.member_id',
      )
      .all(),
    visits: db
      .prepare(
        'SELECT p.family, v.day, v.status, v.reason, v.minutes FROM visit v JOIN patient p ON p.id = v.patient_id ORDER BY v.day, p.family',
      )
      .all(),
    people: db
      .prepare(
        'SELECT p.family, r.name, r.relationship FROM related_person r JOIN patient p ON p.id = r.patient_id ORDER BY p.family, r.name',
      )
      .all(),
    providers: db.prepare('SELECT display_name, specialty FROM provider ORDER BY display_name').all(),
    foreign: db
      .prepare(
        'SELECT resource_type, foreign_id, state, hash FROM foreign_content ORDER BY resource_type, foreign_id',
      )
      .all(),
    identifiers: db.prepare('SELECT system, value, record_type, kind FROM identifier ORDER BY 1, 2, 3').all(),
    tokens: db.prepare('SELECT role, token FROM patient_search_token ORDER BY role, token').all(),
  };
}
