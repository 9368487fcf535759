import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { firstBrokenLink } from '../../../electron/engine/journal.ts';
import { importFolderOfEachTest, practiceOfEachTest } from '../../support/each-test.ts';
import { importInto, type Resource, recordsBySaying } from '../../support/imports.ts';
import { openTestPractice } from '../../support/practice.ts';
import { storeContent } from '../../support/store-facts.ts';

const REAL = 'tests/fixtures/synthea/import';
/** What an import writes down of itself, even when nothing changed. */
const ITS_OWN = ['import_run', 'operation', 'audit', 'audit_subject', 'audit_checkpoint'];

const practice = practiceOfEachTest('administrator');
const files = importFolderOfEachTest();

const count = (sql: string) => practice.db.prepare(sql).pluck().get() as number;
const patients = () =>
  practice.db.prepare('SELECT * FROM patient ORDER BY mrn').all() as Record<string, unknown>[];

describe('the real set', () => {
  it('comes in whole, can be searched, is logged and not sent back to where it came from', async () => {
    const { runs, problems } = await importInto(practice.desk, REAL);
    expect(problems).toEqual([]);
    expect(runs.map(({ created, bad, waiting }) => ({ created, bad, waiting }))).toEqual(
      [6, 6, 6, 6, 8].map((created) => ({ created, bad: 0, waiting: 0 })),
    );
    expect(count('SELECT count(*) FROM patient')).toBe(8);
    expect(count('SELECT count(*) FROM outbox')).toBe(0);
    expect(
      count(`SELECT count(*) FROM change_log WHERE record_type = 'Patient' AND method = 'imports.batch'`),
    ).toBe(8);
    expect(firstBrokenLink(practice.db, 'change_log')).toBeUndefined();
    expect(
      count(`SELECT count(*) FROM provider WHERE specialty LIKE '%Practice%' AND display_name LIKE 'Dr. %'`),
    ).toBe(6);
    expect(count(`SELECT count(*) FROM identifier WHERE value LIKE '999-%'`)).toBe(0);
    const { matches } = await practice.desk.ask('patients.search', { text: 'yundt', limit: 5 });
    expect(matches.map(({ family, given }) => `${given} ${family}`)).toEqual(['Donya787 Yundt842']);
    const kept = practice.db
      .prepare(`SELECT content FROM foreign_content WHERE resource_type = 'Patient'`)
      .pluck()
      .all();
    expect(new Set(kept)).toEqual(
      new Set(readFileSync(join(REAL, 'Patient.ndjson'), 'utf8').trim().split('\n')),
    );
  });

  it('is found by name and birth date, and three of its people are checked in the same day', async () => {
    await importInto(practice.desk, REAL);
    const living = patients().filter(
      (row) => row['deceased_on'] === null && String(row['birth_date']) < '2005',
    );
    expect(living.length).toBeGreaterThanOrEqual(3);
    await practice.desk.signIn('front-desk');
    for (const { id, family, birth_date: birthDate } of living.slice(0, 3)) {
      // Nobody types the digits that Synthea puts behind names.
      const text = `${String(family).replace(/\d/g, '')} ${String(birthDate)}`;
      const { matches } = await practice.desk.ask('patients.search', { text, limit: 5 });
      expect(matches.map((match) => match.id)).toEqual([id]);
      const who = { known: true as const, patientId: id as never };
      const { visitId } = await practice.desk.tell('visits.walkIn', {
        who,
        reason: 'cough',
        providerId: null,
      });
      await practice.desk.tell('visits.checkIn', {
        visitId,
        identifiers: ['name', 'birth-date'],
        coverage: { choice: 'self-pay' },
        demographicsConfirmed: true,
        copay: { outcome: 'none-due' },
      });
    }
    const { rows } = await practice.desk.ask('visits.board', {});
    expect(rows.map(({ status }) => status)).toEqual(['checked-in', 'checked-in', 'checked-in']);
  });

  it('can be proven: the journals and every record say the same', async () => {
    await importInto(practice.desk, REAL);
    await practice.desk.signIn('auditor');
    const { findings, checked } = await practice.desk.ask('audit.verify', {});
    expect(findings).toEqual([]);
    expect(checked.changes).toBeGreaterThan(8);
  });

  it('once more writes nothing', async () => {
    await importInto(practice.desk, REAL);
    const before = storeContent(practice.db, ITS_OWN);
    const { runs } = await importInto(practice.desk, REAL);
    expect(runs.map(({ unchanged, created, changed }) => [unchanged, created, changed])).toEqual(
      [6, 6, 6, 6, 8].map((unchanged) => [unchanged, 0, 0]),
    );
    expect(storeContent(practice.db, ITS_OWN)).toEqual(before);
  });

  it('comes in the same from a Bundle, however it is written', async () => {
    const resources = ['Organization', 'Location', 'Practitioner', 'PractitionerRole', 'Patient'].flatMap(
      (type) =>
        readFileSync(join(REAL, `${type}.ndjson`), 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as Resource),
    );
    await importInto(practice.desk, REAL);
    const expected = recordsBySaying(practice.db);
    const entry = resources.map((resource) => ({
      fullUrl: `urn:uuid:${resource.id}`,
      resource,
      search: { mode: 'match' },
    }));
    const bundles = [
      JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry }, null, 2),
      JSON.stringify({ entry, type: 'collection', resourceType: 'Bundle' }),
    ];
    for (const [place, content] of bundles.entries()) {
      const other = await openTestPractice();
      await other.desk.signIn('administrator');
      const { run, problems } = await importInto(other.desk, files.write(`bundle-${place}.json`, content));
      expect(problems).toEqual([]);
      expect(run).toMatchObject({ format: 'bundle', created: resources.length });
      expect(recordsBySaying(other.db)).toEqual(expected);
      other.dispose();
    }
  });
});
